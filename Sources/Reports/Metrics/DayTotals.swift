public import Primitives

/// The totals of one day.
public struct DayTotals: Sendable {
  /// When the day begins, in the zone of the reports.
  let start: Timestamp
  let totals: ReportTotals

  public init(start: Timestamp, totals: ReportTotals) {
    self.start = start
    self.totals = totals
  }
}

extension ReportParameters {
  /// What has to be counted for the ``DayTotals`` of the last day that the archives cover to its end.
  ///
  /// The day is one of the zone, and lies in the window; conditions hold as for the reports.
  ///
  /// - Parameters:
  ///   - coverage: Of the archives.
  ///   - now: What the machine's clock says. A day that it has not seen the end of is not complete, even if
  ///     some event is of the next one.
  /// - Returns: `nil` if there is no such day.
  public func lastDay(
    _ coverage: Coverage, now: Timestamp
  ) -> (start: Timestamp, parameters: ReportParameters)? {
    guard let first = coverage.start, let told = coverage.pastEnd(now) else { return nil }
    var grid = PeriodGrid(.day, zone: zone)
    // That nothing happened since may be known, but no number tells of it.
    let reached = ReportDay(of: told, in: zone).window(in: zone).upperBound
    let end = min(grid.start(of: asOf ?? told), reached)
    guard end > .earliest else { return nil }
    let start = grid.start(of: end.advanced(byMilliseconds: -1))
    guard start >= since ?? start, end <= until ?? end, first < end else { return nil }
    var day = undivided([.delivery, .inbound])
    day.since = start
    day.until = end
    return (start, day)
  }
}
