import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

/// A disk that fails or is full at night: what was done holds, the run says why it ended, and the next
/// one goes on.
@Suite(.timeLimit(.minutes(30))) struct NightlyFaultTests {
  @Test(.enabled(if: SystemCalls.canBeTampered))
  func `an error ends the night, and the next one goes on`() throws {
    let trial = try NightlyTrial()
    var failures = 0
    for (calls, error, text) in SystemCalls.faults {
      for number in stride(from: 1, through: 1000, by: Trials.areAll ? 1 : 17) {
        try trial.reset()
        let line = SystemCalls.tamper(trial.line, calls, "error=\(error)", at: number)
        let finished = try trial.sandbox.shell(line)
        let what = "\(calls) \(number)"
        // There were not so many calls; or the error is one that can be lived with.
        if finished.status == 0 { break }
        // The dynamic linker has its own way of saying it.
        if finished.status == 127 { continue }
        failures += 1
        SystemCalls.expectSaid(text, of: calls, by: finished, what)
        try trial.expectToGoOn(what)
      }
    }
    #expect(failures >= 4, "only \(failures) failures")
  }

  @Test(.enabled(if: Sandbox.canMount), arguments: [60, 120, 160, 200])
  func `a full disk leaves whole sets, and the next night goes on`(kilobytes: Int) throws {
    let trial = try NightlyTrial()
    try trial.reset()
    // What is left on the disk is looked at from within, and then taken out to go on.
    let finished = try trial.sandbox.shell(
      """
      unshare -m sh -c 'mkdir disk && mount -t tmpfs -o size=1m none disk && cp -a days disk/days &&
        mount -o remount,size=$(($(du -sk disk | cut -f 1) + \(kilobytes)))k disk && {
          waybill nightly night-2 --ledger ledger --output disk/days; echo $?
          rm -rf days; cp -a disk/days days; }'
      """)
    let status = Int(finished.output.split(separator: "\n").last ?? "")
    #expect(status == 0 || status == 74, "\(finished)")
    if status == 74 {
      #expect(
        finished.error.hasSuffix(
          ": No space left on device; what was new is in the ledger, and the next run goes on\n"),
        "\(finished)")
    }
    if kilobytes == 60 { #expect(status == 74, "nothing was full") }
    try trial.expectToGoOn("\(kilobytes) kB left")
  }

  @Test func `damage is told by the first night that comes to its end`() throws {
    let sandbox = try Sandbox()
    let night = ["nightly", "cut", "traffic", "--ledger", "ledger", "--output", "days"]
    let made = try sandbox.shell(
      "mkdir cut days; head -c 300 packed.gz > cut/cut.gz; touch days/2024-03-05"
    )
    try #require(made == .silently)
    let blocked = try sandbox.run(night)
    #expect(blocked.status == 74, "\(blocked)")
    #expect(
      blocked.error == """
        waybill: "days/2024-03-05" cannot be created as a folder: Not a directory; what was new is in \
        the ledger, and the next run goes on

        """)
    _ = try sandbox.shell("rm days/2024-03-05")

    let told = try sandbox.run(night)
    #expect(told.status == 3)
    #expect(told.error.hasPrefix("waybill: cut/cut.gz: truncated"), "\(told)")
    // The reports that are asked for matter to days, and not to what was told.
    #expect(try sandbox.run(night) == .silently)
    #expect(try sandbox.run(night + ["--by", "sender"]) == .silently)
    _ = try sandbox.shell("rm days/.state")
    #expect(try sandbox.run(night) == told)
  }

  @Test func `running it again changes no byte when days were forgotten, either`() throws {
    let trial = try NightlyTrial()
    let night = trial.arguments + ["--keep", "1d"]
    #expect(try trial.sandbox.run(night) == .silently)
    let files = ["days", "ledger"].map(trial.files)
    #expect(try trial.sandbox.run(night) == .silently)
    let again = ["days", "ledger"].map(trial.files)
    for (before, after) in zip(files, again) {
      let changed = after.keys.filter { $0 != "lock" && after[$0] != before[$0] }
      #expect(changed.isEmpty && before.count == after.count)
    }
  }

  @Test(arguments: ["nightly traffic --output days", "ledger add traffic"])
  func `nothing is taken in when there is no place for rejected lines`(command: String) throws {
    let sandbox = try Sandbox()
    let finished = try sandbox.shell("waybill \(command) --ledger ledger --rejects nowhere/rejects")
    #expect(finished.status == 73)
    #expect(finished.error.hasSuffix("; nothing was written\n"), "\(finished)")
    #expect(!FileManager.default.fileExists(atPath: sandbox.scratch.path("ledger")))
  }

  @Test(arguments: ["touch days", "mkdir -p days/quality.csv/x", "ln -s nowhere/days days"])
  func `nothing is taken in when there is no place for reports`(obstacle: String) throws {
    let sandbox = try Sandbox()
    let finished = try sandbox.shell(
      "\(obstacle); waybill nightly traffic --ledger ledger --output days --rejects rejects")
    #expect(finished.status == 73)
    #expect(finished.error.hasSuffix("; nothing was taken in or restated\n"), "\(finished)")
    #expect(try sandbox.shell("ls -d ledger rejects 2>/dev/null").output.isEmpty)
  }

  /// Nobody would be helped by another run.
  @Test func `a list of days that cannot be read ends the night before it has begun`() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.shell("mkdir days; echo mine > days/days.csv")
    try #require(made == .silently)
    let finished = try sandbox.run("nightly", "traffic", "--ledger", "ledger", "--output", "days")
    #expect(finished.error.hasSuffix("; nothing was taken in or restated\n"), "\(finished)")
    #expect(!FileManager.default.fileExists(atPath: sandbox.scratch.path("ledger")))
  }

  @Test func `another ledger or another night ends a night before it has begun`() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.shell(
      """
      waybill nightly traffic --ledger ledger --output days
      for input in packed.gz traffic; do waybill ledger add $input --ledger other; done
      """)
    try #require(made == .silently, "\(made)")
    let before = ["days", "ledger", "other"].map { sandbox.scratch.files(below: $0) }
    let night = ["nightly", "traffic", "--output", "days", "--ledger"]
    let other = try sandbox.run(night + ["other"])
    #expect(other.status == 64)
    #expect(
      other.error == """
        waybill: the reports in "days" were made from another ledger than "other"; name the right one, \
        or remove "days/.state" to restate all days by what this one knows

        """)
    let lock = try FileDescriptor.open(
      FilePath(sandbox.scratch.path("days/.lock")), .readWrite, options: .closeOnExec)
    try #require(flock(lock.rawValue, LOCK_EX) == 0)
    let held = try sandbox.run(night + ["ledger"])
    #expect(held.status == 75)
    #expect(
      held.error
        == "waybill: the output folder \"days\" is held by another process; try again later\n")
    let after = ["days", "ledger", "other"].map { sandbox.scratch.files(below: $0) }
    for (before, after) in zip(before, after) {
      #expect(after.filter { $0.key != "lock" } == before.filter { $0.key != "lock" })
    }
    try lock.close()
    #expect(try sandbox.run(night + ["ledger"]) == .silently)
  }

  @Test func `metrics and rejected lines may lie among the reports`() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.shell("mkdir broken days; echo 'no callback' > broken/a.ndjson")
    let night = [
      "nightly", "traffic", "broken", "--ledger", "ledger", "--output", "days", "--tolerate-damage",
      "--metrics", "days/waybill.prom", "--rejects", "days/rejects.ndjson",
    ]
    let first = try sandbox.run(night)
    #expect(first.status == 0, "\(first)")
    #expect(try sandbox.text("days/rejects.ndjson").contains("no callback"))
    #expect(try sandbox.text("days/waybill.prom").contains("waybill_"))
    // What a killed night has left goes, and nothing that is somebody else's.
    _ = try sandbox.shell("touch days/.days.csv.abc.partial days/.other.abc.partial")
    #expect(try sandbox.run(night).status == 0)
    let left = try sandbox.shell("cd days && ls -A | grep partial").output
    #expect(left == ".other.abc.partial\n")
  }
}
