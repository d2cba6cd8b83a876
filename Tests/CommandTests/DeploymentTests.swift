import Foundation
import TestSupport
import Testing

/// What the page on deploying says works with the program as it is.
@Suite(.timeLimit(.minutes(30))) struct DeploymentTests {
  let sandbox: Sandbox
  private let page: String

  init() throws {
    sandbox = try Sandbox()
    page = try String(
      contentsOf: packageRoot.appending(path: "Sources/waybill/waybill.docc/Deploying.md"),
      encoding: .utf8)
  }

  /// The file that stands behind a remark with its name.
  private func file(_ name: String) throws -> String {
    let start = try #require(page.firstRange(of: "<!-- \(name) -->\n```")).upperBound
    let lines = page[start...].split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    return lines.prefix { $0 != "```" }.map { "\($0)\n" }.joined()
  }

  @Test(arguments: ["crontab", "waybill.service"])
  func `the nightly command is understood`(name: String) throws {
    let line = try #require(
      try file(name).split(separator: "\n").first { $0.contains("waybill nightly") })
    var command = String(line[try #require(line.firstRange(of: "waybill nightly")).lowerBound...])
    if name == "crontab" {
      #expect(!command.contains("%"), "cron ends the command there")
    } else {
      // No shell reads it.
      #expect(!command.contains("'") && !command.contains("\""))
      command = command.replacing("delivery_rate<0.95", with: "'delivery_rate<0.95'")
    }
    command = command.replacing(" /var/", with: " var/")
    #expect(try sandbox.shell(command).status == 66, "there are no archives")
    _ = try sandbox.shell("mkdir -p var/lib; cp -r traffic var/lib/callbacks")
    #expect(try sandbox.shell(command).status == 73, "there is no place for the metrics")
    _ = try sandbox.shell("mkdir -p var/lib/prometheus/node-exporter")
    #expect(try sandbox.shell(command).status == 1, "the callbacks are old")
    #expect(try sandbox.names(in: "var/lib/prometheus/node-exporter") == ["waybill.prom"])
  }

  @Test func `parts that several machines have read come to one report`() throws {
    let made = try sandbox.shell(
      "mkdir -p parts/1 parts/2; cp traffic/in* parts/1; cp traffic/out* parts/2")
    try #require(made == .silently)
    // The first command is for each part.
    let lines = try file("machines").split(separator: "\n").filter { !$0.hasPrefix("#") }
    let add = "for part in 1 2; do \(try #require(lines.first)); done"
    let rest = lines.dropFirst().joined(separator: "; ")
    #expect(try sandbox.shell("set -e; \(add); \(rest)") == .silently)
    let compared = try sandbox.shell("waybill report parts --output one; diff -r one reports")
    #expect(compared == .silently)
  }

  private static let analyze = "/usr/bin/systemd-analyze"

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: analyze), "systemd is not installed"))
  func `systemd understands the units`() throws {
    let service = try file("waybill.service")
      .replacing("/usr/local/bin/waybill", with: "\(products)/waybill")
    try sandbox.scratch.write(service.utf8, to: "units/waybill.service")
    try sandbox.scratch.write(try file("waybill.timer").utf8, to: "units/waybill.timer")
    let run = try sandbox.shell(
      "\(Self.analyze) verify units/waybill.service units/waybill.timer 2>&1")
    #expect(!run.output.contains("units/"), "\(run.output)")
    #expect(!run.output.contains("waybill."), "\(run.output)")
  }
}
