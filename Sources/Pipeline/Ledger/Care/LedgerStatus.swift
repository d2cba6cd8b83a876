internal import Archives
public import Lifecycles
public import Primitives
public import Reports

/// What a ledger holds, without reading more than its journal.
public struct LedgerStatus: Sendable {
  /// What is known of one day.
  public struct Day: Sendable {
    public let day: HomeDay
    public let runs: Int
    public let bytes: Int
    public let messages: Int64
    public let lifecycles: Int64
    public let events: Int64
  }

  /// Hours in a row without any callback, between hours with many.
  public struct Gap: Sendable, Hashable {
    public let start: Timestamp
    public let end: Timestamp

    func overlaps(_ span: Coverage) -> Bool {
      guard let first = span.start, let last = span.end else { return false }
      return start <= last && first < end
    }
  }

  public let days: [Day]
  /// In the order of names.
  public let archives: [ArchiveAccount]
  public let coverage: Coverage
  /// The first day that is kept, if any were pruned.
  public let horizon: HomeDay?
  public let gaps: [Gap]
  /// Bytes of all runs.
  public let bytes: Int

  /// - Parameters:
  ///   - folder: Where the ledger is.
  ///   - now: What the machine's clock says.
  /// - Throws: ``LedgerError`` when there is no ledger, or its journal cannot be read.
  public init(of folder: LedgerFolder, now: Timestamp) throws(LedgerError) {
    let journal = try folder.readJournal(now: now)
    days = journal.days.map { day, runs in
      let counts = (journal.totals[day] ?? DayValues()).reduce(into: LifecycleCounts()) {
        $0.merge($1)
      }
      return Day(
        day: day, runs: runs.count, bytes: runs.byteCount,
        messages: counts.messages, lifecycles: counts.lifecycles, events: counts.events)
    }
    archives = journal.archives.map(\.account).inOrder
    coverage = journal.coverage
    horizon = journal.horizon
    bytes = journal.runs.byteCount
    gaps = ArrivalHours(journal).gaps
  }
}
