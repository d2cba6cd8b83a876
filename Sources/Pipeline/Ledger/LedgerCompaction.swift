internal import Lifecycles
public import Primitives
internal import Runs

/// Merges the runs of days, so that reading a day opens few files.
public struct LedgerCompaction: Sendable {
  /// A day with more runs than that is compacted by itself.
  static let runLimit = 8

  private let folder: LedgerFolder
  private let now: Timestamp
  private let budget: MemoryBudget

  public init(_ folder: LedgerFolder, now: Timestamp, _ budget: MemoryBudget) {
    self.folder = folder
    self.now = now
    self.budget = budget
  }

  /// What a compaction came to.
  public struct Result: Sendable {
    public let days: Int
    public let bytesBefore: Int
    public let bytesAfter: Int
  }

  /// Merges the runs of each day to one.
  ///
  /// - Throws: ``LedgerError``; days that were done before stay done.
  public func run() async throws(LedgerError) -> Result {
    let writer = try LedgerWriter(folder, creates: false, now: now, budget)
    let before = writer.journal.byteCount
    let days = try await Self.compact(writer, limit: 1)
    return Result(days: days, bytesBefore: before, bytesAfter: writer.journal.byteCount)
  }

  /// Merges the runs of days that have too many.
  static func compactFullDays(_ writer: LedgerWriter) async throws(LedgerError) -> Int {
    try await compact(writer, limit: runLimit)
  }

  /// - Returns: How many days there were with more runs than `limit`.
  private static func compact(
    _ writer: LedgerWriter, limit: Int
  ) async throws(LedgerError) -> Int {
    var count = 0
    for day in writer.journal.days {
      // What depends on the end of an archive stays apart, as it may go.
      let runs = writer.journal.runs(of: day).filter { $0.tailOf == nil }
      guard runs.count > limit else { continue }
      do throws(RunError) {
        try writer.merge(runs, of: day)
      } catch {
        throw LedgerError(error)
      }
      // Day by day, so that an end in between loses little.
      try await writer.commit()
      count += 1
    }
    return count
  }
}

extension Journal {
  /// Bytes of all runs.
  var byteCount: Int { runs.reduce(0) { $0 + $1.byteCount } }
}
