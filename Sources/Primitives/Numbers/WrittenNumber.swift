/// A number as options write it: `0.95`, `95%` or `12000`.
///
/// It is kept as written: whether a limit was crossed must not depend on rounding.
public struct WrittenNumber: Sendable {
  /// The number is `units` ÷ 10 to the power of `decimals`.
  private let units: Int64
  private let decimals: Int
  public let isPercentage: Bool

  /// Reads a number of at most 16 digits, which is not negative.
  public init?(_ text: Substring) {
    isPercentage = text.hasSuffix("%")
    let number = isPercentage ? text.dropLast() : text
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard parts.count <= 2, !parts[0].isEmpty, parts.count == 1 || !fraction.isEmpty,
      (parts[0] + fraction).utf8.allSatisfy(\.isASCIIDigit),
      parts[0].utf8.count + fraction.utf8.count <= 16,
      let units = Int64(parts[0] + fraction)
    else { return nil }
    self.units = units
    decimals = fraction.utf8.count + (isPercentage ? 2 : 0)
  }

  /// Whether the number is more than 1.
  public var isMoreThanAll: Bool {
    !isLess(than: 1, dividedBy: 1) && !isEqual(to: 1, dividedBy: 1)
  }

  /// Whether the number is less than `numerator` ÷ `denominator`, exactly.
  public func isLess(than numerator: Int64, dividedBy denominator: Int64) -> Bool {
    Int128(units) * Int128(denominator) < scaled(numerator)
  }

  /// Whether the number is `numerator` ÷ `denominator`, exactly.
  public func isEqual(to numerator: Int64, dividedBy denominator: Int64) -> Bool {
    Int128(units) * Int128(denominator) == scaled(numerator)
  }

  /// Fits: of 128 bits, a number takes 63 and the greatest power of ten 60.
  private func scaled(_ numerator: Int64) -> Int128 {
    (0..<decimals).reduce(Int128(numerator)) { product, _ in product * 10 }
  }
}

extension WrittenNumber: Equatable {
  /// Whether both are the same number, however they are written.
  public static func == (first: WrittenNumber, second: WrittenNumber) -> Bool {
    second.scaled(first.units) == first.scaled(second.units)
  }
}
