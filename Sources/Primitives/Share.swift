/// A part of a whole, as options write it: `0.01` or `1%`.
public struct Share: Equatable, Sendable {
  /// In units of 1 ÷ ``scale``, exactly as written: a limit must not depend on rounding.
  private let units: UInt64
  private let text: String

  private static let scale: UInt64 = 1_000_000_000_000

  /// Whether `part` of `whole` is more than this share.
  ///
  /// - Precondition: Neither is negative.
  public func isExceeded(by part: Int, of whole: Int) -> Bool {
    let found = UInt64(part).multipliedFullWidth(by: Self.scale)
    let allowed = UInt64(whole).multipliedFullWidth(by: units)
    return (found.high, found.low) > (allowed.high, allowed.low)
  }

  public static func == (lhs: Share, rhs: Share) -> Bool { lhs.units == rhs.units }
}

extension Share: LosslessStringConvertible {
  /// Reads a decimal number from 0 to 1, or from 0% to 100%, with at most ten decimals.
  public init?(_ description: String) {
    let isPercentage = description.hasSuffix("%")
    let number = isPercentage ? description.dropLast() : description[...]
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard parts.count <= 2, !parts[0].isEmpty, parts.count == 1 || !fraction.isEmpty,
      parts[0].count <= 3, fraction.count <= 10,
      (parts[0] + fraction).utf8.allSatisfy(\.isASCIIDigit),
      var units = UInt64(parts[0] + fraction)
    else { return nil }
    for _ in fraction.count..<(isPercentage ? 10 : 12) { units *= 10 }
    guard units <= Self.scale else { return nil }
    self.units = units
    text = description
  }

  /// As it was written.
  public var description: String { text }
}
