internal import Primitives

/// Writes an aligned table for people.
///
/// The only control characters in what it writes are line feeds and, with colours, the sequences of
/// ``TableColor``: texts are escaped on the way in.
struct TableWriter {
  private let measure: TableMeasure
  private let layout: TableLayout
  private let style: TableStyle
  private(set) var output: [UInt8] = []
  /// The value in the first column of the row before.
  private var lastPeriod: Value?
  private var buffer: [UInt8] = []

  /// - Parameter measure: Has seen all rows that will come.
  init(_ measure: TableMeasure) {
    self.measure = measure
    layout = TableLayout(measure)
    style = measure.style
  }

  /// Writes what a table is about, above it.
  mutating func title(_ name: String, _ grain: String) {
    paint(.bold) { $0 += Array(name.utf8) }
    output.append("  ")
    note(grain, from: name.count + 2)
  }

  /// Writes the names of the columns.
  mutating func heading() {
    guard measure.rowCount > 0 else { return }
    let lineCount = layout.places.map(\.heading.count).max() ?? 0
    for line in 0..<lineCount {
      writeLine { writer, place in
        let index = line - (lineCount - place.heading.count)
        let text = index >= 0 ? place.heading[index] : ""
        var shown: [UInt8] = []
        let width = TableText.append(
          Array(text.utf8), width: place.width, .end, writer.style, to: &shown)
        return (shown, width, .bold)
      }
    }
    output.append(layout.mark == nil ? "" : "  ")
    let (places, style) = (layout.places, style)
    paint(.faint) { rule in
      for (index, place) in places.enumerated() {
        if index > 0 {
          for _ in 0..<place.gap { rule.append(place.isBar ? style.rule : " ") }
        }
        for _ in 0..<place.width { rule.append(style.rule) }
      }
    }
    output.append("\n")
  }

  /// Writes a row.
  mutating func row(_ values: [Value]) {
    let isMarked = layout.mark.map { values[$0] == .boolean(true) } ?? false
    writeLine(isMarked: isMarked) { writer, place in writer.cell(values, place) }
    lastPeriod = measure.columns.first?.unit == .time ? values.first : nil
  }

  private mutating func cell(
    _ values: [Value], _ place: ColumnPlace
  ) -> ([UInt8], width: Int, TableColor) {
    let (column, found) = (measure.columns[place.column], measure.found[place.column])
    let value = values[place.column]
    var color = TableColor(value, column, found)
    buffer.removeAll(keepingCapacity: true)
    guard place.isBar else {
      // Rows of one period stand out together.
      if place.column == 0, value == lastPeriod { color = .faint }
      let width = value.append(column, width: place.width, style, to: &buffer)
      return (buffer, width, color)
    }
    guard let (part, whole) = value.part(ofGreatest: found.greatest) else { return ([], 0, .plain) }
    let width = Bar.append(
      part, of: whole, width: place.width, style.characters, to: &buffer)
    return (buffer, width, color)
  }

  /// Writes a line of cells, each padded to the width of its column.
  private mutating func writeLine(
    isMarked: Bool = false,
    _ cell: (inout TableWriter, ColumnPlace) -> ([UInt8], width: Int, TableColor)
  ) {
    // Blanks are written before what follows them, so that none end a line.
    var blanks = layout.mark == nil ? 0 : 2
    if isMarked {
      paint(.doubtful) { $0.append("~") }
      blanks = 1
    }
    for (index, place) in layout.places.enumerated() {
      if index > 0 { blanks += place.gap }
      let (text, width, color) = cell(&self, place)
      let padding = max(0, place.width - width)
      let isRight = !place.isBar && measure.columns[place.column].unit.isRightAligned
      if isRight { blanks += padding }
      if !text.isEmpty {
        for _ in 0..<blanks { output.append(UInt8(ascii: " ")) }
        blanks = 0
        paint(color) { $0 += text }
      }
      if !isRight { blanks += padding }
    }
    output.append("\n")
  }

  /// Writes in a colour.
  private mutating func paint(_ color: TableColor, _ write: (inout [UInt8]) -> Void) {
    let sequence = style.hasColors ? color.sequence : nil
    if let sequence { output.append(sequence) }
    write(&output)
    if sequence != nil { output.append(TableColor.end) }
  }

  /// Hands over what was written; returns whether writing goes on.
  mutating func drain(to sink: OutputSink, isLast: Bool = false) -> Bool {
    sink.take(&output, isLast: isLast)
  }
}

extension TableWriter {
  /// Writes what there is to say about all rows, below them.
  mutating func notes() {
    guard measure.rowCount > 0 else { return note("no rows") }
    if let mark = layout.mark {
      let (rows, marked) = (measure.rowCount, measure.found[mark].marked)
      let column = measure.columns[mark]
      note(
        "~ \(column.name) (\(grouped(marked)) of \(grouped(rows)) rows): \(column.look.note)")
    }
    for (column, found) in zip(measure.columns, measure.found)
    where column.look.tone == .rate && found.denominator > 0 && measure.rowCount > 1 {
      var percent: [UInt8] = []
      percent.append(percent: found.numerator, of: found.denominator)
      let name = column.heading.joined(separator: " ")
      note("\(name) of all rows: \(String(decoding: percent, as: UTF8.self))")
    }
    if !layout.hidden.isEmpty { note(noteOfHidden(layout.hidden, format: "csv")) }
  }

  /// Writes a sentence, in as many lines as it takes, the first of which begins at `start`.
  mutating func note(_ text: String, from start: Int = 0) {
    let lines = text.wrapped(to: style.width, from: start)
    paint(.faint) { $0 += Array(lines.utf8) }
    output.append("\n")
  }
}

/// A number with a comma between thousands.
func grouped(_ number: Int64) -> String {
  var digits: [UInt8] = []
  digits.append(grouped: number)
  return String(decoding: digits, as: UTF8.self)
}

extension Unit {
  /// Whether values are compared digit by digit, and so end at the same place.
  fileprivate var isRightAligned: Bool { self == .code || isAmount }

  /// Whether values say how much something is.
  var isAmount: Bool {
    switch self {
    case .text, .time, .trueOrFalse, .code: false
    default: true
    }
  }
}
