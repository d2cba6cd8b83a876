/// Which columns a table has room for, and how wide they are.
struct TableLayout {
  /// Widths that a text gets where nothing limits it.
  private static let widestText = 200

  /// The width below which a key tells nothing.
  private static let scantKey = 8

  /// From left to right.
  let places: [ColumnPlace]
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
    candidates.fit(
      into: (measure.style.width ?? .max) - (mark == nil ? 0 : 2),
      essential: Self.essential(candidates, columns))
    places = candidates.filter(\.isShown)
    hidden = candidates.filter { !$0.isShown && !$0.isBar }.map { columns[$0.column].name }
  }

  /// The values of a column, and the bars beside them, as narrow as they may be.
  private static func places(of index: Int, _ measure: TableMeasure) -> [ColumnPlace] {
    let (column, found) = (measure.columns[index], measure.found[index])
    let heading = heading(column.heading, width: found.width)
    let headingWidth = heading.map(\.count).max() ?? 0
    let natural = max(headingWidth, min(found.width, widestText))
    let least = column.unit == .text ? min(natural, column.look.leastWidth) : natural
    // Nothing is lost with a column that says nothing.
    let prominence = found.hasValues ? column.look.prominence : .least
    let wide = max(headingWidth, least)
    let isTextKey = prominence == .key && column.unit == .text
    let place = ColumnPlace(
      column: index, prominence, natural: natural, least: wide,
      scant: isTextKey ? min(wide, scantKey) : nil, heading: heading)
    guard column.look.hasBar, found.hasValues else { return [place] }
    let bar = ColumnPlace(
      column: index, isBar: true, .high, natural: Bar.width, least: Bar.leastWidth)
    return [place, bar]
  }

  /// What a table says at the least: its last key, which tells most rows apart, and the number that
  /// matters most.
  private static func essential(_ places: [ColumnPlace], _ columns: [TableColumn]) -> [Int] {
    let values = places.indices.filter { !places[$0].isBar }
    let isNumber = { columns[places[$0].column].unit.isAmount }
    let key = values.last { places[$0].prominence == .key && !isNumber($0) }
    let number = values.filter(isNumber)
      .min { (places[$0].prominence, $0) < (places[$1].prominence, $1) }
    return [key, number].compactMap(\.self)
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
