import Foundation
import TestSupport
import Testing

/// A disk that fails while something is done to a ledger: the old state is whole, and the run says
/// why it ended.
@Suite(.timeLimit(.minutes(30)), .enabled(if: SystemCalls.canBeTampered))
struct LedgerFaultTests {
  @Test(arguments: LedgerDeed.allCases)
  func `an error leaves the ledger as it was, and is said`(deed: LedgerDeed) throws {
    let trial = try LedgerTrial(deed)
    var failures = 0
    for (calls, error, text) in SystemCalls.faults {
      let step = Trials.areAll ? 1 : 6
      for number in stride(from: 1, through: 300, by: step) {
        try trial.reset()
        let line = SystemCalls.tamper(trial.line, calls, "error=\(error)", at: number)
        let finished = try trial.sandbox.shell(line)
        let what = "\(calls) \(number)"
        let isDone = try trial.expectWhole(what)
        guard finished.status != 0 else {
          // There were not so many calls, or it was not worth an error. Of compaction nothing shows.
          #expect(isDone || deed == .compact, "\(deed), \(what)")
          break
        }
        // The dynamic linker has its own way of saying it.
        if finished.status == 127 { continue }
        failures += 1
        SystemCalls.expectSaid(text, of: calls, by: finished, "\(deed), \(what)")
        if Trials.areAll || number == 1 { try trial.expectToGoOn(what) }
      }
    }
    #expect(failures > 1, "\(deed): only \(failures) failures")
  }
}
