import Archives
import Callbacks
import Lifecycles
import Oracle
import Primitives
import Runs
import TestSupport
import Testing

@testable import Pipeline
@testable import Reports

/// The ids and numbers in the events of one archive.
struct FoundTexts {
  var ids: Set<[UInt8]> = []
  var numbers: Set<[UInt8]> = []

  init(_ archive: [UInt8]) {
    var reader = ValueReader()
    _ = reader.read(archive.span, isLast: true) { batch, range, source, _ in
      func copy(_ text: EventText) -> [UInt8] {
        batch.with(text, source) { bytes in bytes.indices.map { bytes[$0] } }
      }
      for event in batch.events[range] {
        ids.insert(copy(event.messageID))
        for number in [event.recipient, event.facts.sender] where !number.isMissing {
          numbers.insert(copy(number))
        }
      }
    }
  }
}

/// A message of a number, as far as it is told from others.
struct NumberedID: Comparable {
  var id: [UInt8]
  var isSender: Bool
  var other: [UInt8]

  init(id: [UInt8], isSender: Bool, other: [UInt8]) {
    self.id = id
    self.isSender = isSender
    self.other = other
  }

  init(_ message: NumberedMessage) {
    self.init(id: message.id, isSender: message.role == .sender, other: message.other)
  }

  static func < (a: NumberedID, b: NumberedID) -> Bool {
    a.id == b.id
      ? a.other.lexicographicallyPrecedes(b.other) : a.id.lexicographicallyPrecedes(b.id)
  }
}

/// What the traces of all messages come to, and what the reports say of them.
struct TraceTotals: Equatable {
  var messages: Int64 = 0
  var recipients: Int64 = 0
  var events: Int64 = 0
  var duplicates: Int64 = 0
  /// By outcome, in the order of the delivery report.
  var outcomes = [Int64](repeating: 0, count: 5)

  private static let columns: [(name: String, outcome: Outcome)] = [
    ("delivered", .delivered), ("handed_off", .handedOff), ("failed", .failed),
    ("contradictory", .contradictory), ("in_flight", .inFlight),
  ]

  init() {}

  init(_ reports: ReportSet) throws {
    messages = reports.accounting.messages
    recipients = reports.accounting.lifecycles
    events = reports.accounting.events
    duplicates = reports.accounting.duplicates
    let delivery = try #require(reports.tables.first { $0.name == .delivery })
    for row in try delivery.rows {
      for (index, column) in Self.columns.enumerated() {
        let place = try #require(delivery.columns.firstIndex(of: column.name))
        if case .integer(let count) = row[place] { outcomes[index] += count }
      }
    }
  }

  mutating func add(_ trace: MessageTrace) {
    messages += 1
    recipients += Int64(trace.recipients.count)
    events += Int64(trace.events.count)
    duplicates += Int64(trace.events.count(where: \.isDuplicate))
    #expect(trace.eventCount == Int64(trace.events.count))
    #expect(trace.duplicateCount == Int64(trace.events.count(where: \.isDuplicate)))
    for recipient in trace.recipients {
      for (index, column) in Self.columns.enumerated() where recipient.outcome == column.outcome {
        outcomes[index] += 1
      }
    }
  }
}

/// Archives on the disk, every other one gzipped, and questions about them.
struct TracedArchives {
  let texts: [[UInt8]]
  let found: [FoundTexts]
  let sources: [ArchiveSource]
  private let scratch: Scratch
  private let now: Timestamp
  private let parameters: ReportParameters

  init(_ texts: [[UInt8]], _ options: OracleOptions) throws {
    scratch = try Scratch()
    for (number, text) in texts.enumerated() {
      try scratch.write(number.isMultiple(of: 2) ? gzip(text) : text, to: "logs/\(number).log")
    }
    self.texts = texts
    found = texts.map(FoundTexts.init)
    sources = try Discovery.archives(in: [scratch.path("logs")])
    var parameters = try Question(options).parameters
    // All messages, whenever they were created.
    parameters.since = nil
    parameters.until = nil
    self.parameters = parameters
    now = Timestamp(millisecondsSinceEpoch: options.now)
  }

  func pass(
    jobs: Int = 1, share: Int = 100_000_000, idLimit: Int = 4096, searches: Bool = true
  ) -> TracePass {
    let context = PassContext(
      now: now, MemoryBudget(share: share, jobs: jobs), temporaryFolder: scratch.runFolder)
    return TracePass(parameters, context, idLimit: idLimit, searches: searches)
  }

  func reports() async throws -> ReportSet {
    let budget = MemoryBudget(share: 100_000_000, jobs: 2)
    var all = parameters
    all.reports = ReportName.allCases
    let context = PassContext(now: now, budget, temporaryFolder: scratch.runFolder)
    return try await ReportPass(all, context).run(sources).reports
  }

  /// By number what is expected of it, from all messages at once.
  func numberedMessages() throws -> [[UInt8]: [NumberedID]] {
    var ingest = Ingest(now: now)
    for source in sources { try ingest.read(source) }
    let join = LifecycleJoin([ingest.recorder])
    var messages: [[UInt8]: [NumberedID]] = [:]
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, parameters.rules(ingest.coverage)) { message in
        let sender = message.facts.sender.bytes(in: join.pool)
        for lifecycle in message.lifecycles {
          let recipient = lifecycle.recipient.bytes(in: join.pool)
          func add(_ number: [UInt8], isSender: Bool, _ other: [UInt8]) {
            guard !number.isEmpty else { return }
            messages[number, default: []].append(
              NumberedID(id: message.id, isSender: isSender, other: other))
          }
          add(sender, isSender: true, recipient)
          if recipient != sender { add(recipient, isSender: false, sender) }
        }
      }
    }
    return messages
  }
}
