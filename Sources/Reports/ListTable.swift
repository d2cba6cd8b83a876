/// A table that is no report: columns and rows, all in memory.
public protocol ListTable: Sendable {
  var shownColumns: [TableColumn] { get }
  var rows: [[Value]] { get }

  /// The rows for people.
  func text(_ style: TableStyle) -> [UInt8]
}

extension ListTable {
  public var columnNames: [String] { shownColumns.map(\.name) }

  public var csv: [UInt8] {
    var writer = CSVWriter(columnNames)
    for row in rows { writer.row(row) }
    return writer.output
  }

  /// An array of objects, ended by a line feed.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.array { array in
      let names = columnNames
      for row in rows { array.row(names, row) }
    }
    writer.endDocument()
    return writer.output
  }

  /// An object a row, each ended by a line feed.
  public var ndjson: [UInt8] {
    let names = columnNames
    var output: [UInt8] = []
    for row in rows { output.append(ndjsonRow: row, names) }
    return output
  }

  /// An aligned table for people.
  public func text(_ style: TableStyle) -> [UInt8] {
    var measure = TableMeasure(shownColumns, style)
    for row in rows { measure.add(row) }
    var writer = TableWriter(measure)
    writer.heading()
    for row in rows { writer.row(row) }
    writer.notes()
    return writer.output
  }
}
