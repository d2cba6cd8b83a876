/// A finished report.
public struct ReportTable: Equatable, Sendable {
  public let name: ReportName
  public let grid: Grid
}

/// Named columns and rows of values.
public struct Grid: Equatable, Sendable {
  public let columns: [String]
  /// As many values a row as there are columns.
  public let rows: [[Value]]
}
