public import Callbacks
internal import Primitives

/// The catalogue of error codes, or a part of it, as a table.
public struct CatalogueTable: Sendable {
  private let grid: Grid

  static let columns: [Column<ErrorCode>] = [
    Column("code", .code, "The number, which is the key: names repeat.") { .integer($0.number) },
    Column("name", .text, "As the vendor writes it.") { .text(Array($0.name.utf8)) },
    Column("side", .text, "Where the cause lies.") { .text(Array($0.side.rawValue.utf8)) },
    Column("reported_by", .text, "Who found out.") { .text(Array($0.reportedBy.rawValue.utf8)) },
    Column("retryable", .text, "Whether sending again can help.") {
      .text(Array($0.retryable.rawValue.utf8))
    },
    Column("billable", .text, "Whether the failed message is charged.") {
      .text(Array($0.billable.rawValue.utf8))
    },
    Column("meaning", .text, "What happened.") { .text(Array($0.meaning.utf8)) },
  ]

  public init(_ codes: [ErrorCode]) {
    grid = Grid(
      columns: Self.columns.map(\.name),
      rows: codes.map { code in Self.columns.map { $0.value(code) } })
  }

  public var csv: [UInt8] { grid.csv }

  /// An array of objects, ended by a line feed.
  public var json: [UInt8] {
    var writer = JSONWriter()
    grid.write(to: &writer)
    return writer.output + [UInt8(ascii: "\n")]
  }
}
