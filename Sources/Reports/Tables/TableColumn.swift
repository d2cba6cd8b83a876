/// What a table for people has to know about a column.
public struct TableColumn: Sendable {
  public let name: String
  let unit: Unit
  let look: Look

  /// The name in words, without the unit that the cells bring along.
  var heading: [Substring] {
    var words = name.split(separator: "_")
    if words.count > 1, unit == .milliseconds || unit == .seconds { words.removeLast() }
    return words
  }
}

/// How a column looks in a table for people.
struct Look: Sendable {
  var prominence: Prominence
  /// Whether a bar beside each value shows it as a part of the whole, or of the greatest.
  var hasBar: Bool
  var tone: Tone
  /// How much of a longer text is worth showing, in columns of the terminal.
  var leastWidth: Int
  /// Of a text that there is not room for.
  var cut: TextCut
  /// What a mark says about the rows that have it.
  var note: String

  init(
    _ prominence: Prominence = .usual, bar: Bool = false, tone: Tone = .plain,
    leastWidth: Int = 12, cut: TextCut = .end, note: String = ""
  ) {
    self.prominence = prominence
    hasBar = bar
    self.tone = tone
    self.leastWidth = leastWidth
    self.cut = cut
    self.note = note
  }
}

/// Which part of a text is left out where there is not room for all of it.
enum TextCut: Sendable {
  /// What many texts of the column may begin with, and no two files of a folder end with.
  case beginning
  /// Of names that are alike at either end.
  case middle
  case end
}

/// How much a column matters where there is not room for all of them; the first to be left out comes
/// last.
enum Prominence: Int, Comparable, Sendable {
  /// No column of its own: rows in which it is true begin with `~`.
  case mark
  case key, high, usual, low, least

  static func < (lhs: Prominence, rhs: Prominence) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// What a colour says about the values of a column.
enum Tone: Sendable {
  case plain
  /// A rate that should be high: told from that of all rows together.
  case rate
  /// A number that should be zero.
  case trouble
  /// Of an archive.
  case status
}
