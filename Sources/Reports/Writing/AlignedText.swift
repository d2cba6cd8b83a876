internal import Primitives

/// Text in columns for people, two blanks between them.
///
/// Whatever archives hold goes through ``escaped(_:)``: nothing in it can act on a terminal, break a
/// line or pretend to be another column's.
struct AlignedText {
  private var rows: [[String]] = []
  /// What stands before each row.
  private let indent: String

  init(indent: String = "") {
    self.indent = indent
  }

  mutating func row(_ cells: [String]) {
    rows.append(cells)
  }

  /// The rows, a line each; a column in which no row has anything is left out.
  var lines: String {
    var widths: [Int] = []
    for row in rows.dropFirst(hasHeader ? 1 : 0) { widths.widen(to: row) }
    let isUsed = widths.map { $0 > 0 }
    for row in rows { widths.widen(to: row) }
    var text = ""
    for row in rows {
      var line = indent
      for (column, cell) in row.enumerated() where isUsed[column] {
        line += cell + String(repeating: " ", count: widths[column] - cell.unicodeScalars.count + 2)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// Whether the first row names the columns.
  private var hasHeader = false

  mutating func header(_ names: [String]) {
    rows.append(names)
    hasHeader = true
  }

  /// Bytes of unknown origin as a cell.
  static func escaped(_ bytes: [UInt8]) -> String { escapedForTerminal(bytes.span) }
}

extension [Int] {
  /// Makes room for the cells of a row.
  fileprivate mutating func widen(to row: [String]) {
    while count < row.count { append(0) }
    for (column, cell) in row.enumerated() {
      self[column] = Swift.max(self[column], cell.unicodeScalars.count)
    }
  }
}
