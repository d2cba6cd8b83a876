/// A table that is no report: columns and rows, all in memory.
public protocol ListTable: Sendable {
  var columnNames: [String] { get }
  var rows: [[Value]] { get }
}

extension ListTable {
  public var csv: [UInt8] {
    var writer = CSVWriter(columnNames)
    for row in rows { writer.row(row) }
    return writer.output
  }

  /// An array of objects, ended by a line feed.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.array { array in
      for row in rows { array.row(columnNames, row) }
    }
    writer.endDocument()
    return writer.output
  }
}
