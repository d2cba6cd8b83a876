public import Archives
public import Primitives
public import Reports

/// The main job: archives to lifecycles to reports, on as many cores and in as much memory as
/// allowed.
///
/// Neither the number of jobs, nor the memory, nor the order in which archives are read changes a
/// byte of the reports.
public struct ReportPass: Sendable {
  public var parameters: ReportParameters
  let context: PassContext
  /// Whether a page is made as well.
  public var makesPage = false
  /// The reports whose totals are made as well, asked for or not.
  public var totalled: Set<ReportName> = []
  /// Whether the totals of the last whole day are made as well.
  public var makesDayTotals = false

  public init(_ parameters: ReportParameters, _ context: PassContext) {
    self.parameters = parameters
    self.context = context
  }

  /// What a pass came to.
  public struct Result: Sendable {
    public let reports: ReportSet
    /// The same on a page, if one is made.
    public let page: ReportPage?
    /// Of all that is known, whatever ``ReportParameters/asOf`` says.
    public let coverage: Coverage
    /// Of the reports whose totals are made.
    public let totals: ReportTotals
    /// Of the last whole day, if they are made and there is one.
    public let day: DayTotals?
    /// Runs of lifecycles that were written because the budget was spent.
    public let spilledRunCount: Int
    /// The lines that were dropped, if the rules ask for them.
    public let rejects: [RejectLog]
    /// What was made of names of archives, and what a ledger has forgotten that may be asked for, for
    /// whoever wants to know.
    public let notes: [String]
  }

  /// Reads the archives and makes the reports, of what a ledger holds as well if there is one.
  ///
  /// They are those of one run over all archives. An archive that the ledger knows is not read again.
  /// With a window, only those homes are read that may hold messages of it.
  ///
  /// - Parameters:
  ///   - sources: The archives, in any order. With a ledger their names differ, and none can be read
  ///     once only.
  ///   - folder: The ledger.
  ///   - progress: Is told how far that is.
  /// - Returns: The reports, and what it took to make them.
  /// - Throws: ``PassError``: for totals that do not add up, a run that cannot be written or read, or
  ///   the ledger.
  public func run(
    _ sources: [ArchiveSource], besides folder: LedgerFolder? = nil,
    _ progress: PassProgress? = nil
  ) async throws(PassError) -> Result {
    let messages = try await IngestPass(context).messages(of: sources, besides: folder, progress)
    return try await run(messages, progress)
  }

  /// Makes the reports of messages that were read, or are known.
  ///
  /// - Parameters:
  ///   - messages: The messages.
  ///   - progress: Is told how far that is.
  /// - Returns: The reports, and what it took to make them.
  /// - Throws: ``PassError``.
  public func run(
    _ messages: ReportedMessages, _ progress: PassProgress? = nil
  ) async throws(PassError) -> Result {
    let day = makesDayTotals ? parameters.lastDay(messages.coverage, now: context.now) : nil
    let panels = makesPage ? PagePanel.allCases : []
    var asked = [parameters, parameters.undivided(totalled)]
    if let day { asked.append(day.parameters) }
    asked += panels.map { $0.parameters(parameters, messages.coverage) }
    // In the order in which they were asked for.
    var made = try await sets(of: asked, messages, progress)[...]
    let reports = made.removeFirst()
    let totals = try messages.totals(made.removeFirst())
    var dayTotals: DayTotals?
    if let day {
      dayTotals = DayTotals(start: day.start, totals: try messages.totals(made.removeFirst()))
    }
    let sheets = Dictionary(uniqueKeysWithValues: zip(panels, made))
    return Result(
      reports: reports, page: makesPage ? ReportPage(parameters, sheets) : nil,
      coverage: messages.coverage, totals: totals, day: dayTotals,
      spilledRunCount: messages.spilledRunCount, rejects: messages.rejects,
      notes: asksForMessages
        ? messages.notes(since: parameters.since) : messages.notesOnArchives)
  }

  /// Whether anything is made of messages: what a ledger has forgotten of them is of no matter to what
  /// archives held.
  private var asksForMessages: Bool {
    makesDayTotals || totalled.union(parameters.reports).contains(where: \.isOfMessages)
  }
}
