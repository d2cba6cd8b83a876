extension Int64 {
  /// The quotient rounded towards negative infinity; `/` rounds towards zero.
  ///
  /// - Precondition: `divisor` is positive.
  @inlinable
  public func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self < quotient * divisor ? quotient - 1 : quotient
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
  /// Appends the decimal digits of `number`, with zeros in front up to `width`.
  ///
  /// - Precondition: `number` is not negative.
  @inlinable
  public mutating func append(digits number: Int64, width: Int = 1) {
    precondition(number >= 0, "\(number) has no plain digits")
    var place: Int64 = 1
    var remainingWidth = width - 1
    while remainingWidth > 0 || number / place >= 10 {
      place *= 10
      remainingWidth -= 1
    }
    while place > 0 {
      append(UInt8(ascii: "0") + UInt8(number / place % 10))
      place /= 10
    }
  }

  /// Appends `number` in decimal, with a sign when it is negative.
  public mutating func append(decimal number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var digits: [UInt8] = []
    var rest = number.magnitude
    repeat {
      digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    append(contentsOf: digits.reversed())
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
