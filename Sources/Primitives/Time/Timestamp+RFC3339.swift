extension Timestamp {
  /// Reads an RFC 3339 time: a `T`, `t` or blank between date and time, an offset always, and any
  /// number of fraction digits, cut to milliseconds.
  ///
  /// A leap second is the last millisecond of its minute.
  ///
  /// - Returns: `nil` for anything else, and for what cannot be written in four digits of years.
  public init?(rfc3339 text: Span<UInt8>) {
    // `2026-11-22T13:04:05Z` is the shortest.
    guard text.count >= 20,
      let date = FixedDigits(text.word(at: 0), separators: packed("\0\0\0\0-\0\0-")),
      let time = FixedDigits(text.word(at: 8), separators: packed("\0\0T\0\0:\0\0")),
      let days = Self.days(date, time[0]), let second = text.twoDigits(at: 17),
      text[16] == UInt8(ascii: ":"), time[3] < 24, time[6] < 60, second <= 60,
      let (fraction, offset) = Self.fractionAndOffset(text)
    else { return nil }
    let minute = days * 1440 + time[3] * 60 + time[6] - offset
    let millisecond = second == 60 ? 59_999 : second * 1000 + fraction
    self.init(checkedMilliseconds: minute * Milliseconds.minute + millisecond)
  }

  /// The days since the epoch of a date whose year and month are `2026-11-`.
  @inline(__always)
  private static func days(_ date: FixedDigits, _ day: Int64) -> Int64? {
    let date = CivilDate(year: date[0] * 100 + date[2], month: date[5], day: day)
    guard (1...12).contains(date.month), day >= 1,
      day <= 28 || day <= CivilDate.daysInMonth(date.month, of: date.year)
    else { return nil }
    return date.daysSinceEpoch
  }

  /// Milliseconds of the fraction, and the minutes by which the wall clock is ahead of UTC.
  @inline(__always)
  private static func fractionAndOffset(_ text: Span<UInt8>) -> (Int64, Int64)? {
    var index = 19
    var fraction: Int64 = 0
    if text[index] == UInt8(ascii: ".") {
      var unit: Int64 = 100
      index += 1
      let start = index
      while index < text.count, text[index].isASCIIDigit {
        fraction += Int64(text[index] - UInt8(ascii: "0")) * unit
        unit /= 10
        index += 1
      }
      guard index > start else { return nil }
    }
    switch text.count - index {
    case 1: return text[index] | 0x20 == UInt8(ascii: "z") ? (fraction, 0) : nil
    case 6: return text.extracting(index...).offsetMinutes.map { (fraction, $0) }
    default: return nil
    }
  }
}

/// Eight bytes of digits with separators at known places.
private struct FixedDigits {
  /// A digit a byte; what stands at a separator means nothing.
  private let digits: UInt64

  /// Checks all eight bytes at once.
  ///
  /// In `separators` a 0 stands for a digit, a `T` for itself, its small form and a blank, and
  /// everything else for itself.
  @inline(__always)
  init?(_ word: UInt64, separators: UInt64) {
    let isSeparator = ByteMask.high & (separators &+ ByteMask.low &* 0x7F)
    let lanes = (isSeparator >> 7) &* 0xFF
    digits = word ^ (ByteMask.low &* 0x30)
    // A digit is below 10, so that adding 118 does not reach the top bit.
    let excess = ((digits & ~lanes & ~ByteMask.high) &+ (ByteMask.low &* 118)) | digits
    guard excess & ~lanes & ByteMask.high == 0 else { return nil }
    let difference = (word ^ separators) & lanes
    guard difference == 0 || Self.isDateTimeSeparator(word, difference) else { return nil }
  }

  /// Whether the only difference is a small `t` or a blank in place of the `T`.
  private static func isDateTimeSeparator(_ word: UInt64, _ difference: UInt64) -> Bool {
    let byte = UInt8(truncatingIfNeeded: word >> 16)
    return difference & ~0xFF_0000 == 0 && (byte == UInt8(ascii: "t") || byte == UInt8(ascii: " "))
  }

  /// The number that the digits at `place` and behind it write.
  @inline(__always)
  subscript(place: UInt64) -> Int64 {
    let pair = digits >> (place * 8)
    return Int64(pair & 15) * 10 + Int64(pair >> 8 & 15)
  }
}

extension Span<UInt8> {
  /// The number that two ASCII digits write.
  @inline(__always)
  func twoDigits(at offset: Int) -> Int64? {
    let tens = self[offset] &- UInt8(ascii: "0")
    let ones = self[offset + 1] &- UInt8(ascii: "0")
    return tens < 10 && ones < 10 ? Int64(tens * 10 + ones) : nil
  }
}
