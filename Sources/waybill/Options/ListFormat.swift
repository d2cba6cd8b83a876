internal import ArgumentParser
internal import Pipeline

/// How rows are written that nobody wants as a page: lists that are no report, and the reports of a day.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, json, ndjson, table

  /// Whether nothing stands beside the rows.
  var isRowsAlone: Bool { self == .csv || self == .ndjson }

  /// The same for files.
  var ofFile: FileFormat {
    switch self {
    case .csv: .csv
    case .json: .json
    case .ndjson: .ndjson
    case .table: .table
    }
  }
}
