public import Runs

/// A finished report: named columns, and rows that are made whenever it is walked.
public struct ReportTable: Sendable {
  public let name: ReportName
  /// What one row stands for.
  let grain: String
  public let columns: [String]
  let shownColumns: [TableColumn]
  private let walk: @Sendable (_ body: ([Value]) -> Bool) throws(RunError) -> Void

  init(
    name: ReportName, grain: String, columns: [TableColumn],
    _ walk: @escaping @Sendable (_ body: ([Value]) -> Bool) throws(RunError) -> Void
  ) {
    self.name = name
    self.grain = grain
    self.columns = columns.map(\.name)
    shownColumns = columns
    self.walk = walk
  }

  /// Calls `body` with the values of each row, as many as there are columns, in the order of rows.
  ///
  /// The memory that it takes does not grow with the number of rows.
  ///
  /// - Parameter body: Says whether to go on.
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func forEachRow(_ body: ([Value]) -> Bool) throws(RunError) {
    try walk(body)
  }
}
