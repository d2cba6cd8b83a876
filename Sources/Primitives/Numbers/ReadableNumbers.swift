// Numbers for people: in groups, with a unit, and no longer than it takes to compare them.
//
// Where digits are left out, the last one is rounded half up.

extension [UInt8] {
  /// Appends a whole number with a comma between thousands: `1,234,567`.
  public mutating func append(grouped number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(grouped: number.magnitude)
  }

  private mutating func append(grouped number: UInt64) {
    guard number >= 1000 else { return append(digits: Int64(number)) }
    append(grouped: number / 1000)
    append(UInt8(ascii: ","))
    append(digits: Int64(number % 1000), width: 3)
  }

  /// Appends a number of bytes with three digits and a decimal unit: `999 B`, `7.26 kB`, `139 MB`.
  ///
  /// - Precondition: `bytes` is not negative.
  public mutating func append(size bytes: Int64) {
    guard bytes >= 1000 else {
      append(digits: bytes)
      append(" B")
      return
    }
    let names: [StaticString] = [" kB", " MB", " GB", " TB", " PB", " EB"]
    var (index, unit) = (0, Int64(1000))
    // What would be rounded up to a thousand of a unit is one of the next.
    while index + 1 < names.count, bytes.rounded(to: unit) >= 1000 {
      index += 1
      unit *= 1000
    }
    appendThreeDigits(of: bytes, unit)
    append(names[index])
  }

  /// Appends `number` ÷ `unit`, which is below a thousand, with three digits or more.
  private mutating func appendThreeDigits(of number: Int64, _ unit: Int64) {
    let hundredths = number.rounded(to: unit / 100)
    let tenths = number.rounded(to: unit / 10)
    if hundredths < 1000 {
      append(digits: hundredths / 100)
      append(UInt8(ascii: "."))
      append(digits: hundredths % 100, width: 2)
    } else if tenths < 1000 {
      append(digits: tenths / 10)
      append(UInt8(ascii: "."))
      append(digits: tenths % 10)
    } else {
      append(digits: number.rounded(to: unit))
    }
  }

  /// Appends a duration in the unit that suits it: `847 ms`, `1.25 s`, `2m 14s`, `1h 05m`, `3d 04h`.
  public mutating func append(duration milliseconds: Int64) {
    // The least number has no magnitude that a duration can have.
    let length = milliseconds == .min ? .max : Int64(milliseconds.magnitude)
    if milliseconds < 0 { append(UInt8(ascii: "-")) }
    if length < 1000 {
      append(digits: length)
      append(" ms")
    } else if length.rounded(to: 100) < 600 {
      appendThreeDigits(of: length, 1000)
      append(" s")
    } else if length.rounded(to: 1000) < 3600 {
      append(length.rounded(to: 1000), "m", sixtieth: "s")
    } else if length.rounded(to: Milliseconds.minute) < 1440 {
      append(length.rounded(to: Milliseconds.minute), "h", sixtieth: "m")
    } else {
      let hours = length.rounded(to: Milliseconds.hour)
      append(grouped: hours / 24)
      append("d ")
      append(digits: hours % 24, width: 2)
      append("h")
    }
  }

  private mutating func append(
    _ count: Int64, _ unit: StaticString, sixtieth: StaticString
  ) {
    append(digits: count / 60)
    append(unit)
    append(UInt8(ascii: " "))
    append(digits: count % 60, width: 2)
    append(sixtieth)
  }

  /// Appends `numerator` ÷ `denominator` as a percentage with two decimals.
  ///
  /// Only nothing is `0.00%`, and only the whole is `100.00%`: what lies next to them is
  /// `<0.01%` and `>99.99%`.
  ///
  /// - Precondition: `numerator` is not negative, and `denominator` is positive.
  public mutating func append(percent numerator: Int64, of denominator: Int64) {
    precondition(numerator >= 0 && denominator > 0, "\(numerator) ÷ \(denominator)")
    let (quotient, rest) = UInt64(denominator).dividingFullWidth(
      UInt64(numerator).multipliedFullWidth(by: 10_000))
    let roundsUp = rest >= UInt64(denominator) - rest
    var hundredths = Int64(clamping: quotient) + (roundsUp ? 1 : 0)
    if numerator > 0, hundredths == 0 {
      append(UInt8(ascii: "<"))
      hundredths = 1
    } else if numerator < denominator, hundredths == 10_000 {
      append(UInt8(ascii: ">"))
      hundredths = 9999
    }
    append(grouped: hundredths / 100)
    append(UInt8(ascii: "."))
    append(digits: hundredths % 100, width: 2)
    append(UInt8(ascii: "%"))
  }
}

extension Int64 {
  /// How many times `unit` goes into this, rounded half up; neither is negative.
  fileprivate func rounded(to unit: Int64) -> Int64 {
    let rest = self % unit
    return self / unit + (rest >= unit - rest ? 1 : 0)
  }
}
