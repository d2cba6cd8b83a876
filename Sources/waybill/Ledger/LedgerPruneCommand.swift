internal import ArgumentParser
internal import Pipeline

struct LedgerPruneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Keeps the last days that the archives tell of, and forgets those before.")

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many days, the last one included, such as 90d.", valueName: "days"))
  var keep: String

  @OptionGroup var care: CareOptions

  func run() async throws {
    try care.checkUsage()
    let days = try keptDays(keep)
    try await care.sumUp { () throws(LedgerError) in
      try await care.forgetting.keep(days: days).summary
    }
  }
}

/// The number of days that `--keep` asks for.
func keptDays(_ text: String) throws -> Int {
  guard let days = Int(days: text), (1...36_500).contains(days) else {
    throw ValidationError("--keep must be a number of days such as 90d")
  }
  return days
}
