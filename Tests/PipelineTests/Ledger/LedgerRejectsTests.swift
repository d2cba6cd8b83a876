import Callbacks
import Foundation
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Lines that are dropped are written before the ledger knows their archives, which are not read again
/// then.
@Suite struct LedgerRejectsTests {
  let ledger: TestLedger
  private let place: String

  init() throws {
    var ledger = try TestLedger()
    ledger.rules = ReadingRules(rejectLimit: 10)
    let event = TestMessage("2026-11-20T10:00:00Z", 1).event("message-delivered", after: 5)
    try ledger.write(event + "no callback\n", to: "a.log")
    self.ledger = ledger
    place = ledger.scratch.path("rejects")
  }

  private func file() throws -> RejectsFile {
    try RejectsFile(place, limit: 10, sparing: [])
  }

  /// Somebody puts a folder into the place after it was found to be free.
  private func blockedFile() throws -> RejectsFile {
    let file = try file()
    try ledger.scratch.write([], to: "rejects/somebody-else")
    return file
  }

  private func unblock() throws { try FileManager.default.removeItem(atPath: place) }

  private var text: String {
    get throws { try String(contentsOfFile: place, encoding: .utf8) }
  }

  @Test func `nothing is taken in when they cannot be written`() async throws {
    let intake = LedgerIntake(ledger.folder, ledger.context)
    let error = await #expect(throws: LedgerError.self) {
      try await intake.run(ledger.sources(), rejects: blockedFile())
    }
    #expect(error?.cause == .cannotWrite)
    #expect(error?.message.hasPrefix("--rejects: ") == true)
    #expect(error?.message.hasSuffix("; the ledger is as it was before") == true)
    #expect(throws: LedgerError.self) { try ledger.journal }

    // So that the next run reads the archive again.
    try unblock()
    #expect(try await intake.run(ledger.sources(), rejects: file()).archives.count == 1)
    #expect(try text.contains("no callback"))
    try await ledger.expectWhole()
  }

  @Test func `nor at night`() async throws {
    let pass = NightlyPass(
      ReportParameters(reports: []), ledger: ledger.folder, output: ledger.scratch.path("out"),
      version: "1", ledger.context)
    await #expect(throws: NightlyError.self) {
      try await pass.run(ledger.sources(), rejects: blockedFile())
    }
    #expect(throws: LedgerError.self) { try ledger.journal }
    #expect(ledger.scratch.files(below: "out") == [".lock": ""])

    // A night that fails after that has left them.
    try unblock()
    try ledger.scratch.write([], to: "out/2026-11-20")
    await #expect(throws: NightlyError.self) {
      try await pass.run(ledger.sources(), rejects: file())
    }
    #expect(try ledger.journal.archives.count == 1)
    #expect(try text.contains("no callback"))

    // The next one reads nothing, and leaves them to whoever has to look.
    try FileManager.default.removeItem(atPath: ledger.scratch.path("out/2026-11-20"))
    _ = try await pass.run(ledger.sources(), rejects: file())
    #expect(try text.contains("no callback"))
  }
}
