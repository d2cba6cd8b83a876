/// A time as people write it in an option; some name an instant only together with a clock.
public enum TimeExpression: Sendable, Equatable {
  /// A unit of the time that can be counted back from now.
  public enum Unit: Character, CaseIterable, Sendable {
    case second = "s"
    case minute = "m"
    case hour = "h"
    case day = "d"
    case week = "w"

    /// A day is 24 hours, whatever the clocks of a zone do.
    var milliseconds: Int64 {
      switch self {
      case .second: 1000
      case .minute: Milliseconds.minute
      case .hour: Milliseconds.hour
      case .day: Milliseconds.day
      case .week: 7 * Milliseconds.day
      }
    }
  }

  /// RFC 3339, with an offset; seconds may be missing.
  case instant(Timestamp)
  /// `2026-11-22`, which is midnight, or `2026-11-22 13:04`.
  case wall(WallTime)
  /// `13:04` of today, in seconds since midnight on the wall.
  case timeOfToday(Int64)
  /// `13:04Z` of today in UTC, in seconds since midnight.
  case timeOfTodayInUTC(Int64)
  case now
  /// `today` for 0, `yesterday` for 1: midnight.
  case midnight(daysAgo: Int64)
  /// `-2h`, with a count that is not negative.
  case ago(Int64, Unit)

  /// Reads one of the forms that ``TimeExpressionError`` lists.
  ///
  /// - Throws: ``TimeExpressionError/unknown(_:)`` for anything else, impossible dates included, and
  ///   ``TimeExpressionError/outOfRange(_:)`` for a count that leads out of all years.
  public init(_ text: String) throws(TimeExpressionError) {
    let expression =
      switch text {
      case "now": Self.now
      case "today": Self.midnight(daysAgo: 0)
      case "yesterday": Self.midnight(daysAgo: 1)
      default: text.hasPrefix("-") ? try Self.ago(text) : Self.timeOnTheClock(text)
      }
    guard let expression else { throw .unknown(text) }
    self = expression
  }

  /// The instant that is meant.
  ///
  /// Of a wall time that occurs twice the first; one that is skipped is counted on from before the
  /// gap.
  ///
  /// - Throws: ``TimeExpressionError/outOfRange(_:)`` before ``Timestamp/earliest`` or after
  ///   ``Timestamp/latest``.
  public func resolved(now: Timestamp, zone: Zone) throws(TimeExpressionError) -> Timestamp {
    let today = (now.secondsSinceEpoch + zone.offset(at: now)).flooredQuotient(by: 86_400)
    let instant =
      switch self {
      case .instant(let instant): instant
      case .wall(let wall): zone.instant(of: wall)
      case .timeOfToday(let second):
        zone.instant(of: WallTime(secondsSinceEpoch: today * 86_400 + second))
      case .timeOfTodayInUTC(let second):
        Timestamp(
          millisecondsSinceEpoch: now.millisecondsSinceEpoch.floored(toMultipleOf: Milliseconds.day)
            + second * 1000)
      case .now: now
      case .midnight(let daysAgo):
        zone.instant(of: WallTime(secondsSinceEpoch: (today - daysAgo) * 86_400))
      case .ago(let count, let unit): now.advanced(byMilliseconds: -count * unit.milliseconds)
      }
    guard let checked = Timestamp(checkedMilliseconds: instant.millisecondsSinceEpoch) else {
      throw .outOfRange(description)
    }
    return checked
  }
}

extension TimeExpression: CustomStringConvertible {
  /// A text that reads as the same expression.
  public var description: String {
    switch self {
    case .instant(let instant): return instant.description
    case .wall(let wall): return Self.text { wall.append(to: &$0) }
    case .timeOfToday(let second): return Self.text { Self.append(timeOfDay: second, to: &$0) }
    case .timeOfTodayInUTC(let second):
      return Self.text {
        Self.append(timeOfDay: second, to: &$0)
        $0.append(UInt8(ascii: "Z"))
      }
    case .now: return "now"
    case .midnight(let daysAgo): return daysAgo == 0 ? "today" : "yesterday"
    case .ago(let count, let unit): return "-\(count)\(unit.rawValue)"
    }
  }

  private static func append(timeOfDay second: Int64, to text: inout [UInt8]) {
    text.append(digits: second / 3600, width: 2)
    text.append(UInt8(ascii: ":"))
    text.append(digits: second / 60 % 60, width: 2)
  }

  private static func text(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension TimeExpression {
  /// Reads what has a time or a date in digits.
  private static func timeOnTheClock(_ text: String) -> TimeExpression? {
    let bytes = Array(text.utf8)
    if let instant = Timestamp(rfc3339: bytes.span) ?? minute(bytes) { return .instant(instant) }
    switch bytes.count {
    // `13:04`, `13:04Z`, and the lengths of a date alone, with minutes, and with seconds.
    case 5: return seconds("1970-01-01 \(text):00").map { .timeOfToday($0) }
    case 6 where text.hasSuffix("Z"):
      return seconds("1970-01-01 \(text.dropLast()):00").map { .timeOfTodayInUTC($0) }
    case 10: return seconds("\(text) 00:00:00").map { wall($0) }
    case 16: return seconds("\(text):00").map { wall($0) }
    case 19: return seconds(text).map { wall($0) }
    default: return nil
    }
  }

  /// Reads `2026-11-22 13:04Z`, as tables show times: RFC 3339 without seconds.
  private static func minute(_ bytes: [UInt8]) -> Timestamp? {
    guard bytes.count > 16, "Zz+-".utf8.contains(bytes[16]) else { return nil }
    let whole = bytes[..<16] + ":00".utf8 + bytes[16...]
    return Timestamp(rfc3339: Array(whole).span)
  }

  private static func wall(_ seconds: Int64) -> TimeExpression {
    .wall(WallTime(secondsSinceEpoch: seconds))
  }

  /// Seconds since the epoch on the wall that shows `text`, by the rules of RFC 3339.
  private static func seconds(_ text: String) -> Int64? {
    let bytes = Array("\(text)Z".utf8)
    return Timestamp(rfc3339: bytes.span)?.secondsSinceEpoch
  }

  /// Reads `-2h`.
  private static func ago(_ text: String) throws(TimeExpressionError) -> TimeExpression? {
    let digits = text.dropFirst().dropLast()
    guard let unit = text.last.flatMap({ Unit(rawValue: $0) }), !digits.isEmpty,
      digits.utf8.allSatisfy(\.isASCIIDigit)
    else { return nil }
    let years = Timestamp.latest.millisecondsSinceEpoch - Timestamp.earliest.millisecondsSinceEpoch
    guard let count = Int64(digits), count <= years / unit.milliseconds else {
      throw .outOfRange(text)
    }
    return .ago(count, unit)
  }
}
