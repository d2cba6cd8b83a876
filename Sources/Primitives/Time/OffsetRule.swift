/// What holds after the last listed change of a zone: the footer of a TZif file.
///
/// - SeeAlso: POSIX.1-2024, 8.3, `TZ`, and the extensions of RFC 9636, 3.3.2.
enum OffsetRule: Equatable, Sendable {
  /// Seconds ahead of UTC.
  case fixed(Int64)
  case cycle(OffsetCycle)

  /// Reads `CET-1CEST,M3.5.0,M10.5.0/3`.
  ///
  /// - Returns: `nil` for anything else, and for daylight saving without the days it changes on.
  init?(posix text: [UInt8]) {
    var scanner = RuleScanner(text)
    guard scanner.skipName(), let west = scanner.clock(hourLimit: 24) else { return nil }
    let standard = -west
    if scanner.isAtEnd {
      self = .fixed(standard)
      return
    }
    guard scanner.skipName() else { return nil }
    var daylight = standard + 3600
    if !scanner.skip(",") {
      guard let west = scanner.clock(hourLimit: 24), scanner.skip(",") else { return nil }
      daylight = -west
    }
    guard let start = YearlyTime(&scanner), scanner.skip(","), let end = YearlyTime(&scanner),
      scanner.isAtEnd
    else { return nil }
    self.init(standard: standard, daylight: daylight, start: start, end: end)
  }

  private init(standard: Int64, daylight: Int64, start: YearlyTime, end: YearlyTime) {
    var events: [(time: Int64, startsDaylight: Bool)] = []
    for year in OffsetCycle.years {
      events.append((start.wallTime(in: year) - standard, true))
      events.append((end.wallTime(in: year) - daylight, false))
    }
    // Where one year's daylight saving ends as the next one's begins, it goes on: the later wins.
    events.sort { ($0.time, $0.startsDaylight ? 1 : 0) < ($1.time, $1.startsDaylight ? 1 : 0) }
    var changes: [OffsetTable.Change] = []
    for event in events
    where OffsetCycle.start..<OffsetCycle.start + OffsetCycle.length ~= event.time {
      if changes.last?.time == event.time { changes.removeLast() }
      let offset = event.startsDaylight ? daylight : standard
      changes.append(OffsetTable.Change(time: event.time, offset: offset))
    }
    self = OffsetCycle(changes: changes).map { .cycle($0) } ?? .fixed(changes.last?.offset ?? 0)
  }
}

/// A day of the year and a time of that day, on the wall.
private struct YearlyTime {
  private enum Day {
    /// `J60`: in `1...365`, the same date in every year; February 29 has no number.
    case dateOfCommonYear(Int64)
    /// `59`: days since January 1, in `0...365`.
    case daysSinceNewYear(Int64)
    /// `M3.5.0`: the fifth, or else the last, Sunday of March.
    case weekday(month: Int64, week: Int64, weekday: Int64)
  }

  private let day: Day
  /// Seconds since midnight; within a week either way.
  private let time: Int64

  init?(_ scanner: inout RuleScanner) {
    if scanner.skip("J") {
      guard let date = scanner.number(in: 1...365) else { return nil }
      day = .dateOfCommonYear(date)
    } else if scanner.skip("M") {
      guard let month = scanner.number(in: 1...12), scanner.skip("."),
        let week = scanner.number(in: 1...5), scanner.skip("."),
        let weekday = scanner.number(in: 0...6)
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else {
      guard let days = scanner.number(in: 0...365) else { return nil }
      day = .daysSinceNewYear(days)
    }
    guard scanner.skip("/") else {
      time = 2 * 3600
      return
    }
    guard let clock = scanner.clock(hourLimit: 167) else { return nil }
    time = clock
  }

  /// Seconds since 1970-01-01 00:00:00 on the wall.
  func wallTime(in year: Int64) -> Int64 {
    daysSinceEpoch(in: year) * 86_400 + time
  }

  private func daysSinceEpoch(in year: Int64) -> Int64 {
    let newYear = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
    switch day {
    case .daysSinceNewYear(let days):
      return newYear + days
    case .dateOfCommonYear(let date):
      let isPastLeapDay = date >= 60 && CivilDate.daysInMonth(2, of: year) == 29
      return newYear + date - (isPastLeapDay ? 0 : 1)
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(year: year, month: month, day: 1).daysSinceEpoch
      // 1970-01-01 was a Thursday, and Sunday counts 0.
      let firstWeekday = (first + 4).flooredRemainder(by: 7)
      let day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      return first + (day < CivilDate.daysInMonth(month, of: year) ? day : day - 7)
    }
  }
}

/// Reads the parts of a rule from left to right.
private struct RuleScanner {
  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  var isAtEnd: Bool { position == text.count }

  private var next: UInt8? { isAtEnd ? nil : text[position] }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Skips `CEST`, or `<+0330>` in its brackets.
  mutating func skipName() -> Bool {
    if skip("<") {
      while let character = next, character != UInt8(ascii: ">") {
        guard character.isASCIILetter || character.isASCIIDigit || "+-".utf8.contains(character)
        else { return false }
        position += 1
      }
      return skip(">")
    }
    let start = position
    while next?.isASCIILetter == true { position += 1 }
    return position - start >= 3
  }

  /// The seconds of `2`, `-1:30` or `167:00:00`.
  mutating func clock(hourLimit: Int64) -> Int64? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hours = number(in: 0...hourLimit) else { return nil }
    var seconds = hours * 3600
    for unit: Int64 in [60, 1] {
      guard skip(":") else { break }
      guard let count = number(in: 0...59) else { return nil }
      seconds += count * unit
    }
    return isNegative ? -seconds : seconds
  }

  mutating func number(in range: ClosedRange<Int64>) -> Int64? {
    var number: Int64 = 0
    let start = position
    while let character = next, character.isASCIIDigit {
      number = number * 10 + Int64(character - UInt8(ascii: "0"))
      position += 1
      guard number <= range.upperBound else { return nil }
    }
    return position > start && range.contains(number) ? number : nil
  }
}
