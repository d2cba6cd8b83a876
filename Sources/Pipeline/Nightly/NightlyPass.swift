public import Archives
internal import Lifecycles
public import Primitives
public import Reports
internal import Runs

/// The job of every night: takes in what is new, and restates the days whose numbers have changed.
///
/// A day's folder depends on nothing but what is known of the day: neither on when the archives came,
/// nor on how often this was run, nor on where it was interrupted.
public struct NightlyPass: Sendable {
  /// The names of the files that the output folder holds besides the folders of days.
  public static var outputNames: [String] { NightlyFolder.fileNames }

  /// Whether a night has written to a folder, as far as names tell.
  public static func hasOutput(in path: String) -> Bool { NightlyFolder(path).isThere }

  /// Of the reports of each day; their window is set for each.
  public var parameters: ReportParameters
  /// How many days can still be restated; `nil` for all.
  public var keptDays: Int?
  public var formats = FileFormat.standard
  /// The reports whose totals of the last complete day are made as well.
  public var totalled: Set<ReportName> = []
  /// Whether the ``DayTotals`` of that day are made as well.
  public var makesDayTotals = false
  let ledger: LedgerFolder
  let output: NightlyFolder
  let version: String
  let context: PassContext

  /// - Parameters:
  ///   - parameters: Of the reports of each day.
  ///   - ledger: What is known from night to night.
  ///   - output: Where the reports go.
  ///   - version: Of the program.
  ///   - context: What is worked with.
  public init(
    _ parameters: ReportParameters, ledger: LedgerFolder, output: String, version: String,
    _ context: PassContext
  ) {
    self.parameters = parameters
    self.parameters.reports = DayReports.names
    self.ledger = ledger
    self.output = NightlyFolder(output)
    self.version = version
    self.context = context
  }

  /// A day whose folder was replaced.
  public struct Restatement: Sendable {
    public let day: ReportDay
    /// What it was before; `nil` for a new day.
    public let before: DayFigures?
    public let figures: DayFigures
    public let status: DayStatus
  }

  /// What a night came to.
  public struct Result: Sendable {
    public let intake: LedgerIntake.Result
    /// The archives that no night has told of yet, in the order of names: the new ones, those that have
    /// grown, and those of a night that did not come to its end.
    public let untold: [ArchiveAccount]
    /// What is new in them: of those that have grown what has come since a night told of them.
    public let news: [ArchiveAccount]
    /// In the order of days.
    public let restated: [Restatement]
    /// All days, also those that stay as they are.
    public let days: DayList
    /// Of all archives that the ledger knows: their coverage, and what they held.
    public let coverage: Coverage
    public let accounting: Accounting
    /// The day that is judged.
    public let lastDay: LastDay
    /// The totals that were asked for: of that day, if it is kept, and those of the quality report on
    /// ``news``.
    public let totals: ReportTotals
    /// More of that day.
    public let dayTotals: DayTotals?
    /// Hours in which callbacks ought to have come, and none did, that no night has known of.
    public let newGaps: [LedgerStatus.Gap]
    /// Days that stay as they were made for other parameters, by another version, or with other clocks of
    /// the zone, because the ledger does not know all of them any more.
    public let outdated: [ReportDay]
    /// Days that the ledger does not know any more, of which the list said something else than their folders,
    /// or nothing, and that were listed anew.
    public let corrected: [ReportDay]
    /// What went because it is older than is kept.
    public let pruned: LedgerCare.Forgotten
  }

  /// Does the job of a night.
  ///
  /// - Parameters:
  ///   - sources: The archives, whose names differ; those that are known are not read again.
  ///   - rejects: Takes the lines that are dropped, if the rules ask for them, and then its place: before
  ///     the rest of the night, whatever becomes of that.
  ///   - progress: Is told how far that is.
  /// - Returns: What the night came to.
  /// - Throws: ``NightlyError``. What was done before holds, and is not done again by the next night.
  public func run(
    _ sources: [ArchiveSource], rejects: RejectsFile? = nil, _ progress: PassProgress? = nil
  ) async throws(NightlyError) -> Result {
    let (writer, lock, before) = try begin()
    // Held to the end, so that no other run takes in archives or writes reports meanwhile.
    defer { withExtendedLifetime((writer, lock)) {} }
    let known = writer.journal
    let intake = try await take(sources, into: writer, rejects, progress)
    let journal = writer.journal
    let view = LedgerView(journal, ledger)
    let untold = journal.archives(after: before.toldIntake)
    let told = known.accounts(upTo: before.toldIntake)
    let grown = untold.map { told[$0.number].map($0.account.growth) ?? $0.account }
    let news = (grown + intake.unreadable).inOrder
    let arrivals = ArrivalHours(journal)
    let restating = try await restate(journal, view, since: before, progress)
    let judgement = try await judge(journal, view, news, progress)
    let pruned = try await prune(writer)
    try remember(restating.state, arrivals.gaps, writer.journal)
    return Result(
      intake: intake, untold: (untold.map(\.account) + intake.unreadable).inOrder,
      news: news, restated: restating.restated, days: restating.days,
      coverage: view.coverage, accounting: Accounting(of: journal),
      lastDay: judgement.day, totals: judgement.totals, dayTotals: judgement.dayTotals,
      newGaps: arrivals.unexpectedGaps.filter { !before.knows($0) },
      outdated: before.isOfOtherReports
        ? restating.untouched(journal.forgottenDays?.firstWholeDay) : [],
      corrected: restating.corrected, pruned: pruned)
  }

  /// Leaves to know what a night has done and is about to tell.
  ///
  /// Last of all: a night that did not come to here is not over, and the next one goes on with it.
  private func remember(
    _ state: NightlyState, _ gaps: [LedgerStatus.Gap], _ journal: Journal
  ) throws(NightlyError) {
    var state = state
    state.gaps = Set(gaps)
    state.toldIntake = journal.nextIntake - 1
    state.ledgerIdentity = journal.identity
    if let forgotten = journal.forgottenDays {
      state.homes = state.homes.filter { $0.key.day >= forgotten.end }
      state.days = state.days.filter { $0.key >= forgotten.firstWholeDay }
    }
    do throws(OutputError) {
      try output.write(state)
    } catch {
      throw .output(error)
    }
  }

  /// Takes in what is new.
  private func take(
    _ sources: [ArchiveSource], into writer: LedgerWriter, _ rejects: RejectsFile?,
    _ progress: PassProgress?
  ) async throws(NightlyError) -> LedgerIntake.Result {
    do throws(LedgerError) {
      return try await LedgerIntake(ledger, context).take(sources, into: writer, rejects, progress)
    } catch {
      throw .pass(.ledger(error))
    }
  }

  private func prune(
    _ writer: LedgerWriter
  ) async throws(NightlyError) -> LedgerCare.Forgotten {
    let journal = writer.journal
    guard let keptDays,
      let day = journal.firstDay(
        restating: keptDays, judging: lastCompleteDay(journal), in: parameters.zone,
        now: context.now)
    else { return LedgerCare.Forgotten() }
    do throws(LedgerError) {
      return try await LedgerCare.forget(before: day, of: writer)
    } catch {
      throw .pass(.ledger(error.after("the archives were taken in and the reports are in place")))
    }
  }
}

extension Accounting {
  /// Adds up what a ledger knows.
  fileprivate init(of journal: Journal) {
    self.init(readFrom: journal.archives.map(\.account))
    add(journal.lifecycles)
    forgottenEvents = journal.forgottenEvents
  }
}
