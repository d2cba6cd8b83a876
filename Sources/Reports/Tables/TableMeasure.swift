internal import Primitives

/// What a table needs to know of all of its rows before the first is written.
struct TableMeasure: Sendable {
  /// Of one column.
  struct Column: Sendable {
    /// The widest value, in columns of the terminal.
    var width = 0
    var hasValues = false
    /// The greatest number.
    var greatest: Int64 = 0
    /// Of all rows together, where the values are shares.
    var numerator: Int64 = 0
    var denominator: Int64 = 0
    /// In how many rows it is true.
    var marked: Int64 = 0
  }

  let columns: [TableColumn]
  let style: TableStyle
  private(set) var found: [Column]
  private(set) var rowCount: Int64 = 0
  private var buffer: [UInt8] = []

  init(_ columns: [TableColumn], _ style: TableStyle) {
    self.columns = columns
    self.style = style
    found = Array(repeating: Column(), count: columns.count)
  }

  mutating func add(_ values: [Value]) {
    rowCount += 1
    for (index, value) in values.enumerated() {
      found[index].width = max(
        found[index].width, value.width(columns[index], style, &buffer))
      if value.isMissing { continue }
      found[index].hasValues = true
      switch value {
      case .integer(let number): found[index].greatest = max(found[index].greatest, number)
      case .ratio(let numerator, let denominator):
        found[index].numerator.addSaturating(numerator)
        found[index].denominator.addSaturating(denominator)
      case .boolean(true): found[index].marked += 1
      default: break
      }
    }
  }
}
