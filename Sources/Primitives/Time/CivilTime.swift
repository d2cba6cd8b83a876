/// A day of the proleptic Gregorian calendar.
public struct CivilDate: Hashable, Sendable {
  public var year: Int64
  /// In `1...12`.
  public var month: Int64
  /// In `1...31`.
  public var day: Int64

  @inlinable
  public init(year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days since 1970-01-01, negative before.
  ///
  /// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  @inlinable
  public var daysSinceEpoch: Int64 {
    // The year begins in March, so that the leap day is its last.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.flooredQuotient(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of ``daysSinceEpoch``.
  @inlinable
  public init(daysSinceEpoch: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  @inlinable
  public static func daysInMonth(_ month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate: LosslessStringConvertible {
  /// Reads `YYYY-MM-DD`; `nil` for a day that there is not.
  public init?(_ description: String) {
    let parts = description.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { $0.isASCIIDigit } }),
      let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2]),
      (1...12).contains(month), (1...Self.daysInMonth(month, of: year)).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends `2026-11-22`.
  func append(to text: inout [UInt8]) {
    text.append(digits: year, width: 4)
    text.append(UInt8(ascii: "-"))
    text.append(digits: month, width: 2)
    text.append(UInt8(ascii: "-"))
    text.append(digits: day, width: 2)
  }
}

/// What a clock on a wall shows, in whole seconds, without saying in which zone.
public struct WallTime: Hashable, Sendable {
  /// Seconds since 1970-01-01 00:00:00 on the same wall.
  public var secondsSinceEpoch: Int64

  @inlinable
  public init(secondsSinceEpoch: Int64) {
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  public var date: CivilDate {
    CivilDate(daysSinceEpoch: secondsSinceEpoch.flooredQuotient(by: 86_400))
  }

  /// Appends `2026-11-22T13:04:05`.
  public func append(to text: inout [UInt8]) {
    let second = secondsSinceEpoch.flooredRemainder(by: 86_400)
    date.append(to: &text)
    text.append(UInt8(ascii: "T"))
    text.append(digits: second / 3600, width: 2)
    text.append(UInt8(ascii: ":"))
    text.append(digits: second / 60 % 60, width: 2)
    text.append(UInt8(ascii: ":"))
    text.append(digits: second % 60, width: 2)
  }
}
