internal import Primitives

/// A number of JSON: `coefficient` × 10^`exponent`, or a little more.
///
/// Codes arrive as `4770`, `4770.0` and `4.77e3`; a floating-point detour would need a tolerance.
struct JSONNumber: Equatable {
  /// Without trailing zeros, unless digits were cut; zero has the exponent 0.
  private(set) var coefficient: Int64 = 0
  private(set) var exponent = 0
  /// Whether digits that did not fit were cut: the number is farther from zero, by less than
  /// 10^`exponent`.
  private(set) var isCut = false

  /// Reads digits with an optional sign, fraction and exponent.
  ///
  /// - Returns: `nil` when the text is no number.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var offset = range.lowerBound
    guard offset < range.upperBound else { return nil }
    let isNegative = bytes[offset] == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    guard readDigits(bytes, &offset, range.upperBound, sign: isNegative ? -1 : 1) else {
      return nil
    }
    if offset < range.upperBound, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      exponent += Self.readExponent(bytes, &offset, range.upperBound)
    }
    guard offset == range.upperBound else { return nil }
    if coefficient == 0 { exponent = 0 }
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
  private mutating func readDigits(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ end: Int, sign: Int64
  ) -> Bool {
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
          for _ in 0..<heldZeros { append(digit: 0) }
          append(digit: sign * Int64(byte - UInt8(ascii: "0")))
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

  private mutating func append(digit: Int64) {
    let (product, isTooLarge) = coefficient.multipliedReportingOverflow(by: 10)
    let (sum, overflow) = product.addingReportingOverflow(digit)
    if isCut || isTooLarge || overflow {
      isCut = true
      exponent += 1
    } else {
      coefficient = sum
    }
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
    guard let part = wholePart(shift: 0), part.isExact else { return nil }
    return part.number
  }

  /// The number × 10^`places` rounded towards negative infinity, when it fits 64 bits.
  func floored(decimalPlaces places: Int) -> Int64? {
    guard let part = wholePart(shift: places) else { return nil }
    guard !part.isExact, coefficient < 0 else { return part.number }
    let (previous, overflow) = part.number.subtractingReportingOverflow(1)
    return overflow ? nil : previous
  }

  /// The number rounded towards positive infinity, when it fits 64 bits.
  var roundedUp: Int64? {
    guard let part = wholePart(shift: 0) else { return nil }
    guard !part.isExact, coefficient > 0 else { return part.number }
    let (next, overflow) = part.number.addingReportingOverflow(1)
    return overflow ? nil : next
  }

  /// The number × 10^`places` rounded towards zero, when it fits 64 bits, and whether it is that.
  private func wholePart(shift places: Int) -> (number: Int64, isExact: Bool)? {
    let shift = exponent + places
    guard shift < 0 else {
      // With the first of the digits that were cut it did not fit.
      guard shift == 0 || !isCut, let number = scaled(by: shift) else { return nil }
      return (number, !isCut)
    }
    guard shift >= -18 else { return (0, coefficient == 0) }
    let (number, rest) = coefficient.quotientAndRemainder(
      dividingBy: Self.powerOfTen(-shift))
    return (number, rest == 0 && !isCut)
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
