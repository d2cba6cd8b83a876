extension Timestamp {
  /// Reads an RFC 3339 time: a `T`, `t` or blank between date and time, an offset always, and any
  /// number of fraction digits, cut to milliseconds.
  ///
  /// A leap second is the last millisecond of its minute.
  ///
  /// - Returns: `nil` for anything else, and for what cannot be written in four digits of years.
  @inlinable
  public init?(rfc3339 text: Span<UInt8>) {
    // `2026-11-22T13:04:05Z` is the shortest.
    guard text.count >= 20,
      let days = Self.days(text),
      let second = Self.secondOfDay(text),
      let (fraction, offset) = Self.fractionAndOffset(text)
    else { return nil }
    let minute = days * 1440 + second.minute - offset
    let millisecond = second.isLeap ? 59_999 : second.second * 1000 + fraction
    self.init(checkedMilliseconds: minute * 60_000 + millisecond)
  }

  /// The days since the epoch of `2026-11-22` and the separator behind it.
  @inlinable
  static func days(_ text: Span<UInt8>) -> Int64? {
    guard let century = text.twoDigits(at: 0), let year = text.twoDigits(at: 2),
      let month = text.twoDigits(at: 5), let day = text.twoDigits(at: 8),
      text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] | 0x20 == UInt8(ascii: "t") || text[10] == UInt8(ascii: " ")
    else { return nil }
    let date = CivilDate(year: century * 100 + year, month: month, day: day)
    guard (1...12).contains(month), day >= 1,
      day <= 28 || day <= CivilDate.daysInMonth(month, of: date.year)
    else { return nil }
    return date.daysSinceEpoch
  }

  /// The time of day in `13:04:05`, which begins at the twelfth byte.
  @inlinable
  static func secondOfDay(_ text: Span<UInt8>) -> (minute: Int64, second: Int64, isLeap: Bool)? {
    guard let hour = text.twoDigits(at: 11), let minute = text.twoDigits(at: 14),
      let second = text.twoDigits(at: 17),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    return (hour * 60 + minute, second, second == 60)
  }

  /// Milliseconds of the fraction, and the minutes by which the wall clock is ahead of UTC.
  @inlinable
  static func fractionAndOffset(_ text: Span<UInt8>) -> (Int64, Int64)? {
    var index = 19
    var fraction: Int64 = 0
    if text[index] == UInt8(ascii: ".") {
      var unit: Int64 = 100
      index += 1
      let start = index
      while index < text.count, text[index] &- UInt8(ascii: "0") < 10 {
        fraction += Int64(text[index] - UInt8(ascii: "0")) * unit
        unit /= 10
        index += 1
      }
      guard index > start else { return nil }
    }
    switch text.count - index {
    case 1:
      return text[index] | 0x20 == UInt8(ascii: "z") ? (fraction, 0) : nil
    case 6:
      guard let hours = text.twoDigits(at: index + 1), let minutes = text.twoDigits(at: index + 4),
        text[index + 3] == UInt8(ascii: ":"), hours < 24, minutes < 60
      else { return nil }
      switch text[index] {
      case UInt8(ascii: "+"): return (fraction, hours * 60 + minutes)
      case UInt8(ascii: "-"): return (fraction, -(hours * 60 + minutes))
      default: return nil
      }
    default:
      return nil
    }
  }
}

extension Span<UInt8> {
  /// The number that two ASCII digits write.
  @inlinable
  func twoDigits(at offset: Int) -> Int64? {
    let tens = self[offset] &- UInt8(ascii: "0")
    let ones = self[offset + 1] &- UInt8(ascii: "0")
    return tens < 10 && ones < 10 ? Int64(tens * 10 + ones) : nil
  }
}
