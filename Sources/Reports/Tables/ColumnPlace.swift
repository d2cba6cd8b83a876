/// A column of a terminal's table, or the bars beside one: how wide it should be, and how wide it is.
struct ColumnPlace {
  /// The number of the column.
  let column: Int
  let isBar: Bool
  let prominence: Prominence
  /// The width at which all of it is shown.
  let natural: Int
  /// The width at which something of it is shown.
  let least: Int
  /// At first the least, or less where it is better than nothing.
  fileprivate(set) var width: Int
  fileprivate(set) var isShown = false
  /// One line, or two.
  let heading: [String]

  init(
    column: Int, isBar: Bool = false, _ prominence: Prominence, natural: Int, least: Int,
    scant: Int? = nil, heading: [String] = []
  ) {
    self.column = column
    self.isBar = isBar
    self.prominence = prominence
    self.natural = natural
    self.least = least
    width = scant ?? least
    self.heading = heading
  }

  /// Blanks between this and what stands left of it.
  var gap: Int { isBar ? 1 : 2 }
}

extension [ColumnPlace] {
  /// As wide as an id of 36 characters, and a little more.
  private static var longestWholeKey: Int { 40 }

  /// Shows what there is room for.
  ///
  /// First come the `essential` columns, then the keys, all as narrow as can be. When they have got
  /// the least width that shows something of them, and the most prominent columns are there, keys that
  /// are not long become whole, for a part of one can neither be told from others nor be copied. The
  /// others come then, the most prominent first, from left to right; one that does not fit is left out,
  /// and the next is tried. What room is left goes to bars, which take little, and then to texts that
  /// were to be cut, in the same order: before columns of little prominence are looked at, and again
  /// behind them.
  mutating func fit(into width: Int, essential: [Int] = []) {
    var room = width
    let order = indices.sorted { (self[$0].prominence, $0) < (self[$1].prominence, $1) }
    let keys = order.prefix { self[$0].prominence == .key }
    for index in essential + keys { show(index, &room) }
    for index in keys { widen(index, to: self[index].least, &room) }
    for index in order where self[index].prominence == .high && !self[index].isBar {
      show(index, &room)
    }
    for index in keys {
      let whole = Swift.min(self[index].natural, Self.longestWholeKey)
      if whole - self[index].width <= room { widen(index, to: whole, &room) }
    }
    let prominent = order.prefix { self[$0].prominence <= .usual }
    for part in [prominent, order.dropFirst(prominent.count)] {
      for index in part { show(index, &room) }
      for index in order where self[index].isBar { widen(index, to: self[index].natural, &room) }
      for index in order { widen(index, to: self[index].natural, &room) }
    }
  }

  /// Shows a place if there is room for it; the first one in any case.
  private mutating func show(_ index: Int, _ room: inout Int) {
    guard !self[index].isShown else { return }
    let isFirst = !contains(where: \.isShown)
    let needed = self[index].width + (isFirst ? 0 : self[index].gap)
    // A bar follows its column.
    guard needed <= room || isFirst, !self[index].isBar || self[index - 1].isShown else { return }
    self[index].isShown = true
    room = Swift.max(0, room - needed)
  }

  /// Gives a place what it lacks of a width, as far as there is room.
  private mutating func widen(_ index: Int, to width: Int, _ room: inout Int) {
    guard self[index].isShown else { return }
    let more = Swift.max(0, Swift.min(room, width - self[index].width))
    self[index].width += more
    room -= more
  }

  /// Whether there is room for all columns that matter most.
  func keysFit(into width: Int) -> Bool {
    let keys = filter { $0.prominence == .key }
    let gaps = keys.dropFirst().reduce(0) { $0 + $1.gap }
    return keys.reduce(gaps) { $0 + $1.width } <= width
  }

  /// Puts the columns that matter into several lines, none of them cut that a line has room for.
  ///
  /// - Parameters:
  ///   - width: Of the first line.
  ///   - hang: How much further the others are indented.
  /// - Returns: What stands on each line.
  func folded(into width: Int, hang: Int) -> [[ColumnPlace]] {
    var lines: [[ColumnPlace]] = []
    var room = 0
    for var place in self where place.prominence <= .high {
      let whole = width - (lines.isEmpty ? 0 : hang)
      place.width = Swift.min(place.natural, Swift.max(place.width, whole))
      if let last = lines.indices.last, place.gap + place.width <= room {
        lines[last].append(place)
        room -= place.gap + place.width
      } else {
        lines.append([place])
        room = whole - place.width
      }
    }
    return lines
  }
}
