internal import Archives
internal import ArgumentParser
internal import Pipeline
internal import Primitives
internal import Reports

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what changed, and which slices of the traffic carry the change.",
    discussion: """
      Compares messages created in a window with those of a baseline: by default the hour in which \
      the metric rose most with the hour before it. Names the values of dimensions, pairs of them \
      and error codes that explain the change, and nothing that chance explains. Where failures are \
      as usual it looks for receipts that come late, or not at all.
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "How to write what was found.")
  var format = ExplanationFormat.text

  @OptionGroup(title: "Comparison") var window: ComparedWindowOptions

  @OptionGroup(title: "Comparison") var comparison: ComparisonOptions

  @OptionGroup(title: "Comparison") var filter: FilterOptions

  @OptionGroup(title: "Comparison") var outcomes: OutcomeOptions

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
    var parameters = try comparison.parameters(
      try outcomes.parameters(since: window.since, until: window.until, now: now), now: now)
    parameters.filter = try filter.filter
    parameters.redaction = try redaction.redaction
    let rules = try reading.rules(parameters.redaction)
    let pass = ExplainPass(parameters, resources.context(now: now, rules))
    try OutputPlaces.requireApart(
      ["--rejects": reading.rejects], from: redaction, ledger: known.ledger)
    let sources = try known.sources(input, console)
    let rejectsFile = try reading.rejectsFile(sparing: sources)
    let result = try await console.showingProgress(
      failingAs: { Failure($0) },
      of: { progress throws(PassError) in
        try await pass.run(sources, besides: known.folder, progress)
      })
    console.tell(result.notes)
    let status = damage.verdict(result.read.archives)
    console.tellOfEmptyHands(result.read.archives, reading)
    console.sumUpCopies(result.read.archives)
    try reading.publish(result.read.rejects, to: rejectsFile, console)
    let explanation: Explanation
    do throws(ComparisonError) {
      explanation = try result.explanation.get()
    } catch {
      guard status.isSuccess || error == .longWindow else {
        // What is missing may lie in what could not be read.
        StandardStreams.complain("\(error)")
        throw status
      }
      throw ValidationError("\(error)")
    }
    if let hint = explanation.hint(parameters) { console.sumUp(hint) }
    try StandardStreams.write(bytes(explanation, parameters, result.read.coverage))
    if !status.isSuccess { throw status }
  }

  private func bytes(
    _ explanation: Explanation, _ parameters: ExplainParameters, _ coverage: Coverage
  ) -> [UInt8] {
    switch format {
    case .json: return explanation.json(parameters, parameters.coverage(coverage))
    case .ndjson: return explanation.ndjson
    case .csv: return explanation.csv
    case .text:
      let next = nextCommands(explanation, parameters)
      let style = StandardStreams.tableStyle
      return Array(explanation.text(parameters.zone, coverage, next: next, style).utf8)
    }
  }
}

/// How an explanation is written.
enum ExplanationFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, csv, ndjson
}
