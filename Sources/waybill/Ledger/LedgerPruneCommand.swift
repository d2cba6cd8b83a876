internal import ArgumentParser
internal import Pipeline

struct LedgerPruneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Keeps the last days that the archives cover, and forgets those before.")

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many days to keep, the last one included, such as 90d.", valueName: "days"))
  var keep: String

  @OptionGroup var options: CareOptions

  func run() async throws {
    try options.checkUsage()
    let days = try keptDays(keep)
    try await options.sumUp { care throws(LedgerError) in
      try await care.keep(days: days).summary
    }
  }
}
