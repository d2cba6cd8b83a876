import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// What a ledger says of days that it has forgotten.
@Suite struct ForgottenDaysTests {
  let ledger: TestLedger
  private let messages = (18...20).map { TestMessage("2026-11-\($0)T10:00:00Z", $0) }

  init() async throws {
    ledger = try TestLedger()
    for (number, message) in messages.enumerated() {
      try ledger.write(message.event("message-sending", after: 1), to: "\(number).log")
    }
    try await ledger.add()
    _ = try await ledger.care.keep(days: 2)
  }

  private static let note = """
    messages before 2026-11-20 may be missing: the ledger has forgotten the days before 2026-11-19; \
    read their archives without --ledger to have all
    """

  private func notes(since: String?) async throws -> [String] {
    var parameters = TestLedger.all
    parameters.since = since.flatMap { Timestamp(rfc3339: Array($0.utf8).span) }
    return try await ledger.pass(parameters).run([], besides: ledger.folder).notes
  }

  @Test func `reports say so where messages of them may be asked for`() async throws {
    #expect(try await notes(since: nil) == [Self.note])
    #expect(try await notes(since: "2026-11-19T23:59:59.999Z") == [Self.note])
    #expect(try await notes(since: "2026-11-20T00:00:00Z") == [])
  }

  @Test func `events of them that are read besides hide nothing, and are counted`() async throws {
    try ledger.write(
      messages[0].event("message-delivered", after: 9)
        + messages[2].event("message-delivered", after: 9), to: "late.log")
    func notes(since: String?) async throws -> [String] {
      var parameters = TestLedger.all
      parameters.since = since.flatMap { Timestamp(rfc3339: Array($0.utf8).span) }
      return try await ledger.pass(parameters).run(ledger.sources(), besides: ledger.folder).notes
    }
    #expect(
      try await notes(since: nil) == [
        """
        messages before 2026-11-20 may be missing: the ledger has forgotten the days before 2026-11-19, \
        and 1 event of them is left out of what was read; read their archives without --ledger to have all
        """
      ])
    #expect(try await notes(since: "2026-11-20T00:00:00Z") == [])
  }

  @Test func `what archives held is known all the same`() async throws {
    var pass = ledger.pass(ReportParameters(reports: [.quality]))
    #expect(try await pass.run([], besides: ledger.folder).notes == [])
    pass.totalled = [.delivery]
    #expect(try await pass.run([], besides: ledger.folder).notes == [Self.note])
  }

  @Test func `nothing is said when nothing was forgotten`() async throws {
    // The days that are gone had no messages.
    let empty = try TestLedger()
    try empty.write(messages[2].event("message-sending", after: 1), to: "a.log")
    try await empty.add()
    _ = try await empty.care.keep(days: 1)
    #expect(try await empty.pass(TestLedger.all).run([], besides: empty.folder).notes == [])
  }

  @Test func `events that come late for them are told of, and are not new`() async throws {
    try ledger.write(
      messages[0].event("message-delivered", after: 9)
        + messages[0].event("message-read", after: 10)
        + messages[2].event("message-delivered", after: 9), to: "late.log")
    let result = try await ledger.add()
    #expect(result.newEvents == 1)
    #expect(
      result.notes == [
        """
        2 events of messages before 2026-11-19 are left out: the ledger has forgotten those days
        """
      ])
    #expect(try await ledger.add().notes == [])
    try await ledger.expectWhole()
  }

  /// Its last event hangs upon what may follow.
  @Test func `one at the end of an archive that grows is told of once`() async throws {
    let (gone, kept) = (messages[0], messages[2])
    let end = "{\"a\":\n" + gone.event("message-delivered", after: 9)
    try ledger.write(end, to: "late.log")
    var result = try await ledger.add()
    #expect(result.newEvents == 0 && result.notes.count == 1)
    try ledger.write(end + "}\n" + kept.event("message-delivered", after: 9), to: "late.log")
    result = try await ledger.add()
    #expect(result.grownCount == 1 && result.newEvents == 1 && result.notes == [])
  }

  private var trace: TracePass {
    TracePass(ReportParameters(reports: [.delivery]), ledger.context)
  }

  @Test func `a message of them is that of the archives that are named`() async throws {
    let id = Array("\(messages[0].created.millisecondsSinceEpoch)\(messages[0].tail)".utf8)
    let none = try await trace.message(id, in: [], besides: ledger.folder)
    #expect(none.trace == nil && "\(none.forgottenBefore, default: "")" == "2026-11-19")
    let sources = try ledger.sources()
    let found = try await trace.message(id, in: sources, besides: ledger.folder)
    let expected = try await trace.message(id, in: sources).trace
    #expect(found.trace?.json == expected?.json && expected != nil)
    #expect(found.notes.last?.hasPrefix("the ledger has forgotten the days") == true)

    // The first day that is kept is no forgotten one.
    let first = Array("\(messages[1].created.millisecondsSinceEpoch)\(messages[1].tail)".utf8)
    let kept = try await trace.message(first, in: [], besides: ledger.folder)
    #expect(kept.trace != nil && kept.forgottenBefore == nil && kept.notes == [])

    // One of a day that is kept is not told of, whether it is there or not.
    let other = Array("\(messages[2].created.millisecondsSinceEpoch)abcdabcdabcdabcd".utf8)
    let unknown = try await trace.message(other, in: [], besides: ledger.folder)
    #expect(unknown.trace == nil && unknown.forgottenBefore == nil && unknown.notes == [])
  }

  @Test func `the messages of a number may be missing as well`() async throws {
    let found = try await trace.messages(
      of: Array("+19195550101".utf8), limit: 9, in: [], besides: ledger.folder)
    #expect(found.trace?.total == 2 && found.notes == [Self.note])
  }
}
