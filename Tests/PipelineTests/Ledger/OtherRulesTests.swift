import Archives
import Callbacks
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Archives that a ledger has read by other rules than those that are asked for now.
@Suite struct OtherRulesTests {
  let ledger: TestLedger
  private let lines = (0..<3).map { number in
    TestMessage("2026-11-20T10:00:00Z", number).event("message-delivered", after: 5)
  }

  init() throws { ledger = try TestLedger() }

  /// Takes in all archives by some rules.
  private func add(_ rules: ReadingRules) async throws -> LedgerIntake.Result {
    var ledger = ledger
    ledger.rules = rules
    return try await ledger.add()
  }

  private func note(_ archives: String) -> String {
    """
    \(ledger.scratch.path("logs/\(archives)")): known as read with another --max-line or --body, \
    and not read again; to have that done, let the ledger forget it first
    """
  }

  @Test func `that they are not read again is said`() async throws {
    // Too short for any callback.
    let short = ReadingRules(valueLimit: 40)
    try ledger.write(lines[0], to: "a.log")
    #expect(try await add(short).newEvents == 0)
    #expect(try await add(short).notes == [])
    #expect(try await add(ReadingRules()).notes == [note("a.log")])
    // Nor is one that was taken in meanwhile by these rules.
    try ledger.write(lines[1], to: "b.log")
    let result = try await add(ReadingRules())
    #expect(result.newEvents == 1 && result.notes == [note("a.log")])
    try ledger.write(lines[2], to: "c.log")
    #expect(try await add(short).notes == [note("b.log")])
    #expect(try await add(ReadingRules(valueLimit: 41)).notes == [note("a.log and 2 more")])
    // Whatever counts no events is no other rule.
    #expect(try await add(ReadingRules(rejectLimit: 5)).notes.count == 1)
  }

  @Test func `reports of known archives say so too`() async throws {
    try ledger.write(lines[0], to: "a.log")
    #expect(try await add(ReadingRules(body: JSONPointer("/detail"))).newEvents == 0)
    let pass = ledger.pass(TestLedger.all)
    let result = try await pass.run(ledger.sources(), besides: ledger.folder)
    #expect(result.notes == [note("a.log")])
    #expect(try await pass.run([], besides: ledger.folder).notes == [])
  }

  @Test func `an archive that has grown is refused`() async throws {
    try ledger.write(lines[0], to: "a.log")
    _ = try await add(ReadingRules())
    try ledger.write(lines[0] + lines[1], to: "a.log")
    let short = ReadingRules(valueLimit: 40)
    let error = await #expect(throws: LedgerError.self) { try await add(short) }
    #expect(error?.cause == .refused)
    #expect(try await add(ReadingRules()).newEvents == 1)
  }
}
