internal import ArgumentParser
internal import Pipeline
internal import Primitives

struct LedgerMergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Takes in what other ledgers know.",
    discussion: """
      For archives that several machines have read, each into a ledger of its own. The result \
      tells what one ledger would that had taken in all of them. The others stay as they are. No \
      two may know the same archive, unless everything that one of them knows is known; and what \
      they have of days that one of them has forgotten is left out, unless the ledger has some of \
      those days, which is refused. Begins the ledger if there is none.
      """)

  @Argument(
    help: ArgumentHelp("The folders of the other ledgers.", valueName: "other"),
    completion: .directory)
  var others: [String]

  @OptionGroup var options: CareOptions

  func run() async throws {
    try options.checkUsage()
    guard !others.contains("") else { throw ValidationError("a ledger must name a folder") }
    try OutputPlaces.requireAsTyped(others.map { ("OTHER", $0) })
    let others = others.map { LedgerFolder($0) }
    try await options.sumUp { care throws(LedgerError) in
      let result = try await care.merge(others)
      options.console.tell(result.notes)
      return result.summary
    }
  }
}

extension LedgerCare.Merged {
  /// One line for whoever watches.
  fileprivate var summary: String {
    let compacted = compactedDays > 0 ? "; \(compactedDays) days compacted" : ""
    return """
      \(archives) archives taken in, and \(knownCount) known before: \(newEvents) new events\
      \(compacted)
      """
  }
}
