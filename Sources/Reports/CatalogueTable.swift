public import Callbacks
internal import Primitives

/// The catalogue of error codes, or a part of it, as a table.
public struct CatalogueTable: Sendable {
  private let rows: [[Value]]

  static let columns: [Column<ErrorCode>] = [
    Column("code", .code, "The number, which is the key: names repeat.") { .integer($0.number) },
    Column("name", .text, "As the vendor writes it.") { Value($0.name) },
    Column("side", .text, "Where the cause lies.") { Value($0.side.rawValue) },
    Column("reported_by", .text, "Who found out.") { Value($0.reportedBy.rawValue) },
    Column("retryable", .text, "Whether sending again can help.") {
      Value($0.retryable.rawValue)
    },
    Column("billable", .text, "Whether the failed message is charged.") {
      Value($0.billable.rawValue)
    },
    Column("meaning", .text, "What happened.") { Value($0.meaning) },
  ]

  public init(_ codes: [ErrorCode]) {
    rows = codes.map { code in Self.columns.map { $0.value(code) } }
  }

  private static var names: [String] { columns.map(\.name) }

  public var csv: [UInt8] {
    var writer = CSVWriter(Self.names)
    for row in rows { writer.row(row) }
    return writer.output
  }

  /// An array of objects, ended by a line feed.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.array { array in
      for row in rows { array.row(Self.names, row) }
    }
    writer.endDocument()
    return writer.output
  }
}
