import Foundation
import TestSupport
import Testing

@Suite struct DayAccountingTests {
  /// One message that nobody says the direction of, one that failed, one that came in.
  private static let callbacks = """
    [{"type":"message-weird","time":"2026-10-01T00:10:00Z","to":"+19195550104",\
    "message":{"id":"a","time":"2026-10-01T00:00:00Z"}}]
    [{"type":"message-failed","time":"2026-10-01T00:10:00Z","to":"+19195550104","errorCode":4720,\
    "message":{"id":"b","time":"2026-10-01T00:00:00Z","direction":"out"}}]
    [{"type":"message-received","time":"2026-10-01T00:10:00Z","to":"+19195550104",\
    "message":{"id":"c","time":"2026-10-01T00:00:00Z","direction":"in"}}]

    """

  private struct Document: Decodable {
    let accounting: [String: Int]
  }

  @Test func `a day has all its lifecycles`() throws {
    let sandbox = try Sandbox()
    try sandbox.scratch.write(Self.callbacks.utf8, to: "a.ndjson")
    let night = try sandbox.run("nightly", "a.ndjson", "--ledger", "ledger", "--output", "days")
    #expect(night == .silently)
    let text = try sandbox.text("days/2026-10-01/report.json")
    let accounting = try JSONDecoder().decode(Document.self, from: Data(text.utf8)).accounting
    #expect(accounting["lifecycles"] == 3)
    #expect(accounting["events"] == 3)
  }
}
