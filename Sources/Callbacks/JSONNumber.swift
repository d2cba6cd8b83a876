internal import Primitives

/// A number of JSON, kept exact: `coefficient` × 10^`exponent`.
///
/// Codes arrive as `4770`, `4770.0` and `4.77e3`; a floating-point detour would need a tolerance.
struct JSONNumber: Equatable {
  /// Without trailing zeros; zero has the exponent 0.
  private(set) var coefficient: Int64 = 0
  private(set) var exponent = 0

  /// Reads digits with an optional sign, fraction and exponent.
  ///
  /// - Returns: `nil` when the significant digits do not fit 64 bits, or the text is no number.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var offset = range.lowerBound
    guard offset < range.upperBound else { return nil }
    let isNegative = bytes[offset] == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    guard readDigits(bytes, &offset, range.upperBound) else { return nil }
    if offset < range.upperBound, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      exponent += Self.readExponent(bytes, &offset, range.upperBound)
    }
    guard offset == range.upperBound else { return nil }
    if coefficient == 0 { exponent = 0 }
    if isNegative { coefficient = -coefficient }
  }

  /// Reads a text that is a number of JSON without a sign.
  init?(unsigned text: Span<UInt8>) {
    var cursor = JSONCursor(offset: 0)
    guard !text.isEmpty, text[0].isASCIIDigit, (try? cursor.skipScalar(text)) != nil,
      cursor.offset == text.count
    else { return nil }
    self.init(text, 0..<text.count)
  }

  /// Reads integer and fraction digits; zeros are held back until a digit follows them.
  private mutating func readDigits(_ bytes: Span<UInt8>, _ offset: inout Int, _ end: Int) -> Bool {
    var isFraction = false
    var heldZeros = 0
    var digitCount = 0
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if byte.isASCIIDigit {
        digitCount += 1
        if isFraction { exponent -= 1 }
        if byte == UInt8(ascii: "0") {
          heldZeros += 1
        } else {
          guard append(digit: Int64(byte - UInt8(ascii: "0")), after: heldZeros) else {
            return false
          }
          heldZeros = 0
        }
      } else {
        break
      }
      offset += 1
    }
    exponent += heldZeros
    return digitCount > 0
  }

  private mutating func append(digit: Int64, after zeros: Int) -> Bool {
    if coefficient != 0 {
      for _ in 0...zeros {
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
        guard !overflow else { return false }
        coefficient = product
      }
    }
    let (sum, overflow) = coefficient.addingReportingOverflow(digit)
    coefficient = sum
    return !overflow
  }

  private static func readExponent(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ end: Int
  ) -> Int {
    var sign = 1
    if offset < end, bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "+") {
      if bytes[offset] == UInt8(ascii: "-") { sign = -1 }
      offset += 1
    }
    var exponent = 0
    while offset < end, bytes[offset].isASCIIDigit {
      // Far beyond what any use accepts, and far from overflow.
      exponent = min(exponent * 10 + Int(bytes[offset] - UInt8(ascii: "0")), 1_000_000_000)
      offset += 1
    }
    return sign * exponent
  }

  /// The number, when it is whole and fits 64 bits.
  var whole: Int64? {
    exponent < 0 ? nil : scaled(by: exponent)
  }

  /// The number × 10^`places` rounded towards negative infinity, when it fits 64 bits.
  func floored(decimalPlaces places: Int) -> Int64? {
    let shift = exponent + places
    guard shift < 0 else { return scaled(by: shift) }
    guard shift >= -18 else { return coefficient < 0 ? -1 : 0 }
    return coefficient.flooredQuotient(by: Self.powerOfTen(-shift))
  }

  /// The number rounded towards positive infinity, when it fits 64 bits.
  var roundedUp: Int64? {
    guard exponent < 0 else { return whole }
    guard exponent >= -18 else { return coefficient > 0 ? 1 : 0 }
    return -(-coefficient).flooredQuotient(by: Self.powerOfTen(-exponent))
  }

  private func scaled(by shift: Int) -> Int64? {
    guard coefficient != 0 else { return 0 }
    guard shift <= 18 else { return nil }
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: Self.powerOfTen(shift))
    return overflow ? nil : product
  }

  private static func powerOfTen(_ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
