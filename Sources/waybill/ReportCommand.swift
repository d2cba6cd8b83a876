internal import Archives
internal import ArgumentParser
internal import Lifecycles
internal import Pipeline
internal import Primitives
internal import Reports
internal import Runs

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reads archives and writes reports.",
    discussion: """
      With --output, all reports go to a folder, as CSV and JSON unless --format says otherwise. \
      Without it, they go to standard output: one report as CSV, or all of them as JSON.
      """)

  @Argument(
    help: ArgumentHelp(
      "A file, a folder to search for archives, or - for standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(help: ArgumentHelp("Where to write the reports.", valueName: "dir|-"))
  var output: String?

  @Option(help: "How to write them. Repeatable with --output.")
  var format: [FileFormat] = []

  @Option(help: "Which report. Repeatable; all of them by default.")
  var report: [ReportName] = []

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @Option(
    help: ArgumentHelp(
      "How much is done at a time; by default one job for each core.", valueName: "number"))
  var jobs: Int?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Sum up what was read, also when standard error is no terminal.")
  var verbose = false

  private func checkUsage() throws {
    guard !inputs.isEmpty else {
      throw ValidationError("no INPUT; name a file, a folder, or - for standard input")
    }
    guard jobs ?? 1 > 0 else { throw ValidationError("--jobs must be 1 or more") }
    if output == nil || output == "-" { try checkStandardOutput() }
  }

  private func checkStandardOutput() throws {
    guard Set(format).count <= 1 else {
      throw ValidationError("standard output takes one --format; use --output DIR for several")
    }
    guard format.first ?? .csv == .json || Set(report).count == 1 else {
      throw ValidationError(
        """
        CSV on standard output needs exactly one --report, of \
        \(ReportName.allCases.map(\.rawValue).joined(separator: ", ")); \
        use --format json for all of them, or --output DIR
        """)
    }
  }

  func run() async throws {
    try checkUsage()
    let now = Timestamp.now
    let parameters = try slice.parameters(reports: report, now: now)
    let reports = try await reports(
      ReportPass(parameters, now: now, jobs: jobs ?? ProcessorCount.available))
    try write(reports)
    if !quiet, verbose || StandardStreams.errorIsTerminal { StandardStreams.note(reports.summary) }
    if reports.archives.contains(where: { $0.summary.damage != nil }) {
      throw ExitCode(ExitStatus.damagedArchives.rawValue)
    }
  }

  private func reports(_ pass: ReportPass) async throws(Failure) -> ReportSet {
    let sources: [ArchiveSource]
    do throws(DiscoveryError) {
      sources = try Discovery.archives(in: inputs)
    } catch {
      throw Failure(.noInput, "\(error)")
    }
    do throws(AccountingError) {
      let reports = try await pass.run(sources)
      for archive in reports.archives {
        guard let damage = archive.summary.damage else { continue }
        StandardStreams.complain(
          "\(archive.source.displayName): \(archive.summary.status.rawValue): \(damage)")
      }
      return reports
    } catch {
      throw Failure(
        .bug,
        """
        the totals do not add up: \(error.equation); this is a bug in waybill \
        \(Waybill.version), please report it with this line; nothing was written
        """)
    }
  }

  private func write(_ reports: ReportSet) throws(Failure) {
    guard let output, output != "-" else {
      return try StandardStreams.write { sink throws(RunError) in
        if format.first == .json {
          try reports.writeJSON(to: sink)
        } else {
          try reports.tables.first?.writeCSV(to: sink)
        }
      }
    }
    do throws(OutputError) {
      let formats = format.isEmpty ? Set(FileFormat.allCases) : Set(format)
      try ReportFolder(output).publish(reports, formats: formats, version: Waybill.version)
    } catch {
      throw Failure(error)
    }
  }
}

extension Failure {
  /// The end of a run whose reports cannot be put into their folder.
  fileprivate init(_ error: OutputError) {
    if case .reading = error.cause {
      self.init(.inputOutput, "\(error); no report was replaced")
    } else if error.leavesOldSet {
      self.init(.cannotCreate, "\(error); no report was replaced")
    } else {
      self.init(
        .inputOutput,
        "\(error); its folder has no manifest now, and perhaps reports of two runs: run again")
    }
  }
}

extension ReportSet {
  /// One line for whoever watches.
  fileprivate var summary: String {
    """
    \(accounting.archives) archives, \(accounting.bytes) bytes, \(accounting.lines) lines: \
    \(accounting.events) events, \(accounting.duplicates) duplicates, \
    \(accounting.malformed) malformed and \(accounting.foreign) foreign values; \
    \(accounting.messages) messages to \(accounting.lifecycles) recipients
    """
  }
}
