import Archives
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Archives that hold nothing of what is sought are passed over, and do not go without saying.
@Suite struct PassedOverTests {
  private let ledger: TestLedger
  private let sought = TestMessage("2026-02-05T10:00:00Z", 1)

  /// An archive with a message that was only sent, and others that go on until nothing more can come of
  /// it: two, since one alone would be read rather than searched.
  init() throws {
    ledger = try TestLedger()
    try ledger.write(
      sought.event("message-sent", after: 5, to: "+19195550102"), to: "sought.log")
    for number in 2...3 {
      let later = TestMessage("2026-02-06T12:00:00Z", number)
      try ledger.write(later.event("message-sent", after: 5), to: "later-\(number).log")
    }
  }

  private func expectWaitOver(
    _ find: (TracePass) async throws -> (json: [UInt8]?, archives: [ArchiveAccount])
  ) async throws {
    let parameters = ReportParameters(reports: [.delivery])
    for searches in [true, false] {
      let found = try await find(
        TracePass(parameters, ledger.context, idLimit: 4096, searches: searches))
      let json = String(decoding: try #require(found.json), as: UTF8.self)
      #expect(json.contains(#""reason": "wait_over""#), "\(json)")
      #expect(found.archives.map(\.source.name) == (try ledger.sources().map(\.name)))
    }
  }

  @Test func `a message is decided by the end of all archives`() async throws {
    let id = Array("\(sought.created.millisecondsSinceEpoch)\(sought.tail)".utf8)
    try await expectWaitOver { pass in
      let found = try await pass.message(id, in: ledger.sources())
      return (found.trace?.json, found.archives)
    }
  }

  @Test func `the messages of a number are decided by the end of all archives`() async throws {
    let number = Array("+19195550102".utf8)
    try await expectWaitOver { pass in
      let found = try await pass.messages(of: number, limit: 9, in: ledger.sources())
      return (found.trace?.json, found.archives)
    }
  }
}
