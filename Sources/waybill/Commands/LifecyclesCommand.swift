internal import Archives
internal import ArgumentParser
internal import Callbacks
internal import Lifecycles
internal import Pipeline
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

struct LifecyclesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lifecycles",
    abstract: "Writes a row for each message at each recipient.",
    discussion: """
      For SQL engines and notebooks: all facts of the message, the first time and the number of events \
      of each type, outcome and latency. Rows are in an order that is always the same, and \
      otherwise arbitrary, with the recipients of a message together; with a ledger, messages are \
      in the order of the hours that their ids tell.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp("The file to write; standard output by default.", valueName: "file|-"),
    completion: .file())
  var output: OutputTarget?

  @Option(help: "How to write rows.")
  var format = RowFormat.csv

  @OptionGroup(title: "Slice") var window: WindowOptions

  @OptionGroup(title: "Slice") var filter: FilterOptions

  @OptionGroup(title: "Slice") var outcomes: OutcomeOptions

  @OptionGroup(title: "Reading") var reading: ReadingOptions

  @OptionGroup var redaction: RedactionOptions

  @OptionGroup var resources: ResourceOptions

  @OptionGroup var known: KnownArchiveOptions

  @OptionGroup var damage: DamageOptions

  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    try known.checkUsage(input)
    try resources.checkUsage()
    let now = Timestamp.now
    var parameters = try outcomes.parameters(
      since: window.since, until: window.until, now: now)
    parameters.filter = try filter.filter
    parameters.redaction = try redaction.redaction
    let rules = try reading.rules(parameters.redaction)
    try OutputPlaces.requireApart(
      ["--output": output?.path, "--rejects": reading.rejects], from: redaction,
      ledger: known.ledger)
    let sources = try known.sources(input, console)
    // Before anything is read: what cannot be written need not be waited for.
    let (file, rejectsFile) = (
      try outputFile(sparing: sources), try reading.rejectsFile(sparing: sources)
    )
    let ingest = IngestPass(resources.context(now: now, rules), order: .stable)
    let read = try await console.showingProgress(
      failingAs: { Failure($0) },
      of: { progress throws(PassError) in
        try await ingest.messages(of: sources, besides: known.folder, progress)
      })
    console.tell(read.notes(since: parameters.since))
    let status = damage.verdict(read.archives)
    console.tellOfEmptyHands(read.archives, reading)
    let pass = LifecyclesPass(parameters, format, resources.budget)
    let total = try await write(read, with: pass, to: file)
    try reading.publish(read.rejects, to: rejectsFile, console, after: "the rows are written")
    if let total {
      console.tell(Accounting.notes(onLeftOut: total.leftOutEvents))
      console.sumUp(total.summary(spilledRunCount: read.spilledRunCount))
    }
    if !status.isSuccess { throw status }
  }

  /// The file to write, which replaces none of the archives; `nil` for standard output.
  private func outputFile(sparing archives: [ArchiveSource]) throws(Failure) -> OutputFile? {
    guard let output = output?.path else { return nil }
    do throws(OutputError) {
      return try OutputFile(output, sparing: archives)
    } catch {
      throw Failure(.cannotCreate, "\(error); nothing was replaced")
    }
  }

  /// Writes the rows to standard output, or to a file that then takes its place.
  ///
  /// - Returns: The totals; `nil` when whoever read standard output has gone away.
  private func write(
    _ read: ReportedMessages, with pass: LifecyclesPass, to file: OutputFile?
  ) async throws(Failure) -> Accounting? {
    let left = file == nil ? "standard output is not complete" : "nothing was replaced"
    let total: Accounting
    do throws(LifecyclesPass.Failure) {
      if let file {
        total = try await pass.run(read, to: file.append)
      } else {
        total = try await pass.run(read) { bytes throws(Errno) in
          try StandardStreams.writeOutput(bytes)
        }
      }
    } catch {
      switch error {
      case .pass(let error): throw Failure(error, left: left)
      case .output(let error):
        guard let output = output?.path, file != nil else {
          try StandardStreams.fail(error)
          return nil
        }
        let cause = OutputError(.write, output, .system(error))
        throw Failure(.cannotCreate, "\(cause); \(left)")
      }
    }
    do throws(OutputError) {
      try file?.publish()
      return total
    } catch {
      throw Failure(.cannotCreate, "\(error); \(left)")
    }
  }
}
