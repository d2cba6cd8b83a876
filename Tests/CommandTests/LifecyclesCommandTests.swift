import Foundation
import Glibc
import Primitives
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct LifecyclesCommandTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// Archives that do not fit: the same bytes, whatever is spilled by whomever, however it is written.
  @Test(arguments: ["csv", "ndjson"])
  func `neither memory nor jobs nor order show`(format: String) throws {
    let folder = try SpillingTraffic.folder
    let archives = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .map { "\(folder)/\($0)" }
    let common = ["--format", format, "--verbose", "--output"]
    let expected = try sandbox.run(["lifecycles"] + archives + common + ["expected"])
    #expect(expected.status == 0)
    #expect(!expected.error.contains("spilled"))
    for (memory, jobs) in format == "csv" ? [("4GB", 1), ("36MB", 8)] : [("32MB", 1)] {
      let run = try sandbox.run(
        ["lifecycles"] + archives.reversed() + common
          + ["rows", "--memory", memory, "--jobs", "\(jobs)"])
      #expect(run.status == 0)
      #expect(run.error.contains("runs spilled") == (memory != "4GB"), "\(memory)")
      #expect(try sandbox.shell("cmp expected rows") == .silently, "\(memory), \(jobs) jobs")
    }
    let piped = try sandbox.shell(
      "waybill lifecycles \(folder) --format \(format) --memory 32MB | cmp - expected")
    #expect(piped == .silently)
  }

  @Test func `rows add up to the reports`() throws {
    let folder = "generated"
    _ = try sandbox.run("generate", "--output", folder, "--size", "4MB", "--hours", "6")
    _ = try sandbox.run("report", folder, "--output", "out", "--format", "json")
    let data = try Data(contentsOf: sandbox.scratch.url.appending(path: "out/report.json"))
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let accounting = try #require(document["accounting"] as? [String: Int])
    let reports = try #require(document["reports"] as? [String: [[String: Any]]])
    _ = try sandbox.run("lifecycles", folder, "--output", "rows", "--format", "ndjson")
    // What is in quotes can look like a member, but its quotes are escaped.
    func count(_ pipeline: String) throws -> Int? {
      let run = try sandbox.shell(pipeline)
      return Int(run.output.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    func sum(_ member: String) throws -> Int? {
      try count(
        "grep -o '\"\(member)\":[0-9]*' rows | awk -F : '{ n += $2 } END { print n }'")
    }
    #expect(try count("wc -l <rows") == accounting["lifecycles"])
    #expect(try sum("events") == accounting["events"])
    #expect(try sum("duplicates") == accounting["duplicates"])
    for outcome in ["delivered", "handed_off", "failed", "contradictory", "in_flight"] {
      let total = (reports["delivery"] ?? []).reduce(0) { $0 + ($1[outcome] as? Int ?? 0) }
      #expect(total > 0)
      let rows = try count("grep -c '\"outcome\":\"\(outcome)\"' rows")
      #expect(rows == total, "\(outcome)")
    }
  }

  @Test(arguments: ["", " --memory 32MB"])
  func `a reader that leaves early ends the run silently`(options: String) throws {
    let folder = try SpillingTraffic.folder
    let finished = try sandbox.shell(
      """
      { waybill lifecycles \(folder)\(options); echo $? >status; } | head -n 1 | cut -c 1-10
      cat status
      """)
    #expect(finished == Finished(status: 0, output: "message_id\n0\n", error: ""))
  }

  @Test(.disabled(if: Sanitizer.isThread))
  func `a limit of one block replaces nothing`() throws {
    let finished = try sandbox.shell("ulimit -f 1; waybill lifecycles traffic --output rows.csv")
    let error = "waybill: \"rows.csv\" cannot be written: File too large; nothing was replaced\n"
    #expect(finished == Finished(status: 73, output: "", error: error))
  }

  @Test func `a full disk replaces nothing`() throws {
    _ = try sandbox.run("lifecycles", "traffic", "--output", "rows.csv")
    let before = try sandbox.contents(".")
    let folder = try SpillingTraffic.folder
    let finished = try sandbox.shell(
      "ulimit -f 4000; waybill lifecycles \(folder) --output rows.csv --memory 1GB")
    #expect(finished.status == 73)
    #expect(
      finished.error == """
        waybill: "rows.csv" cannot be written: File too large; nothing was replaced\n
        """)
    #expect(try sandbox.contents(".") == before)
  }

  /// While archives are read, and while rows are written.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `rows are the old or the new ones, whenever the end comes`(seed: UInt64) throws {
    var draws = SeededGenerator(seed: seed)
    try sandbox.scratch.write("old".utf8, to: "out/rows.csv")
    let folder = try SpillingTraffic.folder
    _ = try sandbox.run(["lifecycles", folder, "--output", "new.csv"])
    for trial in 0..<4 {
      let run = try sandbox.start(["lifecycles", folder, "--output", "out/rows.csv"])
      if trial % 2 == 0 {
        usleep(UInt32.random(in: 0...400_000, using: &draws))
      } else {
        _ = try run.wait {
          let path = sandbox.scratch.path("out")
          let names = try sandbox.names(in: "out").filter { $0.hasPrefix(".") }
          return names.contains {
            let file = try? FileManager.default.attributesOfItem(atPath: "\(path)/\($0)")
            return (file?[.size] as? Int ?? 0) > 0
          }
        }
      }
      let signal = try #require([SIGHUP, SIGINT, SIGTERM].randomElement(using: &draws))
      let end = try run.end(by: signal)
      #expect([0, 128 + signal].contains(end.finished.status), "seed \(seed), trial \(trial)")
      #expect(end.finished.error.isEmpty, "seed \(seed), trial \(trial)")
      #expect(end.time < .seconds(1), "seed \(seed), trial \(trial)")
      #expect(try sandbox.names(in: "out") == ["rows.csv"], "seed \(seed), trial \(trial)")
      // An end that comes when the rows have just taken their place leaves the new ones.
      if try end.finished.status == 0 || sandbox.text("out/rows.csv") != "old" {
        #expect(
          try sandbox.shell("cmp new.csv out/rows.csv") == .silently, "seed \(seed), trial \(trial)"
        )
      }
      try sandbox.scratch.write("old".utf8, to: "out/rows.csv")
    }
  }
}
