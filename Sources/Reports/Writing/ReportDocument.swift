internal import Lifecycles
internal import Primitives

extension ReportSet {
  private static var schema: String { "waybill/report/1" }

  /// All reports as one JSON document, ended by a line feed.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { document in
      appendHead(to: &document, schema: Self.schema)
      document.member("reports") { reports in
        reports.object { reports in
          for table in tables { reports.member(table.name.rawValue) { table.grid.write(to: &$0) } }
        }
      }
    }
    return writer.output + [UInt8(ascii: "\n")]
  }

  /// Writes what the numbers of a document rest on.
  func appendHead(to document: inout JSONWriter, schema: String) {
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
        for (name, value) in accounting.members { members.member(name, .integer(value)) }
      }
    }
  }
}

extension Grid {
  /// Writes an array of objects, one a row.
  func write(to writer: inout JSONWriter) {
    writer.array { array in
      for row in rows {
        array.element { element in
          element.row { object in
            for (column, value) in zip(columns, row) { object.member(column, value) }
          }
        }
      }
    }
  }
}

extension ReportParameters {
  fileprivate func write(to object: inout JSONWriter) {
    object.member("reports") { member in
      member.array { array in
        for report in reports {
          array.element { $0.scalar(Value(report.rawValue)) }
        }
      }
    }
    object.member("since", Value(since))
    object.member("until", Value(until))
    object.member("bucket", bucket.map { Value($0.rawValue) } ?? .missing)
    object.member("timezone", zone.name)
    object.member("as_of", Value(asOf))
    object.member("mms_receipts", receipts.rawValue)
  }
}
