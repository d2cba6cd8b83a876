internal import Archives
public import Lifecycles

/// The finished reports of one run, and what they rest on.
public struct ReportSet: Sendable {
  public let parameters: ReportParameters
  public let coverage: Coverage
  public let accounting: Accounting
  public let archives: [ArchiveAccount]
  /// Lifecycles of the window that the conditions leave, also those that no report shows.
  let reportedLifecycles: Int64
  /// In the order of ``ReportParameters/reports``.
  public let tables: [ReportTable]

  /// Makes the reports of what was counted.
  ///
  /// - Parameters:
  ///   - parameters: What to report.
  ///   - archives: What each archive held, in the order of their names.
  ///   - lifecycles: All messages, counted.
  ///   - coverage: Of all archives; ``ReportParameters/asOf`` replaces its end.
  ///   - counts: All messages, counted for the reports by all workers.
  ///   - forgottenEvents: Events of days that a ledger has forgotten.
  /// - Throws: ``AccountingError`` when the totals do not add up.
  public init(
    _ parameters: ReportParameters, _ archives: [ArchiveAccount], _ lifecycles: LifecycleCounts,
    _ coverage: Coverage, _ counts: SealedCounts, forgottenEvents: Int64 = 0
  ) throws(AccountingError) {
    self.parameters = parameters
    self.coverage = parameters.coverage(coverage)
    self.archives = archives
    accounting = try Accounting(
      archives, lifecycles, counts.sums, forgottenEvents: forgottenEvents)
    reportedLifecycles = counts.reportedLifecycles
    tables = counts.tables(archives, coverageEnd: self.coverage.end)
  }
}
