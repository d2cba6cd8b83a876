internal import Primitives

/// Text in columns for people, two blanks between them, each as wide as its widest cell is on a
/// terminal.
///
/// Whatever archives hold goes through ``escaped(_:)``: nothing in it can act on a terminal, break a
/// line or pretend to be another column's.
struct AlignedText {
  struct Column {
    /// What stands above it.
    let name: String
    /// Whether its cells end at the same place, as numbers do.
    let isRight: Bool

    init(_ name: String, isRight: Bool = false) {
      self.name = name
      self.isRight = isRight
    }
  }

  private let columns: [Column]
  private let indent: Int
  private var rows: [[String]] = []

  /// - Parameters:
  ///   - columns: If none has a name, no line names them.
  ///   - indent: How many blanks stand before each line.
  init(_ columns: [Column], indent: Int = 0) {
    self.columns = columns
    self.indent = indent
  }

  /// Adds a row, a cell for each column.
  mutating func row(_ cells: [String]) {
    rows.append(cells)
  }

  /// The names and the rows, a line each; a column in which no row has anything is left out.
  var lines: [String] {
    let used = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    let names = columns.map(\.name)
    let all = (names.contains { !$0.isEmpty } ? [names] : []) + rows
    let widths = columns.indices.map { column in all.map { $0[column].displayWidth }.max() ?? 0 }
    return all.map { cells in
      var line = ""
      // Blanks are written before what follows them, so that none end a line.
      var blanks = indent
      for column in used {
        let cell = cells[column]
        let padding = widths[column] - cell.displayWidth
        if columns[column].isRight { blanks += padding }
        if !cell.isEmpty {
          line += String(repeating: " ", count: blanks) + cell
          blanks = 0
        }
        blanks += 2 + (columns[column].isRight ? 0 : padding)
      }
      return line
    }
  }

  /// Bytes of unknown origin as a cell.
  static func escaped(_ bytes: [UInt8]) -> String { escapedForTerminal(bytes.span) }
}
