internal import Callbacks
internal import Lifecycles
internal import Primitives

struct FailuresCell: ReportCell {
  static let identity = FailuresCell()

  var messages: Int64 = 0
  var recipients: Int64 = 0
  var firstFailure: Timestamp?
  var lastFailure: Timestamp?
  var sample: Sample?

  /// The message that failed first.
  struct Sample: Equatable, Sendable {
    var time: Timestamp?
    var messageID: [UInt8]

    /// Ties are broken by the bytes of the id; a missing time sorts last.
    func precedes(_ other: Sample) -> Bool {
      time == other.time
        ? messageID.lexicographicallyPrecedes(other.messageID) : sortsBefore(time, other.time)
    }
  }

  mutating func merge(_ other: FailuresCell) {
    messages += other.messages
    recipients += other.recipients
    note(first: other.firstFailure, last: other.lastFailure)
    if let sample = other.sample { note(sample) }
  }

  /// Counts a failure of the message that `messageID` names, which is only asked for if needed.
  mutating func count(_ failure: Lifecycle.Failure, of messageID: @autoclosure () -> [UInt8]) {
    recipients += 1
    note(first: failure.time, last: failure.time)
    if let sample, sortsBefore(sample.time, failure.time) { return }
    note(Sample(time: failure.time, messageID: messageID()))
  }

  private mutating func note(first: Timestamp?, last: Timestamp?) {
    if let first { firstFailure = min(firstFailure ?? first, first) }
    if let last { lastFailure = max(lastFailure ?? last, last) }
  }

  private mutating func note(_ candidate: Sample) {
    if sample.map(candidate.precedes) ?? true { sample = candidate }
  }
}

extension FailuresCell {
  var heldByteCount: Int { sample.map { $0.messageID.count + 32 } ?? 0 }

  func append(to output: inout [UInt8]) {
    output.append(numbers: messages, recipients)
    output.append(time: firstFailure)
    output.append(time: lastFailure)
    output.append(flag: sample != nil)
    guard let sample else { return }
    output.append(time: sample.time)
    output.append(text: sample.messageID)
  }

  init(_ reader: inout CellReader) throws(RecordDamage) {
    messages = try reader.count()
    recipients = try reader.count()
    firstFailure = try reader.time()
    lastFailure = try reader.time()
    if try reader.flag() {
      sample = Sample(time: try reader.time(), messageID: try reader.text())
    }
  }
}

extension ReportDefinition<FailuresCell> {
  static let failures = ReportDefinition(
    .failures, grain: "Outbound recipients with a failure, contradictory ones included.",
    ownKeys: [.dimension(.errorCode)],
    columns: [
      // As wide as the longest name: their beginnings are alike.
      Column("name", .text, "Name of the code in the catalogue.", Look(.high, leastWidth: 41)) {
        row in
        row.errorCode.map { Value($0.name) } ?? .missing
      },
      Column(
        "side", .text, "Where the cause lies: `client`, `service`, `ambiguous` or `unknown`.",
        Look(.low)
      ) { row in
        Value((row.errorCode?.side ?? .unknown).rawValue)
      },
      Column(
        "reported_by", .text, "Who found out: `bandwidth`, `carrier` or `unknown`.", Look(.low)
      ) { row in
        Value((row.errorCode?.reportedBy ?? .unknown).rawValue)
      },
      Column("retryable", .text, "Whether sending again can help.", Look(.low)) { row in
        Value((row.errorCode?.retryable ?? .unknown).rawValue)
      },
      Column("billable", .text, "Whether the failed message is charged.", Look(.low)) { row in
        Value((row.errorCode?.billable ?? .unknown).rawValue)
      },
      Column("messages", .messages, "Distinct message ids.", Look(.low)) {
        .integer($0.cell.messages)
      },
      Column(
        "recipients", .recipients, "Recipients whose earliest failure has this code.", Look(.high)
      ) { .integer($0.cell.recipients) },
      Column(
        "share", .ratio, "`recipients` ÷ all recipients with a failure in the period.",
        Look(.high, bar: true)
      ) { .ratio($0.cell.recipients, of: $0.periodWeight) },
      Column("first_failed_at", .time, "The earliest of their first failures.", Look(.low)) {
        Value($0.cell.firstFailure)
      },
      Column("last_failed_at", .time, "The latest of their first failures.", Look(.low)) {
        Value($0.cell.lastFailure)
      },
      // Half an id finds nothing.
      Column(
        "sample_message_id", .text, "The message that failed first.", Look(leastWidth: 40)
      ) {
        $0.cell.sample.map { .text($0.messageID) } ?? .missing
      },
    ],
    weight: { $0.recipients },
    rank: { $0.recipients },
    count: { message, pool, cells in
      for number in message.lifecycles.indices
      where message.lifecycles[number].direction == .outbound {
        guard let failure = message.lifecycles[number].failure else { continue }
        cells.update(message, number, pool) { cell, isFirst in
          if isFirst { cell.messages += 1 }
          cell.count(failure, of: message.id)
        }
        cells.countLifecycle()
      }
    })
}

extension Row<FailuresCell> {
  /// What is known about the code of the row; `nil` for failures without a code.
  fileprivate var errorCode: ErrorCode? {
    guard case .integer(let number)? = key(.dimension(.errorCode)) else { return nil }
    return ErrorCode(number)
  }
}
