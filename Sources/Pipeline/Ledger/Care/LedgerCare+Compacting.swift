internal import Lifecycles
internal import Runs

/// Merges the runs of days, so that reading a day opens few files.
extension LedgerCare {
  /// A day with more runs than that is compacted by itself.
  static let runLimit = 8

  /// What a compaction came to.
  public struct Compacted: Sendable {
    public let days: Int
    public let bytesBefore: Int
    public let bytesAfter: Int
  }

  /// Merges the runs of each day to one.
  ///
  /// - Throws: ``LedgerError``; days that were merged before stay so.
  public func compact() async throws(LedgerError) -> Compacted {
    let writer = try self.writer()
    let before = writer.journal.runs.byteCount
    let days = try await Self.compact(writer, limit: 1)
    return Compacted(days: days, bytesBefore: before, bytesAfter: writer.journal.runs.byteCount)
  }

  /// Merges the runs of days that have too many.
  static func compactFullDays(_ writer: LedgerWriter) async throws(LedgerError) -> Int {
    try await compact(writer, limit: runLimit)
  }

  /// Merges the runs of days that have more than `limit`.
  ///
  /// - Parameters:
  ///   - writer: Has hold of the ledger.
  ///   - limit: How many runs a day may have.
  ///   - bytesPerCommit: Days hold when so much of their runs was merged. An end in between loses no more,
  ///     and not every day costs a journal of all.
  /// - Returns: How many days there were.
  /// - Throws: ``LedgerError``; days that were merged before stay so.
  static func compact(
    _ writer: LedgerWriter, limit: Int, bytesPerCommit: Int = 64_000_000
  ) async throws(LedgerError) -> Int {
    // What depends on the end of an archive stays apart, as it may go.
    let days = writer.journal.days
      .map { (day: $0.day, runs: $0.runs.filter { $0.tailOf == nil }) }
      .filter { $0.runs.count > limit }
    var rest = days[...]
    var holdsSome = false
    while !rest.isEmpty {
      var bytes = 0
      let batch = rest.prefix { day in
        defer { bytes += day.runs.byteCount }
        return bytes < bytesPerCommit
      }
      rest.removeFirst(batch.count)
      do throws(LedgerError) {
        try await compact(batch, writer, &holdsSome)
      } catch {
        throw holdsSome ? error.after("the days before it are compacted") : error
      }
    }
    return days.count
  }

  /// Merges the runs of some days, which hold together, and notes when some do.
  private static func compact(
    _ days: ArraySlice<(day: HomeDay, runs: [LedgerRun])>, _ writer: LedgerWriter,
    _ holdsSome: inout Bool
  ) async throws(LedgerError) {
    let runCount = writer.journal.runs.count
    do throws(RunError) {
      try writer.merge(Array(days))
    } catch {
      // A damaged day is no matter to those before it, or they would never be merged.
      guard error.isLasting, writer.journal.runs.count < runCount else { throw LedgerError(error) }
      try await writer.commit()
      holdsSome = true
      throw LedgerError(error)
    }
    try await writer.commit()
    holdsSome = true
  }
}
