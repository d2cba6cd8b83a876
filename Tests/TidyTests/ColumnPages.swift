import Primitives

@testable import Reports

/// The page that defines every column, made from the tables that make the reports: what `Columns.md` of
/// the documentation has to be.
enum ColumnPages {
  /// Markdown, ended by a line feed.
  static var markdown: String {
    var page = """
      # Columns of the reports

      What every column of every report counts. This page is generated from the tables that the \
      reports are made of.

      Key columns come first: `period_start` (absent without periods), then the dimensions, then \
      the report's own keys. Below are the keys that a report has by default; `--by` puts other \
      dimensions before its own keys. Rows are sorted by key, a missing one first. An empty cell is a \
      value that is not known, or a rate of nothing. With `--top` the rows of all other \
      combinations of keys are one row a period, the last, in which the keys are `other` (in \
      `mms-group` one for each `direction`); it is counted as any other row.

      """
    page += dimensions
    page += section(.delivery) + section(.failures) + section(.mmsGroup) + section(.inbound)
    page += section(.redelivery)
    page += section(
      "quality", grain: QualityReport.grain, keys: [], columns: QualityReport.columns)
    page += section("check", grain: CheckTable.grain, keys: [], columns: CheckTable.columns)
    page += section(
      "trace: events", grain: TracedEvent.grain, keys: [], columns: TracedEvent.columns)
    page += section(
      "trace: known events", grain: KnownEvents.grain, keys: [], columns: KnownEvents.columns)
    page += section(
      "trace: recipients", grain: RecipientTrace.grain, keys: [], columns: RecipientTrace.columns)
    page += section(
      "trace: messages", grain: NumberedMessage.grain, keys: [], columns: NumberedMessage.columns)
    page += LifecycleColumn.page
    return page
  }

  private static var dimensions: String {
    let rows = Dimension.allCases.map { "| `\($0.rawValue)` | \($0.meaning) |\n" }
    return """

      ## Dimensions

      What `--by` divides every report by, except `quality`.

      | dimension | meaning |
      | --- | --- |
      \(rows.joined())
      """
  }

  private static func section<Cell>(_ report: ReportDefinition<Cell>) -> String {
    let division = Division(
      bucket: report.defaultBucket, zone: .utc, dimensions: report.defaultDimensions)
    let keys = division.keyParts(ownKeys: report.ownKeys)
    return section(report.name.rawValue, grain: report.grain, keys: keys, columns: report.columns)
  }

  private static func section<Row>(
    _ name: String, grain: String, keys: [KeyPart], columns: [Column<Row>]
  ) -> String {
    var text = """

      ## \(name)

      \(grain)

      | column | unit | meaning |
      | --- | --- | --- |

      """
    for key in keys { text += "| `\(key.name)` | key | \(key.meaning) |\n" }
    for column in columns {
      text += "| `\(column.name)` | \(column.unit.rawValue) | \(column.meaning) |\n"
    }
    return text
  }
}
