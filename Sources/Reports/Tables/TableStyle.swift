/// What a table may look like where it is shown.
public struct TableStyle: Sendable {
  public enum Characters: Sendable {
    /// For terminals that know no more; texts are spelled out.
    case ascii
    case unicode
  }

  /// How wide a line may be, in columns of the terminal; `nil` for as wide as the table gets.
  public var width: Int?
  public var hasColors: Bool
  public var characters: Characters

  public init(width: Int?, hasColors: Bool, characters: Characters) {
    self.width = width
    self.hasColors = hasColors
    self.characters = characters
  }

  /// For files and pipes: every column, no colours, and the same bytes in any environment.
  public static let file = TableStyle(width: nil, hasColors: false, characters: .unicode)
}

extension TableStyle {
  /// What stands for the part of a text that is cut off.
  var ellipsis: StaticString { characters == .unicode ? "…" : "..." }
  var ellipsisWidth: Int { characters == .unicode ? 1 : 3 }
  /// What stands for a value that is not known.
  var missing: StaticString { characters == .unicode ? "–" : "-" }
  var times: StaticString { characters == .unicode ? "×" : "x" }
  var rule: StaticString { characters == .unicode ? "─" : "-" }
}
