import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct DeterminismTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private static let inputs = ["traffic", "mixed", "packed.gz"]
  private static let options = [
    "--format", "json", "--bucket", "15m", "--timezone", "Asia/Kolkata",
  ]

  /// All reports, by a run that finds damage.
  private func reports(
    _ inputs: [String] = inputs, environment: [String: String] = Sandbox.environment
  ) throws -> String {
    let run = try sandbox.run(
      ["report"] + inputs + Self.options, environment: environment)
    #expect(run.status == 3)
    return run.output
  }

  @Test func `the order of inputs does not show`() throws {
    let expected = try reports()
    #expect(try reports(["packed.gz", "traffic", "mixed"]) == expected)
    #expect(try reports(["mixed", "packed.gz", "traffic"]) == expected)
    #expect(
      try reports(["traffic/outbound.ndjson", "packed.gz", "mixed", "traffic/inbound.ndjson"])
        == expected)
    #expect(try reports(["packed.gz"] + Self.inputs + ["mixed/2-cut.gz"]) == expected)
  }

  @Test func `the order of options does not show`() throws {
    let run = try sandbox.run(["report"] + Self.options.reversedPairs + Self.inputs)
    #expect(try reports() == run.output)
  }

  @Test(
    arguments: [
      [:], ["LC_ALL": "de_DE.UTF-8"], ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR"],
      ["LC_ALL": "nowhere"], ["LANG": "ar_EG.UTF-8", "TZ": "Asia/Tokyo"], ["TZ": ":broken"],
      ["TZDIR": "/nowhere", "HOME": "/nowhere", "TMPDIR": "/nowhere"], ["COLUMNS": "20"],
    ])
  func `the environment does not show`(environment: [String: String]) throws {
    let environment = Sanitizer.options.merging(environment) { $1 }
    #expect(try reports() == reports(environment: environment))
    let codes = try sandbox.run(["codes"], environment: environment)
    #expect(try sandbox.run("codes") == codes)
  }

  @Test func `neither cores nor folders show`() throws {
    let expected = try reports()
    let elsewhere = try sandbox.shell(
      """
      umask 077; mkdir sub; cd sub; ln -s ../traffic ../mixed ../packed.gz .
      taskset 1 waybill report traffic mixed packed.gz \(Self.options.joined(separator: " "))
      """)
    #expect(elsewhere.output == expected)
  }

  /// On archives that do not fit: the same bytes, whatever is spilled by whomever.
  @Test func `neither memory nor jobs nor order show when runs are spilled`() throws {
    let folder = try SpillingTraffic.folder
    let archives = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .map { "\(folder)/\($0)" }
    #expect(archives.count == 2)
    let expected = try sandbox.run(["report"] + archives + ["--format", "json", "--verbose"])
    #expect(expected.status == 0)
    #expect(!expected.error.contains("spilled"))
    // A worker needs 12 MB, so that at most two and three of them share it.
    for (memory, jobs) in [("32MB", 2), ("36MB", 8)] {
      let run = try sandbox.run(
        ["report"] + archives.reversed()
          + ["--format", "json", "--verbose", "--memory", memory, "--jobs", "\(jobs)"])
      #expect(run.status == 0)
      #expect(run.error.contains("runs spilled"), "\(memory)")
      // A comparison that fails must not print two documents.
      let isSame = run.output == expected.output
      #expect(isSame, "\(memory), \(jobs) jobs")
    }
  }

  @Test func `a set of files is the same each time`() throws {
    _ = try sandbox.run("report", "packed.gz", "traffic", "--output", "one")
    _ = try sandbox.run("report", "traffic", "packed.gz", "--output", "two")
    _ = try sandbox.run("report", "mixed", "--output", "two")
    _ = try sandbox.run("report", "traffic", "packed.gz", "--output", "two")
    #expect(try sandbox.shell("diff -r one two") == .silently)
    #expect(try sandbox.names(in: "one").count == 8)
  }

  @Test func `the same archive under two names counts once in all but events`() throws {
    // Every event of the copy is a duplicate.
    let once = try sandbox.run("report", "traffic/outbound.ndjson", "--report", "failures")
    let twice = try sandbox.run(
      "report", "traffic/outbound.ndjson", "packed.gz", "--report", "failures")
    #expect(once == twice)
    let redelivery = try sandbox.run(
      "report", "traffic/outbound.ndjson", "packed.gz", "--report", "redelivery")
    #expect(redelivery.output.contains("\nmessage-failed,6,3,3,0.500000,3,"))
  }
}

extension [String] {
  /// Options and their values, the last pair first.
  fileprivate var reversedPairs: [String] {
    stride(from: count - 2, through: 0, by: -2).flatMap { self[$0...$0 + 1] }
  }
}
