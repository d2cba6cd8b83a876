internal import Archives
internal import ArgumentParser
internal import Lifecycles
internal import Pipeline
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reads archives and writes reports.",
    discussion: """
      With --output, all reports go to a folder, as CSV and JSON unless --format says otherwise. \
      Without it, they go to standard output: as tables if that is a terminal, else one report as \
      CSV, or any number of them as JSON, NDJSON, tables or a page.

      In NDJSON each row is an object on a line; with several reports on standard output, it begins \
      with a member "report". A table has every column, except on a terminal that is too narrow. \
      HTML is one page with charts, which needs no other file and no network.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp("Where to write the reports.", valueName: "dir|-"), completion: .directory)
  var output: OutputTarget?

  /// The folder to write to; `nil` for standard output.
  private var folder: String? { output?.path }

  @Option(help: "How to write them. Repeatable with --output.")
  var format: [FileFormat] = []

  @Option(help: "Which report. Repeatable; all of them by default.")
  var report: [ReportName] = []

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @OptionGroup(title: "Reading") var reading: ReadingOptions

  @OptionGroup var redaction: RedactionOptions

  @OptionGroup var resources: ResourceOptions

  @OptionGroup var known: KnownArchiveOptions

  @OptionGroup var damage: DamageOptions

  @OptionGroup var alarms: AlarmOptions

  @OptionGroup var metrics: MetricsOptions

  @OptionGroup var console: ConsoleOptions

  private func checkUsage() throws {
    try known.checkUsage(input)
    try resources.checkUsage()
    if folder == nil { try checkStandardOutput() }
  }

  private func checkStandardOutput() throws {
    guard Set(format).count <= 1 else {
      throw ValidationError("standard output takes one --format; use --output DIR for several")
    }
    guard standardOutputFormat != .csv || Set(report).count == 1 else {
      throw ValidationError(
        """
        CSV on standard output needs exactly one --report, of \
        \(ReportName.allCases.map(\.rawValue).joined(separator: ", ")); \
        use --format json, ndjson, table or html for all of them, or --output DIR
        """)
    }
  }

  func run() async throws {
    let start = ContinuousClock().now
    try checkUsage()
    let conditions = try alarms.conditions
    let now = Timestamp.now
    var parameters = try slice.parameters(reports: report, now: now)
    parameters.redaction = try redaction.redaction
    let rules = try reading.rules(parameters.redaction)
    var pass = ReportPass(parameters, resources.context(now: now, rules))
    pass.makesPage = format.contains(.html)
    pass.totalled = conditions.reports
    pass.makesDayTotals = metrics.isAsked
    try OutputPlaces.requireApart(
      ["--metrics": metrics.path, "--rejects": reading.rejects], folder: folder,
      ReportFolder.fileNames, from: redaction, ledger: known.ledger)
    let sources = try known.sources(input, outside: folder, console)
    // Before anything is read: what cannot be written need not be waited for.
    let (metricsFile, rejectsFile) = (
      try metrics.file(sparing: sources), try reading.rejectsFile(sparing: sources)
    )
    try checkOutput()
    let result = try await console.showingProgress(
      failingAs: { Failure($0, left: "no report was written") },
      of: { progress throws(PassError) in
        try await pass.run(sources, besides: known.folder, progress)
      })
    let reports = result.reports
    let damageStatus = tellOfArchives(reports, result.notes)
    let heldCount = conditions.complain(result.totals, result.coverage, now: now, console)
    let status = AlarmConditions.status(holding: heldCount, after: damageStatus)
    try write(reports, result.page)
    try reading.publish(
      result.rejects, to: rejectsFile, console, after: "the reports are written")
    try metrics.publish(to: metricsFile, since: start, status, heldCount: heldCount) { facts in
      Metrics(facts, result.coverage, reports.archives, known: reports.accounting, result.day)
    }
    console.sumUp(reports.accounting.summary(spilledRunCount: result.spilledRunCount))
    if let folder { sumUpFolder(folder) }
    // Rows are only looked at for whoever is told.
    if console.sumsUp, let reason = try? reports.reasonForEmptiness() { console.sumUp(reason) }
    if !status.isSuccess { throw status }
  }

  /// Tells what the archives make known, and of what is wrong with them.
  ///
  /// - Returns: The status as far as it depends on them.
  private func tellOfArchives(_ reports: ReportSet, _ notes: [String]) -> ExitCode {
    console.tell(notes)
    let status = damage.verdict(reports.archives)
    console.tellOfEmptyHands(reports.archives, reading)
    console.tell(Accounting.notes(onLeftOut: reports.accounting.leftOutEvents))
    console.sumUpCopies(reports.archives)
    return status
  }

  private var folderFormats: Set<FileFormat> { format.isEmpty ? FileFormat.standard : Set(format) }

  private var standardOutputFormat: FileFormat { format.first ?? StandardStreams.standardFormat }

  private func writeToStandardOutput(_ reports: ReportSet, _ page: ReportPage?) throws(Failure) {
    let format = standardOutputFormat
    try StandardStreams.write(format == .table ? .done : .here) { sink throws(RunError) in
      switch format {
      case .csv: try reports.tables.first?.writeCSV(to: sink)
      case .json: try reports.writeJSON(to: sink)
      case .ndjson: try reports.writeNDJSON(to: sink)
      case .table:
        // Who names a report wants to see it, and a file keeps everything.
        let isBrief = report.isEmpty && StandardStreams.outputIsTerminal
        try reports.writeText(StandardStreams.tableStyle, isBrief: isBrief, to: sink)
      case .html: try page?.write(version: Waybill.version, to: sink)
      }
    }
  }

  /// For those who had expected a file, as `lifecycles` writes one.
  private func sumUpFolder(_ folder: String) {
    guard let ending = FilePath(folder).extension,
      FileFormat.allCases.contains(where: { $0.nameExtension == ending })
    else { return }
    console.sumUp(
      """
      "\(escapedForTerminal(folder))" is a folder of reports; for a single file redirect standard \
      output, without --output
      """)
  }

  private func checkOutput() throws(Failure) {
    guard let folder else { return }
    do throws(OutputError) {
      try ReportFolder(folder).requireWritable(folderFormats)
    } catch {
      throw Failure(error)
    }
  }

  private func write(_ reports: ReportSet, _ page: ReportPage?) throws(Failure) {
    guard let folder else { return try writeToStandardOutput(reports, page) }
    do throws(OutputError) {
      try ReportFolder(folder).publish(
        reports, page, formats: folderFormats, version: Waybill.version)
    } catch {
      throw Failure(error)
    }
  }
}
