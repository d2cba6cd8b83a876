internal import Lifecycles
internal import Primitives

/// A report, as data: header, keys, cell order and the page of column definitions all come from
/// this one table.
struct ReportDefinition<Cell: ReportCell>: Sendable {
  let name: ReportName
  /// What one row stands for.
  let grain: String
  let defaultBucket: Bucket
  let defaultDimensions: [Dimension]
  /// Keys that the report always has, behind the dimensions asked for.
  let ownKeys: [KeyPart]
  /// Keys by which also the rows of what is not among the greatest are told apart.
  let keptKeys: [KeyPart]
  let columns: [Column<Row<Cell>>]
  /// What the cells of one period add up to, where columns are shares of it.
  let weight: (@Sendable (Cell) -> Int64)?
  /// How great a row is: the report's main count.
  let rank: @Sendable (Cell) -> Int64
  /// Counts a message that lies in the window.
  let count: @Sendable (Message, TextPool, inout Cells<Cell>) -> Void

  init(
    _ name: ReportName, grain: String, bucket: Bucket = .none, dimensions: [Dimension] = [],
    ownKeys: [KeyPart] = [], keptKeys: [KeyPart] = [], columns: [Column<Row<Cell>>],
    weight: (@Sendable (Cell) -> Int64)? = nil, rank: @escaping @Sendable (Cell) -> Int64,
    count: @escaping @Sendable (Message, TextPool, inout Cells<Cell>) -> Void
  ) {
    self.name = name
    self.grain = grain
    defaultBucket = bucket
    defaultDimensions = dimensions
    self.ownKeys = ownKeys
    self.keptKeys = keptKeys
    self.columns = columns
    self.weight = weight
    self.rank = rank
    self.count = count
  }

  /// The keys that rows have behind the dimensions of a division.
  func ownKeys(in division: Division) -> [KeyPart] { division.isUndivided ? keptKeys : ownKeys }
}

/// A column of a report.
struct Column<Row>: Sendable {
  let name: String
  let unit: Unit
  /// One sentence that says what is counted and what is left out.
  let meaning: String
  let look: Look
  let value: @Sendable (Row) -> Value

  init(
    _ name: String, _ unit: Unit, _ meaning: String, _ look: Look = Look(),
    _ value: @escaping @Sendable (Row) -> Value
  ) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.look = look
    self.value = value
  }

  var shown: TableColumn { TableColumn(name: name, unit: unit, look: look) }
}

enum Unit: String, Sendable {
  case messages, recipients, events, segments, media, archives, members, lines, values, bytes
  case milliseconds, seconds, ratio, text, code
  case trueOrFalse = "true or false"
  case time = "UTC time"
}

/// A row of a report: a cell and what surrounds it.
struct Row<Cell: Sendable>: Sendable {
  let keyParts: [KeyPart]
  /// As shown, one value a part.
  let key: [Value]
  let cell: Cell
  /// What the cells of the same period weigh together.
  let periodWeight: Int64
  /// Whether late events may still change the row.
  let isProvisional: Bool

  /// A part of the key.
  func key(_ part: KeyPart) -> Value? {
    keyParts.firstIndex(of: part).map { key[$0] }
  }
}
