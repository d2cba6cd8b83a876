/// An instant in UTC: whole milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Negative before 1970.
  public var millisecondsSinceEpoch: Int64

  @inlinable
  public init(millisecondsSinceEpoch: Int64) {
    self.millisecondsSinceEpoch = millisecondsSinceEpoch
  }

  /// The earliest instant that can be written: 0000-01-01T00:00:00Z.
  public static let earliest = Timestamp(
    millisecondsSinceEpoch: CivilDate(year: 0, month: 1, day: 1).daysSinceEpoch * 86_400_000)
  /// The latest instant that can be written: 9999-12-31T23:59:59.999Z.
  public static let latest = Timestamp(
    millisecondsSinceEpoch: CivilDate(year: 10_000, month: 1, day: 1).daysSinceEpoch * 86_400_000
      - 1)

  @inlinable
  public static func < (lhs: Timestamp, rhs: Timestamp) -> Bool {
    lhs.millisecondsSinceEpoch < rhs.millisecondsSinceEpoch
  }

  @inlinable
  public func advanced(byMilliseconds milliseconds: Int64) -> Timestamp {
    Timestamp(millisecondsSinceEpoch: millisecondsSinceEpoch + milliseconds)
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC with three fraction digits: `2026-11-22T13:04:05.123Z`.
  public var description: String { String(decoding: rfc3339, as: UTF8.self) }

  /// The bytes of ``description``.
  public var rfc3339: [UInt8] {
    let wall = WallTime(secondsSinceEpoch: millisecondsSinceEpoch.flooredQuotient(by: 1000))
    var text: [UInt8] = []
    text.reserveCapacity(24)
    wall.append(to: &text)
    text.append(UInt8(ascii: "."))
    text.append(digits: millisecondsSinceEpoch - wall.secondsSinceEpoch * 1000, width: 3)
    text.append(UInt8(ascii: "Z"))
    return text
  }
}
