import Foundation
import Glibc
import Primitives
import TestSupport
import Testing

/// A ledger whose writer is killed: the next one goes on, and nothing shows of it.
@Suite(.timeLimit(.minutes(30))) struct LedgerKillTests {
  /// The calls that change what is on the disk.
  private static let calls = [
    "write,pwrite64", "fsync,fdatasync,sync_file_range", "rename,renameat,renameat2",
    "unlink,unlinkat", "mkdir,ftruncate,flock",
  ]

  @Test(.enabled(if: SystemCalls.canBeTampered), arguments: LedgerDeed.allCases)
  func `killed at any call that changes the disk, it goes on`(deed: LedgerDeed) throws {
    let trial = try LedgerTrial(deed)
    var kills = 0
    for calls in Self.calls {
      // Otherwise enough to notice what goes wrong as a rule.
      let step = Trials.areAll ? 1 : calls.hasPrefix("write") ? 9 : 3
      for number in stride(from: 1, through: 300, by: step) {
        try trial.reset()
        let line = SystemCalls.tamper(trial.line, calls, "signal=KILL", at: number)
        let status = try trial.sandbox.shell(line).status
        guard status == 137 else {
          #expect(status == 0, "\(deed), \(calls) \(number)")
          break
        }
        kills += 1
        try trial.expectWhole("\(calls) \(number)")
        guard Trials.areAll || number == 1 else { continue }
        try trial.expectToGoOn("\(calls) \(number)")
      }
    }
    #expect(kills > 3, "\(deed): only \(kills) kills")
  }

  @Test(arguments: LedgerDeed.allCases)
  func `killed at any time, it goes on`(deed: LedgerDeed) throws {
    let trial = try LedgerTrial(deed)
    var draws = SeededGenerator(seed: UInt64(deed.rawValue.utf8.count))
    let longest = Int64(trial.time / .microseconds(1))
    for round in 0..<(Trials.areAll ? 60 : 2) {
      try trial.reset()
      let run = try trial.sandbox.start(deed.arguments)
      usleep(UInt32(Int64.random(in: 0...longest, using: &draws)))
      let end = try run.end(by: SIGKILL).finished
      #expect([0, 137].contains(end.status), "\(deed), round \(round): \(end)")
      try trial.expectWhole("round \(round)")
      // Killed again while it goes on.
      if round % 3 == 1 {
        let run = try trial.sandbox.start(deed.arguments)
        usleep(UInt32(Int64.random(in: 0...longest, using: &draws)))
        _ = try run.end(by: SIGKILL)
        try trial.expectWhole("round \(round), again")
      }
      try trial.expectToGoOn("round \(round)")
    }
  }

  /// A signal that lets the program clean up leaves no file behind.
  @Test(arguments: LedgerDeed.allCases)
  func `told to end, it leaves nothing`(deed: LedgerDeed) throws {
    let trial = try LedgerTrial(deed)
    var draws = SeededGenerator(seed: 9)
    let longest = Int64(trial.time / .microseconds(1))
    for round in 0..<(Trials.areAll ? 30 : 2) {
      try trial.reset()
      let before = Set((try? trial.sandbox.names(in: "ledger")) ?? [])
      let run = try trial.sandbox.start(deed.arguments)
      usleep(UInt32(Int64.random(in: longest / 5...longest, using: &draws)))
      let end = try run.end(by: SIGTERM).finished
      #expect([0, 143].contains(end.status), "\(deed), round \(round): \(end)")
      let isDone = try trial.expectWhole("round \(round)")
      let names = Set((try? trial.sandbox.names(in: "ledger")) ?? [])
      // What the new state does not need may still be there. Days are compacted one by one.
      let expected = isDone || deed == .compact ? before.union(trial.files.keys) : before
      #expect(
        names.isSubset(of: expected.union(["lock"])), "\(deed), round \(round): \(names)")
    }
  }
}
