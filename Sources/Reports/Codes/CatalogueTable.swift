public import Callbacks
internal import Primitives

/// The catalogue of error codes, or a part of it, as a table.
public struct CatalogueTable: ListTable {
  public let shownColumns = Self.columns.map(\.shown)
  public let rows: [[Value]]

  static let columns: [Column<ErrorCode>] = [
    Column("code", .code, "The number, which is the key: names repeat.", Look(.key)) {
      .integer($0.number)
    },
    Column("name", .text, "As the vendor writes it.", Look(.key, leastWidth: 24)) {
      Value($0.name)
    },
    Column("side", .text, "Where the cause lies.", Look(.low)) { Value($0.side.rawValue) },
    Column("reported_by", .text, "Who found out.", Look(.low)) { Value($0.reportedBy.rawValue) },
    Column("retryable", .text, "Whether sending again can help.") {
      Value($0.retryable.rawValue)
    },
    Column("billable", .text, "Whether the failed message is charged.", Look(.low)) {
      Value($0.billable.rawValue)
    },
    Column("meaning", .text, "What happened.", Look(.high, leastWidth: 30)) { Value($0.meaning) },
  ]

  public init(_ codes: [ErrorCode]) {
    rows = codes.map { code in Self.columns.map { $0.value(code) } }
  }
}
