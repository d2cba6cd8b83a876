internal import Lifecycles
internal import Primitives
public import Runs

extension ReportSet {
  private static var schema: String { "waybill/report/1" }

  /// Writes all reports as one JSON document, ended by a line feed; an error of writing stays in the
  /// sink.
  ///
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func writeJSON(to sink: OutputSink) throws(RunError) {
    try writeJSON(accounting: accounting.members, to: sink)
  }

  /// Writes them with other totals.
  func writeJSON(
    accounting: [(name: String, value: Int64)], to sink: OutputSink
  ) throws(RunError) {
    var writer = JSONWriter()
    try writer.object { document throws(RunError) in
      appendHead(to: &document, schema: Self.schema, accounting: accounting)
      try document.member("reports") { reports throws(RunError) in
        try reports.object { reports throws(RunError) in
          for table in tables {
            try reports.member(table.name.rawValue) { member throws(RunError) in
              try table.write(to: &member, sink)
            }
          }
        }
      }
    }
    writer.endDocument()
    _ = writer.drain(to: sink, isLast: true)
  }

  /// Writes what the numbers of a document rest on.
  func appendHead(
    to document: inout JSONWriter, schema: String, accounting: [(name: String, value: Int64)]
  ) {
    document.member("schema", schema)
    document.member("parameters") { $0.object { parameters.write(to: &$0) } }
    document.member("coverage") { member in
      member.object {
        $0.member("start", Value(coverage.start))
        $0.member("end", Value(coverage.end))
      }
    }
    document.member("accounting") { member in
      member.object { members in
        for (name, value) in accounting { members.member(name, .integer(value)) }
      }
    }
  }
}

extension ReportTable {
  /// Writes an array of objects, one a row.
  fileprivate func write(to writer: inout JSONWriter, _ sink: OutputSink) throws(RunError) {
    try writer.array { array throws(RunError) in
      try forEachRow { values in
        array.row(columns, values)
        return array.drain(to: sink)
      }
    }
  }
}

extension ReportParameters {
  fileprivate func write(to object: inout JSONWriter) {
    object.member("reports") { $0.texts(reports.map(\.rawValue)) }
    object.member("since", Value(since))
    object.member("until", Value(until))
    object.member("bucket", bucket.map { Value($0.rawValue) } ?? .missing)
    if let dimensions {
      object.member("by") { $0.texts(dimensions.map(\.rawValue)) }
    } else {
      object.member("by", .missing)
    }
    object.member("where") { $0.texts(filter.conditions.map { $0.shown(redaction) }) }
    object.member("top", Value(top.map(Int64.init)))
    object.member("timezone", zone.name)
    object.member("as_of", Value(asOf))
    object.member("mms_receipts", receipts.rawValue)
    redaction.writeNote(to: &object)
  }
}
