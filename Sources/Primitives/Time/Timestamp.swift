/// An instant in UTC: whole milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Negative before 1970.
  public var millisecondsSinceEpoch: Int64

  @inlinable
  public init(millisecondsSinceEpoch: Int64) {
    self.millisecondsSinceEpoch = millisecondsSinceEpoch
  }

  @inlinable
  public init(secondsSinceEpoch seconds: Int64) {
    self.init(millisecondsSinceEpoch: seconds * 1000)
  }

  /// Whole seconds, rounded into the past.
  @inlinable
  public var secondsSinceEpoch: Int64 { millisecondsSinceEpoch.flooredQuotient(by: 1000) }

  /// The earliest instant that can be written: 0000-01-01T00:00:00Z.
  @inlinable
  public static var earliest: Timestamp {
    Timestamp(millisecondsSinceEpoch: -62_167_219_200_000)
  }

  /// The latest instant that can be written: 9999-12-31T23:59:59.999Z.
  @inlinable
  public static var latest: Timestamp {
    Timestamp(millisecondsSinceEpoch: 253_402_300_799_999)
  }

  /// An instant between ``earliest`` and ``latest``; `nil` outside.
  @inlinable
  public init?(checkedMilliseconds milliseconds: Int64) {
    self.init(millisecondsSinceEpoch: milliseconds)
    guard self >= .earliest, self <= .latest else { return nil }
  }

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
    let wall = WallTime(secondsSinceEpoch: secondsSinceEpoch)
    var text: [UInt8] = []
    text.reserveCapacity(24)
    wall.append(to: &text)
    text.append(UInt8(ascii: "."))
    text.append(digits: millisecondsSinceEpoch.flooredRemainder(by: 1000), width: 3)
    text.append(UInt8(ascii: "Z"))
    return text
  }
}
