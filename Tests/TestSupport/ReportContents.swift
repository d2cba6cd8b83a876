public import Reports
public import Runs

/// What a writer puts into a sink.
public func written(
  _ write: (OutputSink) throws(RunError) -> Void
) throws(RunError) -> [UInt8] {
  var output: [UInt8] = []
  try write(OutputSink { output += $0 })
  return output
}

extension ReportTable {
  /// The whole report as CSV.
  public var csv: [UInt8] {
    get throws(RunError) { try written(writeCSV) }
  }

  /// All rows at once.
  public var rows: [[Value]] {
    get throws(RunError) {
      var rows: [[Value]] = []
      try forEachRow { values in
        rows.append(values)
        return true
      }
      return rows
    }
  }
}

extension ReportSet {
  /// All reports as one document.
  public var json: [UInt8] {
    get throws(RunError) { try written(writeJSON) }
  }
}
