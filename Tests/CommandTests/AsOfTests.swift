import Foundation
import TestSupport
import Testing

/// `--as-of` decides outcomes, and what comes late may be months late; neither makes archives tell more.
@Suite(.timeLimit(.minutes(30))) struct AsOfTests {
  let sandbox: Sandbox
  private static let later = "2027-01-15"

  init() throws {
    sandbox = try Sandbox()
    let made = try sandbox.shell("waybill generate --output logs --size 2MB --hours 6")
    try #require(made.status == 0, "\(made)")
  }

  private func window(_ arguments: String...) throws -> String {
    let explained = try sandbox.run(["explain"] + arguments + ["--quiet"])
    try #require(explained.status == 0, "\(explained)")
    return try String(#require(explained.output.firstMatch(of: /window .*/)).0)
  }

  @Test func `the hour of an incident is found however late it is asked for`() throws {
    let found = try window("logs")
    #expect(found.contains("the hour of the clearest rise"))
    #expect(try window("logs", "--as-of", Self.later) == found)
  }

  @Test func `the hour of an incident is found when something comes months later`() throws {
    let found = try window("logs")
    try sandbox.scratch.write(
      """
      [{"type":"message-read","time":"2026-02-25T00:00:00Z","to":"+19195550104",\
      "message":{"id":"1763622000000abcdefghijklmnop","time":"2025-11-20T07:00:00Z",\
      "to":["+19195550104"],"from":"+18005550155","direction":"out"}}]

      """.utf8, to: "late.ndjson")
    let old = try sandbox.shell(
      "waybill generate --output old --size 2MB --hours 6 --start 2025-11-20")
    try #require(old.status == 0)
    #expect(try window("old", "late.ndjson") == found.replacing("2026-", with: "2025-"))
  }

  @Test func `the day that is judged is one that the archives tell of`() throws {
    let run = try sandbox.run(
      "report", "logs", "--output", "out", "--as-of", Self.later, "--metrics", "a.prom")
    #expect(run.status == 0)
    let metrics = try sandbox.text("a.prom")
    // The 20th.
    #expect(metrics.contains("waybill_last_day_start_timestamp_seconds 1795132800.000\n"))
    #expect(!metrics.contains("waybill_last_day_messages 0\n"))
  }

  @Test func `charts are as fine as what there is to draw`() throws {
    func marks(_ options: String...) throws -> Int {
      let page = try sandbox.run(["report", "logs", "--format", "html", "--quiet"] + options)
      return page.output.components(separatedBy: "<title>").count
    }
    #expect(try marks("--as-of", Self.later) > marks() / 2)
  }
}
