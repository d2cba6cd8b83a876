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
      // Every call with TRIALS=all, else about one in twenty.
      for number in stride(from: 1, through: 1000, by: Trials.areAll ? 1 : 19) {
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
    for round in 0..<(Trials.areAll ? 200 : 8) {
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
    for round in 0..<(Trials.areAll ? 50 : 4) {
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
