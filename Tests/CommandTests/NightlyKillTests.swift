import Foundation
import Glibc
import Primitives
import TestSupport
import Testing

/// A night that is killed: the next run goes on, and nothing shows of it.
@Suite(.timeLimit(.minutes(30))) struct NightlyKillTests {
  /// The calls that change what is on the disk.
  private static let calls = [
    "write,pwrite64", "fsync,fdatasync,sync_file_range", "rename,renameat,renameat2",
    "unlink,unlinkat", "mkdir,ftruncate,flock",
  ]

  @Test(.enabled(if: SystemCalls.canBeTampered))
  func `killed at any call that changes the disk, a night goes on`() throws {
    let trial = try NightlyTrial()
    var kills = 0
    for calls in Self.calls {
      // Every call with KILLS=all, else about one in twenty.
      for number in stride(from: 1, through: 1000, by: LedgerTrial.isThorough ? 1 : 19) {
        try trial.reset()
        let line = SystemCalls.tamper(trial.line, calls, "signal=KILL", at: number)
        let status = try trial.sandbox.shell(line).status
        guard status == 137 else {
          #expect(status == 0, "\(calls) \(number)")
          break
        }
        kills += 1
        try trial.expectToGoOn("\(calls) \(number)")
      }
    }
    #expect(kills >= 8, "only \(kills) kills")
  }

  @Test func `killed at any time, a night goes on`() throws {
    let trial = try NightlyTrial()
    var draws = SeededGenerator(seed: 26)
    let longest = Int64(trial.time / .microseconds(1))
    for round in 0..<(LedgerTrial.isThorough ? 200 : 8) {
      try trial.reset()
      // Once, and sometimes again while the next run goes on.
      for _ in 0...(round % 3 == 2 ? 1 : 0) {
        let run = try trial.sandbox.start(trial.arguments)
        usleep(UInt32(Int64.random(in: 0...longest, using: &draws)))
        let end = try run.end(by: SIGKILL).finished
        #expect([0, 137].contains(end.status), "round \(round): \(end)")
      }
      try trial.expectToGoOn("round \(round)")
    }
  }

  @Test func `told to end, a night leaves no file behind`() throws {
    let trial = try NightlyTrial()
    var draws = SeededGenerator(seed: 15)
    let longest = Int64(trial.time / .microseconds(1))
    for round in 0..<(LedgerTrial.isThorough ? 50 : 4) {
      try trial.reset()
      let run = try trial.sandbox.start(trial.arguments)
      usleep(UInt32(Int64.random(in: longest / 4...longest, using: &draws)))
      let end = try run.end(by: SIGTERM).finished
      #expect([0, 143].contains(end.status), "round \(round): \(end)")
      let left = trial.files("days").keys.filter { $0.hasSuffix(".partial") }
      #expect(left.isEmpty, "round \(round): \(left)")
      try trial.expectToGoOn("round \(round)")
    }
  }
}

/// A second night, which restates the days of the first one, to be disturbed.
private final class NightlyTrial {
  let sandbox: Sandbox
  let arguments = ["nightly", "night-2", "--ledger", "ledger", "--output", "days"]
  /// How long the night takes when nobody disturbs it.
  let time: Duration
  private var before: [String: String] = [:]
  private var after: [String: String] = [:]

  init() throws {
    sandbox = try Sandbox()
    let made = try sandbox.shell(
      """
      set -e
      waybill generate --output all --size 300kB --hours 60 --seed 5
      mkdir night-1 night-2 state
      cat all/*-11-20T0* > night-1/a.gz; cat all/*-11-20T[12]* > night-1/b.gz
      cat all/*-11-2[01]T0* > night-2/a.gz; cat all/*-11-21T[12]* > night-2/c.gz
      waybill nightly night-1 --ledger ledger --output days
      cp -a ledger days state
      """)
    try #require(made == .silently, "\(made)")
    let clock = ContinuousClock()
    let start = clock.now
    try #require(sandbox.run(arguments) == .silently)
    time = clock.now - start
    before = files("state/days")
    after = files("days")
    #expect(before.keys.contains { $0.hasPrefix("2026-11-20/") } && before != after)
  }

  /// The same as somebody writes it into a script.
  var line: String { (["waybill"] + arguments).joined(separator: " ") }

  /// Puts everything back that was there before the night.
  func reset() throws {
    let reset = try sandbox.shell("rm -rf ledger days; cp -a state/ledger state/days .")
    try #require(reset == .silently)
  }

  /// Expects that every set of reports is a whole one, and that the next run comes to the bytes of one
  /// that nobody disturbed.
  func expectToGoOn(_ what: String) throws {
    let found = files("days")
    for name in found.keys where name.hasSuffix("/manifest.json") {
      let set = Self.set(found, of: name)
      let isWhole = set == Self.set(before, of: name) || set == Self.set(after, of: name)
      #expect(isWhole, "\(what): \(name) describes files that are not there")
    }
    #expect(try sandbox.run(arguments) == .silently, "\(what)")
    let isSame = files("days") == after
    #expect(isSame, "\(what): other bytes")
    #expect(
      try sandbox.run("ledger", "verify", "--ledger", "ledger").status == 0, "\(what)")
  }

  /// The files of a set, unfinished ones left out.
  private static func set(_ files: [String: String], of manifest: String) -> [String: String] {
    let folder = manifest.prefix { $0 != "/" }
    return files.filter { $0.key.hasPrefix("\(folder)/") && !$0.key.hasSuffix(".partial") }
  }

  /// All files below a folder, by their paths.
  func files(_ folder: String) -> [String: String] { sandbox.scratch.files(below: folder) }
}
