internal import Archives
internal import ArgumentParser
internal import Pipeline
internal import Primitives
internal import Reports
internal import Runs

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says of each archive whether it is whole, and what it holds.",
    discussion: """
      Every value is read, as for the reports, so that the counts are those of the quality report. \
      The status is 3 when an archive is truncated, corrupt or unreadable.
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "How to write the rows; by default as a table on a terminal, else as CSV.")
  var format: ListFormat?

  @OptionGroup var jobs: JobOptions

  @OptionGroup var temp: TempOptions

  @OptionGroup var damage: DamageOptions

  @OptionGroup(title: "Reading") var reading: ReadingOptions

  @OptionGroup var redaction: RedactionOptions

  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    try input.checkUsage()
    try jobs.checkUsage()
    try temp.checkUsage()
    let pass = CheckPass(
      now: .now, jobs: jobs.count, try reading.rules(redaction.redaction),
      temporaryFolder: temp.folder)
    try OutputPlaces.requireApart(["--rejects": reading.rejects], from: redaction)
    let sources = try input.sources(console)
    let rejectsFile = try reading.rejectsFile(sparing: sources)
    let (archives, rejects) = try await console.showingProgress(
      failingAs: { Failure(.inputOutput, "\($0); nothing was written") },
      of: { progress throws(RunError) in try await pass.run(sources, progress) })
    let status = damage.verdict(archives)
    try reading.publish(rejects, to: rejectsFile, console)
    try StandardStreams.write(CheckTable(archives), as: format)
    console.tellOfEmptyHands(archives, reading)
    console.sumUpCopies(archives)
    console.sumUp(archives.summary)
    if !status.isSuccess { throw status }
  }
}

extension [ArchiveAccount] {
  /// One line for whoever watches.
  fileprivate var summary: String {
    let damaged = count { $0.summary.damage != nil }
    let total = Accounting(readFrom: self)
    return """
      \(total.archives) archives, \(damaged) damaged, \(total.bytes) bytes, \(total.lines) lines: \
      \(total.events) events, \(total.malformed) malformed and \(total.foreign) foreign values
      """
  }
}
