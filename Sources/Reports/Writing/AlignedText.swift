internal import Primitives

/// Text in columns for people, two blanks between them, each as wide as its widest cell is on a
/// terminal, as far as the terminal is wide enough.
///
/// Whatever archives hold goes through ``escaped(_:)``: nothing in it can act on a terminal, break a
/// line or pretend to be another column's.
struct AlignedText {
  struct Column {
    /// What stands above it.
    let heading: String
    /// What it is called where it is left out.
    let name: String
    /// Whether its cells end at the same place, as numbers do.
    let isRight: Bool
    let look: Look

    /// - Parameters:
    ///   - heading: What stands above it.
    ///   - name: What it is called where it is left out, if not by that.
    ///   - prominence: The columns of prominence ``Prominence/key`` are never left out.
    ///   - isRight: Whether its cells end at the same place.
    ///   - least: How wide its texts stay where there is not room for them; by default as they are.
    ///   - cut: Which part of such a text is left out.
    init(
      _ heading: String, name: String? = nil, _ prominence: Prominence = .key,
      isRight: Bool = false, cutTo least: Int = .max, _ cut: TextCut = .end
    ) {
      self.heading = heading
      self.name = name ?? heading
      self.isRight = isRight
      look = Look(prominence, leastWidth: least, cut: cut)
    }
  }

  /// How it is shown.
  struct Shown {
    /// The names of the columns; `nil` if none has a name.
    let heading: String?
    /// Without a line feed at the end; with some in between where a line has not room for a row.
    let rows: [String]
    /// The names of the columns that there is not room for.
    let hidden: [String]

    /// The heading and the rows, each ended by a line feed.
    var text: String { ((heading.map { [$0] } ?? []) + rows).map { $0 + "\n" }.joined() }
  }

  /// By how much the second line of a row, and those below, are indented.
  private static let hang = 2

  private let columns: [Column]
  private let style: TableStyle
  private let indent: Int
  private var rows: [[String]] = []
  private var widths: [Int]

  /// - Parameters:
  ///   - columns: If none has a name, no line names them.
  ///   - style: How wide lines may be, and of which characters.
  ///   - indent: How many blanks stand before each line.
  init(_ columns: [Column], _ style: TableStyle, indent: Int = 0) {
    self.columns = columns
    self.style = style
    self.indent = indent
    widths = columns.map { _ in 0 }
  }

  /// Adds a row, a cell for each column.
  mutating func row(_ cells: [String]) {
    let shown = cells.map { TableText.spelled($0, style.characters) }
    for (column, cell) in shown.enumerated() {
      widths[column] = max(widths[column], cell.displayWidth)
    }
    rows.append(shown)
  }

  /// The rows below the names of the columns; a column in which no row has anything is left out.
  var shown: Shown {
    var places = columns.indices.filter { widths[$0] > 0 }.map(place)
    let room = style.width.map { max(0, $0 - indent) } ?? .max
    var lines: [[ColumnPlace]]
    if places.keysFit(into: room) {
      places.fit(into: room)
      lines = [places.filter(\.isShown)]
    } else {
      lines = places.folded(into: room, hang: Self.hang)
    }
    let isShown = Set(lines.joined().map(\.column))
    let headings = columns.map(\.heading)
    return Shown(
      heading: headings.contains { !$0.isEmpty } ? text(headings, lines, isHeading: true) : nil,
      rows: rows.map { text($0, lines) },
      hidden: places.map(\.column).filter { !isShown.contains($0) }.map { columns[$0].name })
  }

  private func place(_ index: Int) -> ColumnPlace {
    let column = columns[index]
    let natural = max(column.heading.displayWidth, widths[index])
    return ColumnPlace(
      column: index, column.look.prominence, natural: natural,
      least: min(natural, column.look.leastWidth))
  }

  private func text(
    _ cells: [String], _ lines: [[ColumnPlace]], isHeading: Bool = false
  ) -> String {
    var text: [UInt8] = []
    for (index, places) in lines.enumerated() {
      let line = line(
        cells, places, indent: indent + (index > 0 ? Self.hang : 0), isHeading: isHeading)
      if index > 0, !line.isEmpty { text.append(UInt8(ascii: "\n")) }
      text += line
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func line(
    _ cells: [String], _ places: [ColumnPlace], indent: Int, isHeading: Bool
  ) -> [UInt8] {
    var line: [UInt8] = []
    // Blanks are written before what follows them, so that none end a line.
    var blanks = indent
    for place in places {
      let column = columns[place.column]
      var cell: [UInt8] = []
      let width = TableText(escaped: cells[place.column]).append(
        width: place.width, isHeading ? .end : column.look.cut, style, to: &cell)
      if column.isRight { blanks += place.width - width }
      if !cell.isEmpty {
        line += Array(repeating: UInt8(ascii: " "), count: blanks) + cell
        blanks = 0
      }
      blanks += (column.isRight ? 0 : place.width - width) + place.gap
    }
    return line
  }

  /// Bytes of unknown origin as a cell.
  static func escaped(_ bytes: [UInt8]) -> String { escapedForTerminal(bytes.span) }
}
