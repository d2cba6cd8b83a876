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

  private func night(keeping keptDays: Int? = nil) async throws -> NightlyPass.Result {
    var pass = NightlyPass(
      ReportParameters(reports: []), ledger: ledger.folder, output: ledger.scratch.path("out"),
      version: "1", ledger.context)
    pass.keptDays = keptDays
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

  /// Of the first day the ledger knows nothing any more.
  @Test(arguments: [
    "lost", "a row lost", "a row changed", "a row of a known day changed", "nothing but the head",
    "an older state", "no state",
  ])
  func `rows come back as the folders of their days say`(damage: String) async throws {
    for day in 7...8 {
      let message = TestMessage("2026-11-0\(day)T10:00:00Z", day)
      try ledger.write(message.event("message-delivered", after: 5), to: "\(day).log")
    }
    _ = try await night(keeping: 1)
    #expect(try ledger.journal.horizon != nil)
    let list = try String(contentsOfFile: listPath, encoding: .utf8)
    let lines = list.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.first { $0.hasPrefix("2026-11-05,") })
    let statePath = ledger.scratch.path("out/.state")
    switch damage {
    case "lost": try FileManager.default.removeItem(atPath: listPath)
    case "a row lost": try write(list.replacing("\(row)\n", with: ""))
    case "a row changed":
      try write(list.replacing("\(row)\n", with: row.replacing(",1,", with: ",7,") + "\n"))
    case "a row of a known day changed":
      let known = try #require(lines.first { $0.hasPrefix("2026-11-08,") })
      try write(list.replacing("\(known)\n", with: known.replacing(",1,", with: ",7,") + "\n"))
    case "nothing but the head": try write(lines[0] + "\n")
    case "an older state":
      let state = try String(contentsOfFile: statePath, encoding: .utf8).split(separator: "\n")
      let older = state.filter { !$0.hasPrefix("list ") }
      #expect(older.count == state.count - 1)
      try ledger.scratch.write((older.joined(separator: "\n") + "\n").utf8, to: "out/.state")
    default: try FileManager.default.removeItem(atPath: statePath)
    }
    let corrected = try await night(keeping: 1).corrected.map { "\($0)" }
    let isToBeCorrected = !damage.contains("state") && !damage.contains("known")
    #expect(corrected.contains("2026-11-05") == isToBeCorrected, "\(corrected)")
    #expect(!corrected.contains("2026-11-08"))
    #expect(try String(contentsOfFile: listPath, encoding: .utf8) == list)
    #expect(try await night(keeping: 1).corrected.isEmpty)
  }

  /// Nothing is known of it here.
  @Test func `a folder of a day that somebody has put there is left alone`() async throws {
    let (copied, path) = (
      ledger.scratch.path("out/2026-11-05"), ledger.scratch.path("out/2024-01-05")
    )
    try FileManager.default.copyItem(atPath: copied, toPath: path)
    let manifest = try String(contentsOfFile: "\(path)/manifest.json", encoding: .utf8)
    try ledger.scratch.write(
      manifest.replacing("2026-11-05", with: "2024-01-05").utf8, to: "out/2024-01-05/manifest.json")
    let before = ledger.scratch.files(below: "out/2024-01-05")
    try FileManager.default.removeItem(atPath: listPath)
    let result = try await night()
    #expect(result.corrected.isEmpty && result.days.entries.count == 2)
    #expect(ledger.scratch.files(below: "out/2024-01-05") == before)
  }

  /// As NDJSON a report without rows is an empty file.
  @Test func `a day without inbound messages is whole in any format`() async throws {
    let folder = NightlyFolder(ledger.scratch.path("lines"))
    var pass = NightlyPass(
      ReportParameters(reports: []), ledger: ledger.folder, output: folder.path.string,
      version: "1", ledger.context)
    pass.formats = [.ndjson]
    _ = try await pass.run(ledger.sources())
    let day = try #require(ReportDay("2026-11-05"))
    #expect(folder.hasReports(of: day, in: [.ndjson]))
    try ledger.scratch.write([], to: "lines/2026-11-05/manifest.json")
    #expect(!folder.hasReports(of: day, in: [.ndjson]))
  }

  private func write(_ list: some StringProtocol) throws {
    try ledger.scratch.write(list.utf8, to: "out/days.csv")
  }

  @Test func `manifests that are damaged, or of other days, tell nothing`() throws {
    let day = try #require(ReportDay("2026-11-05"))
    let path = ledger.scratch.path("out/\(day)/manifest.json")
    let manifest = try String(contentsOfFile: path, encoding: .utf8)
    let list = try #require(DayList(csv: String(contentsOfFile: listPath, encoding: .utf8)))
    let entry = DayList.Entry(of: day, manifest: Array(manifest.utf8))
    #expect(entry != nil && entry == list.entries[day])
    for changed in [
      manifest.replacing("\"day\": \"2026-11-05\"", with: "\"day\": \"2026-11-06\""),
      manifest.replacing("\"status\": \"", with: "\"status\": \"x"),
      manifest.replacing("\"delivered\": 1", with: "\"delivered\": -1"),
      manifest.replacing("    \"inbound\": 0,\n", with: ""),
      manifest.replacing("waybill/day/1", with: "waybill/day/2"), String(manifest.dropLast(9)),
    ] {
      #expect(changed != manifest)
      #expect(DayList.Entry(of: day, manifest: Array(changed.utf8)) == nil, "\(changed)")
    }
  }

  @Test func `a day with a file that is empty, or no file, is made anew`() async throws {
    let path = ledger.scratch.path("out/2026-11-05/report.json")
    let report = try String(contentsOfFile: path, encoding: .utf8)
    try ledger.scratch.write([], to: "out/2026-11-05/report.json")
    #expect(try await night().restated.map { "\($0.day)" } == ["2026-11-05"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == report)
    #expect(try await night().restated.isEmpty)
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
