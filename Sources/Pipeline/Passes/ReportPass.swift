public import Archives
internal import Lifecycles
public import Primitives
public import Reports
internal import Runs

/// The main job: archives to lifecycles to reports, on as many cores and in as much memory as
/// allowed.
///
/// Neither the number of jobs, nor the memory, nor the order in which archives are read changes a
/// byte of the reports.
public struct ReportPass: Sendable {
  public var parameters: ReportParameters
  private let context: PassContext
  /// Whether a page is made as well, for which the messages are counted some times more.
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
    let (reports, page) = try await reports(of: messages, progress)
    return Result(
      reports: reports, page: page, coverage: messages.coverage,
      totals: try await totals(parameters.undivided(totalled), of: messages, progress),
      day: try await dayTotals(of: messages, progress),
      spilledRunCount: messages.spilledRunCount, rejects: messages.rejects,
      notes: asksForMessages
        ? messages.notes(since: parameters.since) : messages.notesOnArchives)
  }

  /// Whether anything is made of messages: what a ledger has forgotten of them is of no matter to what
  /// archives held.
  private var asksForMessages: Bool {
    makesDayTotals || totalled.union(parameters.reports) != [.quality]
  }

  /// Makes the reports of what was read or known, and the page if one is wanted.
  func reports(
    of messages: ReportedMessages, _ progress: PassProgress?
  ) async throws(PassError) -> (reports: ReportSet, page: ReportPage?) {
    var page: ReportPage?
    if makesPage {
      var panels: [PagePanel: ReportSet] = [:]
      for panel in PagePanel.allCases {
        let parameters = panel.parameters(parameters, messages.coverage)
        panels[panel] = try await reports(parameters, of: messages, progress)
      }
      page = ReportPage(parameters, panels)
    }
    return (try await reports(parameters, of: messages, progress), page)
  }

  func dayTotals(
    of messages: ReportedMessages, _ progress: PassProgress?
  ) async throws(PassError) -> DayTotals? {
    guard makesDayTotals, let day = parameters.lastDay(messages.coverage) else { return nil }
    return DayTotals(
      start: day.start, totals: try await totals(day.parameters, of: messages, progress))
  }

  func totals(
    _ parameters: ReportParameters, of messages: ReportedMessages, _ progress: PassProgress?
  ) async throws(PassError) -> ReportTotals {
    guard !parameters.reports.isEmpty else { return ReportTotals() }
    let reports = try await reports(parameters, of: messages, progress)
    do throws(RunError) {
      return try ReportTotals(reports)
    } catch {
      throw messages.passError(error)
    }
  }

  private func reports(
    _ parameters: ReportParameters, of messages: ReportedMessages, _ progress: PassProgress?
  ) async throws(PassError) -> ReportSet {
    let counts: FoldCounts
    var parameters = parameters
    do throws(RunError) {
      let rules = parameters.rules(messages.coverage)
      if let ranking = parameters.ranking {
        let ranked = try await fold(messages, ranking, rules, progress)
        parameters = try parameters.keepingGreatest(of: ranked.reports)
      }
      counts = try await fold(messages, parameters, rules, progress)
    } catch {
      throw messages.passError(error)
    }
    do throws(AccountingError) {
      return try ReportSet(
        parameters, messages.archives, counts.lifecycles, messages.coverage, counts.reports,
        forgottenEvents: messages.forgottenEvents)
    } catch {
      throw .accounting(error)
    }
  }

  /// Counts all messages, wherever they are.
  private func fold(
    _ messages: ReportedMessages, _ parameters: ReportParameters, _ rules: OutcomeRules,
    _ progress: PassProgress?
  ) async throws(RunError) -> FoldCounts {
    let (budget, folder) = (context.budget, context.temporaryFolder)
    let place = messages.place.narrowed(to: parameters)
    let count = place.count
    progress?.begin(.counting, of: Int64(count))
    let parts = try await inParallel(jobs: budget.jobs, count) { next throws(RunError) in
      var fold = Fold(parameters, rules, budget, spillingTo: folder, progress)
      return try fold.counts(of: place, next)
    }
    var whole = parts.merged { $0.merge($1) }
    let unread = place.unread
    whole.lifecycles.merge(unread)
    whole.reports.addLeftOut(lifecycles: unread.lifecycles)
    try whole.reports.limitRuns(in: folder)
    return whole
  }
}
