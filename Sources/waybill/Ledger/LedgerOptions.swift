internal import Archives
internal import ArgumentParser
internal import Pipeline

/// Which ledger.
struct LedgerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder of the ledger.", valueName: "dir"), completion: .directory)
  var ledger: String

  func checkUsage() throws {
    guard !ledger.isEmpty else { throw ValidationError("--ledger must name a folder") }
    try OutputPlaces.requireAsTyped([("--ledger", ledger)])
  }

  var folder: LedgerFolder { LedgerFolder(ledger) }
}

/// A ledger whose archives are meant as well as those that are named.
struct KnownArchiveOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A ledger, whose archives are included without being read again.", valueName: "dir"))
  var ledger: String?

  /// What is wrong about how archives are named.
  func checkUsage(_ input: InputOptions) throws {
    guard ledger != "" else { throw ValidationError("--ledger must name a folder") }
    try OutputPlaces.requireAsTyped([("--ledger", ledger)])
    if ledger == nil || !input.inputs.isEmpty { try input.checkUsage() }
  }

  var folder: LedgerFolder? { ledger.map { LedgerFolder($0) } }

  /// The archives that are named, outside a folder of outputs; with a ledger, none need be.
  func sources(
    _ input: InputOptions, outside output: String? = nil, _ console: ConsoleOptions
  ) throws -> [ArchiveSource] {
    guard ledger != nil else { return try input.sources(outside: [output], console) }
    return input.inputs.isEmpty ? [] : try input.storedSources(outside: [output, ledger], console)
  }
}

extension Failure {
  /// The end of an execution that a ledger has ended.
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
