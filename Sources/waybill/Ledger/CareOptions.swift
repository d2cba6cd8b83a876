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

  var forgetting: LedgerForgetting {
    LedgerForgetting(ledger.folder, now: .now, resources.budget)
  }

  /// Does something, and sums it up.
  func sumUp(
    _ body: () async throws(LedgerError) -> String
  ) async throws(Failure) {
    do throws(LedgerError) {
      console.sumUp(try await body())
    } catch {
      throw Failure(error)
    }
  }
}

extension LedgerForgetting.Result {
  /// A few lines for whoever asked for it.
  var summary: String {
    let lines = archives.map {
      "\(escapedForTerminal($0.span)) is not known any more, and taken in again when it is named"
    }
    return (["forgotten: \(runs) runs, \(bytes) bytes, \(days) days"] + lines)
      .joined(separator: "\n")
  }
}
