import Archives
import Callbacks
import Primitives
import TestSupport
import Testing

@testable import Pipeline
@testable import Reports

/// A message of which there is more than anybody reads, or memory holds.
@Suite struct GreatTraceTests {
  private let scratch: Scratch
  private let id = Array("m".utf8)

  init() throws { scratch = try Scratch() }

  /// What is known of a message whose events are in some archives, as many in each.
  private func trace(
    _ events: [String], archives: Int = 1, share: Int = 100_000_000, jobs: Int = 1
  ) async throws -> MessageTrace? {
    let count = events.count / archives
    for number in 0..<archives {
      let part = events[(number * count)..<((number + 1) * count)]
      try scratch.write(part.joined(separator: "\n").utf8, to: "logs/\(number).log")
    }
    let context = PassContext(
      now: Corpus.now, MemoryBudget(share: share / jobs, jobs: jobs),
      temporaryFolder: scratch.runFolder)
    let pass = TracePass(ReportParameters(reports: []), context)
    return try await pass.message(id, in: Discovery.archives(in: [scratch.path("logs")])).trace
  }

  private static func event(
    to recipient: String, second: Int = 0, addressedTo addressed: String = ""
  ) -> String {
    """
    {"type":"message-delivered","time":"2026-11-20T10:00:\(second + 10)Z","to":"\(recipient)",\
    "message":{"id":"m","direction":"out","to":[\(addressed)]}}
    """
  }

  @Test func `the first recipients are shown, and all are counted`() async throws {
    let recipients = (0..<20_003).map { "+1\(2_025_550_000 + $0)" }
    let events = recipients.reversed().map { Self.event(to: $0) }
    let trace = try #require(try await trace(events + events.prefix(2)))
    #expect(trace.recipients.count == 20_000)
    #expect(String(decoding: trace.recipients[0].recipient, as: UTF8.self) == recipients[0])
    #expect(trace.eventCount == 20_005 && trace.duplicateCount == 2)
    // Whom the message was addressed to is not known.
    #expect(trace.silentCount == 0)
    let text = String(decoding: trace.text(.file), as: UTF8.self)
    #expect(text.contains("\n  3 more are not shown\n"))
    #expect(text.hasSuffix("\n5 more events are not shown\n"))
    #expect(trace.rows.rows.count == 20_000 && trace.rowsLeftOut == 5)
    let json = String(decoding: trace.json, as: UTF8.self)
    #expect(json.contains(#""recipients_left_out": 3"#) && json.contains(#""events_left_out": 5"#))
  }

  @Test func `long texts are shown as far as there is room`() async throws {
    let text = String(repeating: "x", count: 1_000_000)
    let addressed = (0..<20).map { "\"+1\(2_025_550_000 + $0)\"" }.joined(separator: ",")
    let events = (0..<30).map {
      Self.event(to: "\(text)\($0 % 15)", second: $0, addressedTo: addressed)
    }
    let trace = try #require(try await trace(events, share: 1_000_000_000))
    // A message is joined with no more than 8 MiB of texts.
    #expect(trace.recipients.count == 8 && trace.recipientsLeftOut == 0)
    #expect(trace.cutEventCount == 14 && trace.silentCount == 0)
    let shown = String(decoding: trace.text(.file), as: UTF8.self)
    #expect(shown.contains("\n  others are left out, with 14 events: the message has too many\n"))
    #expect(String(decoding: trace.json, as: UTF8.self).contains(#""left_out_events": 14"#))
    #expect(trace.events.count == 8 && trace.eventsLeftOut == 22)
    #expect(trace.events.map(\.position.line) == Array(1...8))
    #expect(trace.eventCount == 30 && trace.duplicateCount == 8)
  }

  @Test func `what does not fit into memory is an error that says so`() async throws {
    let name = String(repeating: "x", count: 100)
    let events = (0..<20_000).map { Self.event(to: "\(name)\($0)") }
    await #expect(throws: TraceError.messageTakesMore(than: ByteCount(bytes: 2_000_000))) {
      try await trace(events, share: 2_000_000)
    }
    let whole = try #require(try await trace(events, share: 200_000_000))
    #expect(whole.recipientCount == 20_000)
  }

  /// A worker has room for some ten thousand events, however little memory there is.
  @Test(arguments: [1, 2, 4], [1, 2])
  func `whether it fits depends on nothing but the message`(archives: Int, jobs: Int) async throws {
    let events = (0..<20_000).map { Self.event(to: "+1\(2_025_550_000 + $0)") }
    await #expect(throws: TraceError.messageTakesMore(than: ByteCount(bytes: 12_000_000))) {
      try await trace(events, archives: archives, share: 12_000_000, jobs: jobs)
    }
    let whole = try await trace(events, archives: archives, share: 24_000_000, jobs: jobs)
    #expect(whole?.recipientCount == 20_000)
  }

  /// However many there are, joined they take no more than one.
  @Test func `copies of events fit into any memory`() async throws {
    let name = String(repeating: "x", count: 190_000)
    let events = (0..<100).map { Self.event(to: "\(name)\($0 % 3)") }
    let trace = try #require(try await trace(events, share: 24_000_000))
    #expect(trace.recipientCount == 3 && trace.duplicateCount == 97)
  }
}
