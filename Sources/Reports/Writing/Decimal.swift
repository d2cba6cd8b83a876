internal import Primitives

extension [UInt8] {
  /// Appends `numerator` ÷ `denominator` with six decimals, rounded half to even.
  ///
  /// Exact: no floating point, which would round twice.
  ///
  /// - Precondition: `numerator` is not negative, and `denominator` is positive.
  mutating func append(ratio numerator: Int64, of denominator: Int64) {
    append(numerator, dividedBy: denominator, decimals: 6)
  }

  /// Appends `numerator` ÷ `denominator` with two decimals, rounded half to even.
  ///
  /// - Precondition: `numerator` is not negative, and `denominator` is positive.
  mutating func append(factor numerator: Int64, of denominator: Int64) {
    append(numerator, dividedBy: denominator, decimals: 2)
  }

  private mutating func append(
    _ numerator: Int64, dividedBy denominator: Int64, decimals: Int
  ) {
    precondition(numerator >= 0 && denominator > 0, "\(numerator) ÷ \(denominator)")
    let scale = (0..<decimals).reduce(1 as UInt64) { scale, _ in scale * 10 }
    let product = UInt64(numerator).multipliedFullWidth(by: scale)
    var (quotient, rest) = UInt64(denominator).dividingFullWidth(product)
    let missing = UInt64(denominator) - rest
    if rest > missing || rest == missing && quotient % 2 == 1 { quotient += 1 }
    append(digits: Int64(quotient / scale))
    append(UInt8(ascii: "."))
    append(digits: Int64(quotient % scale), width: decimals)
  }

  /// Appends milliseconds as seconds with three decimals.
  mutating func append(seconds milliseconds: Int64) {
    if milliseconds < 0 { append(UInt8(ascii: "-")) }
    append(digits: Int64(milliseconds.magnitude / 1000))
    append(UInt8(ascii: "."))
    append(digits: Int64(milliseconds.magnitude % 1000), width: 3)
  }

  /// The bytes as valid UTF-8: U+FFFD for each maximal part that is not.
  var repairedUTF8: [UInt8] {
    var isASCII = true
    for byte in self where byte >= 0x80 {
      isASCII = false
      break
    }
    return isASCII ? self : Array(String(decoding: self, as: UTF8.self).utf8)
  }
}
