internal import Archives
internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

/// Reads all of a ledger, to tell whether it is whole.
extension LedgerCare {
  /// What was found.
  public struct Verdict: Sendable {
    public let runs: Int
    public let bytes: Int
    /// Of all runs that can be read.
    public let records: Int
    /// A line for each fault: what is wrong with a run or a day, and what to do.
    public let complaints: [String]
  }

  /// Reads every run by itself and, of days that are whole, all runs together.
  ///
  /// - Throws: ``LedgerError`` when there is no ledger, or its journal cannot be read; also when
  ///   runs cannot be opened for a reason that says nothing about them.
  public func verify() async throws(LedgerError) -> Verdict {
    let lock = FolderLock(folder.path, .shared)
    defer { withExtendedLifetime(lock) {} }
    return try await verify(try folder.readJournal(now: now))
  }

  /// Reads every run that a journal of the folder names, and that somebody keeps in place.
  func verify(_ journal: Journal) async throws(LedgerError) -> Verdict {
    let days = journal.days
    let folder = folder
    let textLimit = budget.textBytes
    let found = await inParallel(jobs: budget.jobs, days.count) { next in
      var found: [DayVerdict] = []
      while let number = next() {
        let (day, runs) = days[number]
        found.append(DayVerdict(day, runs, journal, folder, textLimit: textLimit))
      }
      return found
    }
    let verdicts = found.joined().sorted { $0.day < $1.day }
    if let obstacle = verdicts.lazy.compactMap(\.obstacle).first { throw LedgerError(obstacle) }
    return Verdict(
      runs: journal.runs.count, bytes: journal.runs.byteCount,
      records: verdicts.reduce(0) { $0 + $1.recordCount },
      complaints: verdicts.flatMap(\.complaints))
  }
}

/// What is wrong with one day.
private struct DayVerdict: Sendable {
  let day: HomeDay
  var recordCount = 0
  var complaints: [String] = []
  /// What kept the day from being read, if that is no fault of the ledger.
  var obstacle: RunError?

  init(
    _ day: HomeDay, _ runs: [LedgerRun], _ journal: Journal, _ folder: LedgerFolder, textLimit: Int
  ) {
    self.day = day
    for run in runs {
      do throws(RunError) {
        let counts = try Self.counts([run], day, folder, textLimit)
        let events = counts.reduce(0) { $0 + $1.events }
        recordCount += run.recordCount
        if events != run.events {
          let path = folder.path(of: run).quoted
          complaints.append("\(path): \(events) events, not \(run.events) as the journal says")
        }
      } catch  where error.obstacleRemedy != nil {
        obstacle = error
        return
      } catch {
        complaints.append("\(error); \(Self.remedy(run, journal, folder))")
      }
    }
    guard complaints.isEmpty else { return }
    do throws(RunError) {
      let counts = try Self.counts(runs, day, folder, textLimit)
      let known = journal.totals[day] ?? DayValues()
      if counts.count != known.count || !zip(counts, known).allSatisfy({ $0.agree(with: $1) }) {
        complaints.append("\(day): not the messages that the journal counts; \(Self.bug)")
      }
    } catch  where error.obstacleRemedy != nil {
      obstacle = error
    } catch {
      complaints.append("\(error)")
    }
  }

  private static let bug = "this is a bug in waybill, please report it"

  private static func counts(
    _ runs: [LedgerRun], _ day: HomeDay, _ folder: LedgerFolder, _ textLimit: Int
  ) throws(RunError) -> [LifecycleCounts] {
    var walk = RunWalk(textLimit: textLimit)
    var open = OpenRuns(folder)
    var counts: [LifecycleCounts] = []
    // Also a run without a record in some home has to be there.
    for run in runs { _ = try folder.open(run) }
    for section in 0..<Home.countInDay {
      let home = Home(day, section: section)
      let sources = try open.sources(of: home, runs)
      counts.append(try walk.counts(in: sources, of: home))
    }
    return counts
  }

  /// What can be done about a run that is damaged.
  private static func remedy(
    _ run: LedgerRun, _ journal: Journal, _ folder: LedgerFolder
  ) -> String {
    let archive = journal.archives.first { !Set(run.intakes).isDisjoint(with: $0.intakes) }
    let name = archive?.account.source.displayName ?? ""
    let ledger = "--ledger \(folder.path.string.shellWord)"
    return """
      bring it back from a backup, or take its archives in again: waybill ledger forget \
      \(name.shellWord) \(ledger), and waybill ledger add INPUT \(ledger)
      """
  }
}
