import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct MetricsCommandTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func metrics(_ name: String) throws -> [String: Double] {
    var metrics: [String: Double] = [:]
    for line in try sandbox.text(name).split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ")
      #expect(parts.count == 2)
      #expect(metrics.updateValue(try #require(Double(parts[1])), forKey: String(parts[0])) == nil)
    }
    return metrics
  }

  @Test func `metrics are written beside the reports, for everybody to read`() throws {
    let before = Date.now.timeIntervalSince1970
    let run = try sandbox.shell(
      "umask 022; waybill report traffic --output out --metrics waybill.prom; stat -c %a waybill.prom"
    )
    #expect(run.status == 0)
    #expect(run.output == "644\n")
    #expect(run.error.isEmpty)
    let metrics = try metrics("waybill.prom")
    let end = try #require(metrics["waybill_last_success_timestamp_seconds"])
    #expect((before - 1...Date.now.timeIntervalSince1970 + 1).contains(end))
    #expect(metrics["waybill_exit_status"] == 0)
    #expect(metrics["waybill_archives"] == 2)
    #expect(metrics["waybill_events"] == 20)
    #expect(metrics["waybill_malformed_values"] == 1)
    #expect(try sandbox.names(in: ".").allSatisfy { !$0.contains("partial") })
  }

  @Test func `a run that ends otherwise says how`() throws {
    let mixed = try sandbox.run(
      "report", "mixed", "--output", "out", "--metrics", "a.prom", "--fail-if", "messages>0")
    #expect(mixed.status == 3)
    let damaged = try metrics("a.prom")
    #expect(damaged["waybill_exit_status"] == 3)
    #expect(damaged["waybill_held_conditions"] == 1)
    #expect(damaged["waybill_damaged_archives"] == 3)
    let failed = try sandbox.run(
      "report", "traffic", "--report", "quality", "--metrics", "b.prom", "--fail-if", "messages>0")
    #expect(failed.status == 1)
    #expect(try metrics("b.prom")["waybill_exit_status"] == 1)
  }

  @Test(arguments: ["nowhere/a.prom", "mixed", "/dev/null"])
  func `metrics that cannot be written are told before anything is replaced`(path: String) throws {
    let run = try sandbox.run("report", "traffic", "--output", "out", "--metrics", path)
    #expect(run.status == 73)
    #expect(run.error.hasPrefix("waybill: --metrics: "), "\(run.error)")
    #expect(run.error.hasSuffix("; nothing was replaced\n"), "\(run.error)")
    #expect(!FileManager.default.fileExists(atPath: sandbox.scratch.path("out")))
  }

  @Test func `a run that fails leaves the metrics of the one before`() throws {
    try sandbox.scratch.write("old".utf8, to: "a.prom")
    #expect(
      try sandbox.run("report", "gone", "--output", "out", "--metrics", "a.prom").status == 66)
    #expect(
      try sandbox.run("report", "traffic", "--output", "packed.gz", "--metrics", "a.prom").status
        == 73)
    #expect(try sandbox.text("a.prom") == "old")
    #expect(try !sandbox.names(in: ".").contains { $0.contains("partial") })
  }

  @Test func `coverage is that of the archives, whatever outcomes are told as of`() throws {
    for (file, options) in [("a.prom", []), ("b.prom", ["--as-of", "2030-01-01"])] {
      let run = try sandbox.run(
        ["report", "traffic", "--output", "out", "--metrics", file] + options)
      #expect(run.status == 0)
    }
    let name = "waybill_coverage_end_timestamp_seconds"
    #expect(try metrics("a.prom")[name] == metrics("b.prom")[name])
  }

  @Test func `a night tells what it read, and of all that is known`() throws {
    _ = try sandbox.run("generate", "--output", "logs", "--size", "500kB", "--hours", "74")
    func night(_ options: String...) throws -> [String: Double] {
      let run = try sandbox.run(
        ["nightly", "logs", "--ledger", "known", "--output", "days", "--metrics", "a.prom"]
          + options)
      #expect(run.status == 0, "\(run.error)")
      return try metrics("a.prom")
    }
    let first = try night()
    #expect(first["waybill_archives"] == 74)
    #expect(first["waybill_events"] == first["waybill_known_events"])
    // Every archive is known: numbers of the night are 0, those of the ledger are as before.
    let second = try night("--keep", "1d")
    #expect(second["waybill_archives"] == 0 && second["waybill_lines"] == 0)
    #expect(second["waybill_events"] == 0)
    for name in ["waybill_known_events", "waybill_duplicate_events", "waybill_messages"] {
      #expect(second[name] == first[name])
    }
    // What is forgotten is gone from all of them.
    let third = try night("--keep", "1d")
    for name in ["waybill_known_events", "waybill_duplicate_events", "waybill_messages"] {
      #expect(try #require(third[name]) < first[name] ?? 0)
    }
  }

  private static let promtool = ["/usr/bin/promtool", "/usr/local/bin/promtool"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(
    .enabled(
      if: promtool != nil, "promtool is not installed; it comes with Debian's package prometheus"))
  func `Prometheus takes them without a warning`() throws {
    _ = try sandbox.run("generate", "--output", "logs", "--size", "500kB", "--hours", "30")
    let run = try sandbox.shell(
      """
      waybill report logs --output out --metrics a.prom --fail-if 'messages>0'
      \(Self.promtool ?? "") check metrics < a.prom
      """)
    #expect(run.status == 0, "\(run.output)\(run.error)")
    #expect(try metrics("a.prom")["waybill_last_day_delivery_ratio"] != nil)
  }
}
