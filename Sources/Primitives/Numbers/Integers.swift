extension Int64 {
  /// The quotient rounded towards negative infinity; `/` rounds towards zero.
  ///
  /// - Precondition: `divisor` is positive.
  @inlinable
  public func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self < quotient * divisor ? quotient - 1 : quotient
  }

  /// The greatest multiple of `divisor` that is not greater.
  ///
  /// - Precondition: `divisor` is positive.
  @inlinable
  public func floored(toMultipleOf divisor: Int64) -> Int64 {
    flooredQuotient(by: divisor) * divisor
  }

  /// What it is above that multiple: never negative, as the remainder of `%` may be.
  ///
  /// - Precondition: `divisor` is positive.
  @inlinable
  public func flooredRemainder(by divisor: Int64) -> Int64 {
    self - floored(toMultipleOf: divisor)
  }
}

extension Int64 {
  /// Adds a number; the sum of two that are not negative stays at the greatest number there is.
  ///
  /// Such sums merge in any grouping and any order, whatever an archive says.
  @inlinable
  public mutating func addSaturating(_ other: Int64) {
    let (sum, overflow) = addingReportingOverflow(other)
    self = overflow ? .max : sum
  }
}

extension [UInt8] {
  /// Appends the decimal digits of `number`, with zeros in front up to `width`, which is at most 20.
  ///
  /// - Precondition: `number` is not negative.
  @inlinable
  public mutating func append(digits number: Int64, width: Int = 1) {
    precondition(number >= 0, "\(number) has no plain digits")
    append(digitsOf: number.magnitude, width: width)
  }

  /// Appends `number` in decimal, with a sign when it is negative.
  @inlinable
  public mutating func append(decimal number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digitsOf: number.magnitude, width: 1)
  }

  @inlinable
  mutating func append(digitsOf number: UInt64, width: Int) {
    // From the last one on, because dividing by ten again and again is a multiplication each.
    var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    var start = digits.count
    var rest = number
    repeat {
      start -= 1
      digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    append(digits.span.extracting(Swift.min(start, digits.count - width)..<digits.count))
  }
}

extension UInt8 {
  @inlinable @inline(__always)
  public var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  @inlinable
  public var isASCIICapital: Bool { self &- UInt8(ascii: "A") < 26 }

  @inlinable @inline(__always)
  public var isASCIILetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
}
