internal import ArgumentParser
internal import Pipeline
internal import Primitives

/// What changes a ledger, and says what it did to whoever watches.
struct CareOptions: ParsableArguments {
  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var resources: BudgetOptions
  @OptionGroup var console: ConsoleOptions

  func checkUsage() throws {
    try ledger.checkUsage()
    try resources.checkUsage()
  }

  /// Does something, and sums it up.
  func sumUp(
    _ body: (LedgerCare) async throws(LedgerError) -> String
  ) async throws(Failure) {
    do throws(LedgerError) {
      let care = LedgerCare(ledger.folder, now: .now, resources.budget)
      console.sumUp(try await body(care))
    } catch {
      throw Failure(error)
    }
  }
}

extension LedgerCare.Forgotten {
  /// A few lines for whoever asked for it.
  var summary: String {
    let lines = archives.map {
      "\(escapedForTerminal($0.span)) is not known any more, and taken in again when it is named"
    }
    return (["forgotten: \(runs) runs, \(bytes) bytes, \(days) days"] + lines)
      .joined(separator: "\n")
  }
}
