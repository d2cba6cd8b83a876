internal import Primitives
public import Runs

extension ReportParameters {
  /// What has to be counted for the totals of reports: the same messages, divided by nothing.
  public func undivided(_ reports: Set<ReportName>) -> ReportParameters {
    var parameters = self
    parameters.reports = ReportName.allCases.filter(reports.contains)
    parameters.bucket = Bucket.none
    parameters.dimensions = []
    parameters.top = nil
    parameters.isUndivided = true
    return parameters
  }
}

/// What the columns of reports come to over all messages: distinct messages, rates and percentiles are
/// those of all of them, and no sums of rows.
public struct ReportTotals: Sendable {
  private var values: [ReportName: [String: Value]] = [:]

  /// Totals of no report.
  public init() {}

  /// Takes the totals from reports that were made with ``ReportParameters/undivided(_:)``.
  ///
  /// Two reports have several rows all the same, in which nothing is counted twice: one a direction of
  /// MMS and groups, and one an archive.
  ///
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public init(_ reports: ReportSet) throws(RunError) {
    try self.init(reports.tables)
  }

  init(_ tables: [ReportTable]) throws(RunError) {
    for table in tables {
      var totals: [String: Value] = [:]
      try table.forEachRow { row in
        for (column, value) in zip(table.columns, row) {
          totals[column] = totals[column].map { $0.sum(value) } ?? value
        }
        return true
      }
      values[table.name] = totals
    }
  }

  /// The same totals, and those of the quality report on some archives.
  ///
  /// - Throws: ``RunError``, as the others do.
  public func adding(quality archives: [ArchiveAccount]) throws(RunError) -> ReportTotals {
    var totals = self
    totals.values.merge(try ReportTotals([.quality(archives)]).values) { $1 }
    return totals
  }

  /// The total of a column; missing for a rate or a duration of nothing.
  subscript(column: TotalColumn) -> Value {
    let total = values[column.report]?[column.name] ?? .missing
    return total.isMissing && column.unit.isCount ? .integer(0) : total
  }

  /// The total of the column of this name.
  func value(_ report: ReportName, _ column: String) -> Value {
    TotalColumn.all.first { $0.report == report && $0.name == column }.map { self[$0] } ?? .missing
  }
}

extension Value {
  /// The sum of two numbers of things; with anything else only the one that is not missing.
  fileprivate func sum(_ other: Value) -> Value {
    guard case .integer(var sum) = self else { return isMissing ? other : self }
    if case .integer(let number) = other { sum.addSaturating(number) }
    return .integer(sum)
  }
}

extension Unit {
  /// Whether this is a number of things, which is 0 where there are none.
  var isCount: Bool {
    switch self {
    case .messages, .recipients, .events, .segments, .media, .archives, .members, .lines, .values,
      .bytes:
      true
    case .milliseconds, .seconds, .ratio, .text, .code, .trueOrFalse, .time: false
    }
  }
}
