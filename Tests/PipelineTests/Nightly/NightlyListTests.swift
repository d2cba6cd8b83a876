import Archives
import Foundation
import Primitives
import Reports
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// The list of days, of which those that a ledger has forgotten are known from nowhere else.
@Suite struct NightlyListTests {
  let ledger: TestLedger
  private var listPath: String { ledger.scratch.path("out/days.csv") }

  init() async throws {
    ledger = try TestLedger()
    for day in 5...6 {
      let message = TestMessage("2026-11-0\(day)T10:00:00Z", day)
      try ledger.write(message.event("message-delivered", after: 5), to: "\(day).log")
    }
    _ = try await night()
  }

  private func night() async throws -> NightlyPass.Result {
    let pass = NightlyPass(
      ReportParameters(reports: []), ledger: ledger.folder, output: ledger.scratch.path("out"),
      version: "1", ledger.context)
    return try await pass.run(ledger.sources())
  }

  private func expectRefused(_ cause: OutputError.Cause) async throws {
    let list = try String(contentsOfFile: listPath, encoding: .utf8)
    try ledger.write("", to: "new.log")
    let expected = NightlyError.unusable(OutputError(.read, listPath, cause))
    let error = await #expect(throws: NightlyError.self) { try await night() }
    #expect(error == expected)
    #expect(try String(contentsOfFile: listPath, encoding: .utf8) == list)
    #expect(try ledger.journal.archives.count == 2, "archives were taken in by a night without end")
  }

  @Test func `one that is a link is not taken for an empty one`() async throws {
    let kept = ledger.scratch.path("kept.csv")
    try FileManager.default.moveItem(atPath: listPath, toPath: kept)
    try FileManager.default.createSymbolicLink(atPath: listPath, withDestinationPath: kept)
    try await expectRefused(.system(.tooManySymbolicLinkLevels))
  }

  @Test(arguments: ["day,status\n", "", "2026-11-05\n"])
  func `one that is another table is not replaced`(text: String) async throws {
    let list = try String(contentsOfFile: listPath, encoding: .utf8)
    try ledger.scratch.write((text + list).utf8, to: "out/days.csv")
    guard !text.isEmpty else { return _ = try await night() }
    try await expectRefused(.notOurs)
  }

  @Test func `one with a line that nobody wrote is not replaced`() async throws {
    let list = try String(contentsOfFile: listPath, encoding: .utf8)
    try ledger.scratch.write((list + "2026-11-07,final\n").utf8, to: "out/days.csv")
    try await expectRefused(.notOurs)
  }

  @Test func `a day whose messages and reports are gone is listed no more`() async throws {
    let care = ledger.care
    let name = Array(ledger.scratch.path("logs/5.log").utf8)
    _ = try await care.forget(archive: name, force: true)
    try ledger.remove("5.log")
    try FileManager.default.removeItem(atPath: ledger.scratch.path("out/2026-11-05"))
    #expect(try await night().days.entries.keys.map { "\($0)" } == ["2026-11-06"])
    let list = try String(contentsOfFile: listPath, encoding: .utf8)
    #expect(!list.contains("2026-11-05") && list.contains("2026-11-06"))
  }
}
