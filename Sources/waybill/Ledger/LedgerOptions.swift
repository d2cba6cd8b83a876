internal import ArgumentParser
internal import Pipeline

/// Which ledger.
struct LedgerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the ledger.", valueName: "dir"))
  var ledger: String

  func checkUsage() throws {
    guard !ledger.isEmpty else { throw ValidationError("--ledger must name a folder") }
  }

  var folder: LedgerFolder { LedgerFolder(ledger) }
}

extension Failure {
  /// The end of a run that a ledger has ended.
  init(_ error: LedgerError) {
    let status: ExitStatus =
      switch error.cause {
      case .missing: .noInput
      case .cannotWrite: .cannotCreate
      case .inputOutput: .inputOutput
      case .held: .held
      case .refused: .usage
      case .bug: .bug
      }
    self.init(status, error.message)
  }
}
