internal import Archives
internal import ArgumentParser
internal import Pipeline
internal import Primitives
internal import Reports

struct LedgerAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Takes in the archives that the ledger does not know.",
    discussion: """
      An archive is known by its stored bytes: one that was renamed or copied is not read again, and of \
      one that has grown only what is new is taken in. Begins the ledger if there is none.
      """)

  @OptionGroup var input: StoredInputOptions
  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var resources: ResourceOptions
  @OptionGroup var damage: DamageOptions
  @OptionGroup(title: "Reading") var reading: ReadingOptions
  @OptionGroup var redaction: RedactionOptions

  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    try input.checkUsage()
    try ledger.checkUsage()
    try resources.checkUsage()
    let rules = try reading.rules(redaction.redaction)
    let intake = LedgerIntake(ledger.folder, resources.context(now: .now, rules))
    try OutputPlaces.requireApart(
      ["--rejects": reading.rejects], from: redaction, ledger: ledger.ledger)
    // Before anything is taken in: what is known is not read again.
    let sources = try input.storedSources(outside: [ledger.ledger], console)
    let rejectsFile = try reading.rejectsFile(sparing: sources)
    let result = try await console.showingProgress(
      failingAs: { Failure($0) },
      of: { progress throws(LedgerError) in
        try await intake.run(sources, rejects: rejectsFile, progress)
      })
    console.tell(result.notes)
    let status = damage.verdict(result.archives)
    console.tellOfEmptyHands(result.archives, reading)
    reading.tell(leftOut: result.leftOutRejects, console)
    console.sumUp(result.summary)
    if !status.isSuccess { throw status }
  }
}

extension LedgerIntake.Result {
  /// One line for whoever watches.
  var summary: String {
    let compacted = compactedDays > 0 ? "; \(compactedDays) days compacted" : ""
    return """
      \(archives.count) archives taken in, \(grownCount) of them grown, and \(knownCount) known \
      before: \(newEvents) new events\(compacted)
      """
  }
}
