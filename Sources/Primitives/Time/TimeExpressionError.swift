/// A text that names no time, or none that can be written in RFC 3339.
public enum TimeExpressionError: Error, Equatable, Sendable {
  case unknown(String)
  /// Outside the years 0000 to 9999 of UTC.
  case outOfRange(String)
}

extension TimeExpressionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(let text):
      """
      \(text.debugDescription) is no time\(Self.guess(text)); write one of 2026-11-22T13:04:05Z (or \
      +01:00 for Z), 2026-11-22, "2026-11-22 13:04", 13:04 or 13:04Z (today), now, today, yesterday, or \
      before now -90s, -30m, -2h, -7d, -2w
      """
    case .outOfRange(let text):
      "\(text.debugDescription) lies outside the years 0000 to 9999"
    }
  }

  /// An age lacks its minus more often than anything else is wrong.
  private static func guess(_ text: String) -> String {
    (try? TimeExpression("-\(text)")).map { _ in " (-\(text)?)" } ?? ""
  }
}
