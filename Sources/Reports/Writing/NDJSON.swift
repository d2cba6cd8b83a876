public import Runs

extension [UInt8] {
  /// Appends a row as an object on a line of its own, which begins with the name of a report if there
  /// is one.
  mutating func append(ndjsonRow values: [Value], _ columns: [String], of report: ReportName? = nil)
  {
    var writer = JSONWriter()
    writer.row { row in
      if let report { row.member("report", report.rawValue) }
      for (column, value) in zip(columns, values) { row.member(column, value) }
    }
    writer.endDocument()
    append(contentsOf: writer.output)
  }
}

extension ReportTable {
  /// Writes the report as NDJSON, a row a line; an error of writing stays in the sink.
  ///
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func writeNDJSON(to sink: OutputSink) throws(RunError) {
    try writeNDJSON(named: false, to: sink)
  }

  fileprivate func writeNDJSON(named: Bool, to sink: OutputSink) throws(RunError) {
    var output: [UInt8] = []
    try forEachRow { values in
      output.append(ndjsonRow: values, columns, of: named ? name : nil)
      return sink.take(&output)
    }
    sink.take(&output, isLast: true)
  }
}

extension ReportSet {
  /// Writes all reports as NDJSON, a row a line; an error of writing stays in the sink.
  ///
  /// With several reports, each row begins with a member `report`.
  ///
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func writeNDJSON(to sink: OutputSink) throws(RunError) {
    for table in tables { try table.writeNDJSON(named: tables.count > 1, to: sink) }
  }
}
