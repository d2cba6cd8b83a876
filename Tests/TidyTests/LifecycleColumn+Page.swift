@testable import Reports

// What is said of the table of lifecycles on the page of column definitions.

extension LifecycleColumn {
  static var page: String {
    let rows = all.map { "| `\($0.name)` | \($0.unit.rawValue) | \($0.meaning) |\n" }
    return """

      ## lifecycles

      \(grain) An empty cell is a value that is not known; a count of nothing is 0. How to load the \
      rows, and what to ask of them, is in [Lifecycles](Lifecycles.md).

      | column | unit | meaning |
      | --- | --- | --- |
      \(rows.joined())
      The table in DuckDB:

      ```sql
      \(table(columnType: \.duckDBType));
      ```

      And in ClickHouse:

      ```sql
      \(table(columnType: \.clickHouseType)) ENGINE = MergeTree ORDER BY message_id;
      ```

      """
  }

  /// The statement that creates the table.
  private static func table(columnType: (LifecycleColumn) -> String) -> String {
    let columns = all.map { "  \($0.name) \(columnType($0))" }
    return "CREATE TABLE lifecycles (\n\(columns.joined(separator: ",\n")))"
  }

  private var duckDBType: String {
    switch unit {
    case .text: "VARCHAR"
    case .time: "TIMESTAMPTZ"
    case .trueOrFalse: "BOOLEAN"
    default: "BIGINT"
    }
  }

  private var clickHouseType: String {
    let type =
      switch unit {
      case .text: "String"
      case .time: "DateTime64(3, 'UTC')"
      case .trueOrFalse: "Bool"
      default: "Int64"
      }
    // A key cannot be missing, and an id never is.
    return name == Self.all[0].name ? type : "Nullable(\(type))"
  }
}
