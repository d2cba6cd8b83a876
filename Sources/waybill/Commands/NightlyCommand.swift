internal import Archives
internal import ArgumentParser
internal import Lifecycles
internal import Pipeline
internal import Primitives
internal import Reports

struct NightlyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly",
    abstract: "Takes in new archives and restates the days that they change.",
    discussion: """
      For cron: says nothing unless something is wrong. Archives that the ledger knows are not read \
      again. In the output folder each day has a folder of reports, which is replaced only when its \
      numbers have changed; days.csv lists all days, and quality.csv all archives. Killed at any \
      moment, the next run carries on. --fail-if looks at the last day that the archives cover \
      to its end, and for quality at what is new in archives; --max-age tells when nothing arrives \
      any more.
      """)

  @OptionGroup var input: StoredInputOptions

  @OptionGroup var ledger: LedgerOptions

  @Option(
    help: ArgumentHelp("Where to write the reports.", valueName: "dir"), completion: .directory)
  var output: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      How many of the last days that the archives cover can still be restated, such as 90d. Older \
      days get what this night has for them, and are then forgotten by the ledger; their reports \
      stay.
      """, valueName: "days"))
  var keep: String?

  @Option(help: "How to write the reports of a day. Repeatable; CSV and JSON by default.")
  var format: [ListFormat] = []

  @OptionGroup(title: "Slice") var slice: NightlySliceOptions

  @OptionGroup(title: "Reading") var reading: ReadingOptions

  @OptionGroup var redaction: RedactionOptions

  @OptionGroup var resources: ResourceOptions

  @OptionGroup var damage: DamageOptions

  @OptionGroup var alarms: AlarmOptions

  @OptionGroup var metrics: MetricsOptions

  @OptionGroup var console: ConsoleOptions

  private func checkUsage() throws {
    try input.checkUsage()
    try ledger.checkUsage()
    try resources.checkUsage()
    guard !output.isEmpty, output != "-" else {
      throw ValidationError("--output must name a folder")
    }
  }

  func run() async throws {
    let start = ContinuousClock().now
    try checkUsage()
    let conditions = try alarms.conditions
    let now = Timestamp.now
    let parameters = try parameters
    let pass = try pass(parameters, conditions, now: now)
    try OutputPlaces.requireApart(
      ["--metrics": metrics.path, "--rejects": reading.rejects], folder: output,
      NightlyPass.outputNames, holdsDays: true, from: redaction, ledger: ledger.ledger)
    // Files before anything is taken in: what is known is not read again.
    let sources = try input.storedSources(outside: [output, ledger.ledger], console)
    let (metricsFile, rejectsFile) = (
      try metrics.file(sparing: sources), try reading.rejectsFile(sparing: sources)
    )
    let result = try await console.showingProgress(
      failingAs: { Failure($0) },
      of: { progress throws(NightlyError) in
        try await pass.run(sources, rejects: rejectsFile, progress)
      })
    console.tell(
      result.intake.notes + result.gapNotes + result.outdatedNotes + result.correctedNotes)
    let damageStatus = damage.verdict(result.news)
    console.tellOfEmptyHands(result.untold, reading, news: result.news)
    reading.tell(leftOut: result.intake.leftOutRejects, console)
    let heldCount = conditions.complain(
      result.totals, of: .lastDay(result.lastDay), result.coverage, now: now, console)
    let status = AlarmConditions.status(holding: heldCount, after: damageStatus)
    try metrics.publish(to: metricsFile, since: start, status, heldCount: heldCount) { facts in
      Metrics(facts, result.coverage, result.news, known: result.accounting, result.dayTotals)
    }
    for day in result.restated { console.sumUp(day.summary) }
    console.sumUp(result.summary)
    if !status.isSuccess { throw status }
  }

  private var parameters: ReportParameters {
    get throws {
      var parameters = try slice.parameters
      parameters.redaction = try redaction.redaction
      return parameters
    }
  }

  private func pass(
    _ parameters: ReportParameters, _ conditions: AlarmConditions, now: Timestamp
  ) throws -> NightlyPass {
    let context = resources.context(now: now, try reading.rules(parameters.redaction))
    var pass = NightlyPass(
      parameters, ledger: ledger.folder, output: output, version: Waybill.version, context)
    pass.keptDays = try keep.map { try keptDays($0) }
    if !format.isEmpty { pass.formats = Set(format.map(\.ofFile)) }
    pass.totalled = conditions.reports
    pass.makesDayTotals = metrics.isAsked
    return pass
  }
}

/// How the reports of days are divided, and where days are.
struct NightlySliceOptions: ParsableArguments {
  @OptionGroup var filter: FilterOptions

  @OptionGroup var division: DivisionOptions

  @OptionGroup var place: ZoneOptions

  @OptionGroup var mms: ReceiptOptions

  var parameters: ReportParameters {
    get throws {
      var parameters = ReportParameters(
        reports: [], filter: try filter.filter, zone: try place.zone, receipts: mms.receipts)
      try division.apply(to: &parameters)
      return parameters
    }
  }
}

extension NightlyPass.Restatement {
  /// One line for whoever watches.
  fileprivate var summary: String {
    let rate = figures.shownRate
    let change = before.map { "\($0.shownRate) -> \(rate)" } ?? "\(rate), new"
    return "\(day): delivery rate \(change); \(status.rawValue)"
  }
}

extension NightlyPass.Result {
  /// One line for whoever watches.
  fileprivate var summary: String {
    let forgotten = pruned.days > 0 ? "; \(pruned.days) days forgotten" : ""
    return "\(intake.summary); \(restated.count) of \(days.entries.count) days restated\(forgotten)"
  }

  /// For whoever has to look: of many gaps one line.
  fileprivate var gapNotes: [String] {
    guard let first = newGaps.first, let last = newGaps.last else { return [] }
    guard newGaps.count > 3 else {
      return newGaps.map { gap in
        """
        no callback came from \(gap.start) to \(gap.end); is an archive missing, or was the receiver down?
        """
      }
    }
    return [
      """
      no callback came from \(first.start) to \(first.end), nor at \(newGaps.count - 1) more times \
      up to \(last.end); are archives missing, or was the receiver down? waybill ledger status lists them
      """
    ]
  }

  /// That somebody or something has changed the list of days.
  fileprivate var correctedNotes: [String] {
    guard let last = corrected.last else { return [] }
    let days = corrected.count == 1 ? "\(last) is" : "\(corrected.count) days up to \(last) are"
    return [
      "days.csv was not as the last night left it: \(days) listed anew, as the reports in the folder say"
    ]
  }

  /// That the folder tells of some days by other options than of the rest.
  fileprivate var outdatedNotes: [String] {
    guard let last = outdated.last else { return [] }
    let days = outdated.count == 1 ? "\(last) stays" : "\(outdated.count) days up to \(last) stay"
    return [
      """
      \(days) as made with other options, or another version or time zone database: the ledger does not \
      keep all of \(outdated.count == 1 ? "it" : "them") any more
      """
    ]
  }
}

extension DayFigures {
  /// The delivery rate as people read it.
  fileprivate var shownRate: String {
    let (delivered, decided) = deliveryRate
    guard decided > 0 else { return "unknown" }
    var text: [UInt8] = []
    text.append(percent: delivered, of: decided)
    return String(decoding: text, as: UTF8.self)
  }
}
