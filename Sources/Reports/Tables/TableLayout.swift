/// Which columns a table has room for, and how wide they are.
///
/// The most prominent columns come first, from left to right, each at the least width that shows
/// something of it; one that does not fit is left out, and the next is tried. What room is left goes
/// to bars, which take little, and then to texts that were to be cut, in the same order: before
/// columns of little prominence are looked at, and again behind them.
struct TableLayout {
  /// A column of the terminal's table: values, or the bars beside them.
  struct Place {
    /// The number of the column.
    let column: Int
    let isBar: Bool
    fileprivate let prominence: Prominence
    fileprivate let natural: Int
    fileprivate(set) var width: Int
    fileprivate(set) var isShown = false
    /// One line, or two.
    let heading: [String]

    /// Blanks between this and what stands left of it.
    var gap: Int { isBar ? 1 : 2 }
  }

  /// Widths that a text gets where nothing limits it.
  private static let widestText = 200

  /// From left to right.
  let places: [Place]
  /// The names of columns that there is not room for.
  let hidden: [String]
  /// The column whose true values mark a row, if there are any.
  let mark: Int?

  init(_ measure: TableMeasure) {
    let columns = measure.columns
    mark = columns.indices.first {
      columns[$0].look.prominence == .mark && measure.found[$0].marked > 0
    }
    var candidates = columns.indices.filter { columns[$0].look.prominence != .mark }
      .flatMap { Self.places(of: $0, measure) }
    var room = (measure.style.width ?? .max) - (mark == nil ? 0 : 2)
    let order = candidates.indices.sorted {
      (candidates[$0].prominence, $0) < (candidates[$1].prominence, $1)
    }
    let prominent = order.prefix { candidates[$0].prominence <= .usual }
    for part in [prominent, order.dropFirst(prominent.count)] {
      for index in part { candidates.show(index, &room) }
      for index in order where candidates[index].isBar { candidates.widen(index, &room) }
      for index in order { candidates.widen(index, &room) }
    }
    places = candidates.filter(\.isShown)
    hidden = candidates.filter { !$0.isShown && !$0.isBar }.map { columns[$0.column].name }
  }

  /// The values of a column, and the bars beside them, as narrow as they may be.
  private static func places(of index: Int, _ measure: TableMeasure) -> [Place] {
    let (column, found) = (measure.columns[index], measure.found[index])
    let heading = heading(column.heading, width: found.width)
    let headingWidth = heading.map(\.count).max() ?? 0
    let natural = max(headingWidth, min(found.width, widestText))
    let least = column.unit == .text ? min(natural, column.look.leastWidth) : natural
    // Nothing is lost with a column that says nothing.
    let prominence = found.hasValues ? column.look.prominence : .least
    let place = Place(
      column: index, isBar: false, prominence: prominence, natural: natural,
      width: max(headingWidth, least), heading: heading)
    guard column.look.hasBar, found.hasValues else { return [place] }
    let bar = Place(
      column: index, isBar: true, prominence: .high, natural: Bar.width, width: Bar.leastWidth,
      heading: [])
    return [place, bar]
  }

  /// The words in one line if they fit the width of the values, else in two that are as narrow as
  /// can be.
  private static func heading(_ words: [Substring], width: Int) -> [String] {
    func line(_ words: ArraySlice<Substring>) -> String { words.joined(separator: " ") }
    let whole = line(words[...])
    guard whole.count > width, words.count > 1 else { return [whole] }
    let splits = (1..<words.count).map { [line(words[..<$0]), line(words[$0...])] }
    let narrowest = splits.min { a, b in max(a[0].count, a[1].count) < max(b[0].count, b[1].count) }
    return narrowest ?? [whole]
  }
}

extension [TableLayout.Place] {
  /// Shows a place if there is room for it; the first one in any case.
  fileprivate mutating func show(_ index: Int, _ room: inout Int) {
    let isFirst = !contains(where: \.isShown)
    let needed = self[index].width + (isFirst ? 0 : self[index].gap)
    // A bar follows its column.
    guard needed <= room || isFirst, !self[index].isBar || self[index - 1].isShown else { return }
    self[index].isShown = true
    room = Swift.max(0, room - needed)
  }

  /// Gives a place what it lacks, as far as there is room.
  fileprivate mutating func widen(_ index: Int, _ room: inout Int) {
    guard self[index].isShown else { return }
    let more = Swift.min(room, self[index].natural - self[index].width)
    self[index].width += more
    room -= more
  }
}
