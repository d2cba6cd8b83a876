let second: Int64 = 1000
let minute: Int64 = 60 * second
let hour: Int64 = 60 * minute
let day: Int64 = 24 * hour

/// The time of a member in milliseconds since the epoch: RFC 3339, or mongo's `$date`.
func time(_ tree: JSONTree?) -> Int64? {
  switch tree {
  case .text(let text): return writable(rfc3339(text))
  case .object: break
  default: return nil
  }
  switch tree?["$date"] {
  case .text(let text): return writable(rfc3339(text))
  case .number(let written): return writable(OracleNumber(written).cut())
  case .some(.object): return writable(numberHeld(by: tree?["$date"])?.cut())
  default: return nil
  }
}

/// The arrival written beside an event or in a wrapper: a time, or a number of s, ms, us or ns by
/// its size.
func arrivalStamp(_ tree: JSONTree?) -> Int64? {
  if let typed = tree.flatMap(untypedText) { return arrivalStamp(typed) }
  if let time = time(tree) { return time }
  guard let number = stampNumber(tree), !number.isBelowZero else { return nil }
  // Until the year 5138 a count of seconds has at most 11 digits; a count of milliseconds has more
  // than 11 from 1973 on, and so forth.
  switch number.exponent {
  case ...11: return writable(number.cut(timesTenToThe: 3))
  case ...14: return writable(number.cut())
  case ...17: return writable(number.cut(timesTenToThe: -3))
  default: return writable(number.cut(timesTenToThe: -6))
  }
}

/// A number, also as a text or as mongoexport writes it; a text has no sign.
private func stampNumber(_ tree: JSONTree?) -> OracleNumber? {
  guard let text = tree?.text else { return numberHeld(by: tree) }
  return isJSONNumber(text) && text.first != UInt8(ascii: "-") ? OracleNumber(text) : nil
}

/// A time that four digits of years can write.
private func writable(_ milliseconds: Int64?) -> Int64? {
  guard let milliseconds, let first = rfc3339(Array("0000-01-01T00:00:00Z".utf8)),
    let last = rfc3339(Array("9999-12-31T23:59:59.999Z".utf8)),
    (first...last).contains(milliseconds)
  else { return nil }
  return milliseconds
}

/// Reads `2026-11-22T13:04:05.123456Z` or the like, cut to whole milliseconds.
func rfc3339(_ text: Bytes) -> Int64? {
  let shape = Array("0000-00-00T00:00:00".utf8)
  guard text.count > shape.count, matches(text, shape) else { return nil }
  func number(_ range: Range<Int>) -> Int64 {
    text[range].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }
  let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
  guard (1...12).contains(month), day >= 1, day <= daysInMonth(month, of: year) else { return nil }
  let days =
    daysBeforeYear(year) - daysBeforeYear(1970) + daysBeforeMonth(month, of: year) + day - 1

  let clock = (hour: number(11..<13), minute: number(14..<16), second: number(17..<19))
  guard clock.hour <= 23, clock.minute <= 59, clock.second <= 60 else { return nil }

  var rest = text[19...]
  var fraction: Int64 = 0
  if rest.first == UInt8(ascii: ".") {
    let digits = rest.dropFirst().prefix(while: isDigit)
    guard !digits.isEmpty else { return nil }
    fraction = (digits + Array("000".utf8)).prefix(3).reduce(0) {
      $0 * 10 + Int64($1 - UInt8(ascii: "0"))
    }
    rest = rest.dropFirst(1 + digits.count)
  }
  guard let offset = offset(Array(rest)) else { return nil }
  // A leap second is the last millisecond of its minute.
  let inMinute = clock.second == 60 ? minute - 1 : clock.second * second + fraction
  return (days * 24 + clock.hour) * hour + clock.minute * minute + inMinute - offset
}

/// Milliseconds ahead of UTC: `Z`, or hours and minutes with a sign.
private func offset(_ text: Bytes) -> Int64? {
  if text == Array("Z".utf8) || text == Array("z".utf8) { return 0 }
  guard matches(text, Array("+00:00".utf8)), text.count == 6 else { return nil }
  let hours = Int64(String(decoding: text[1..<3], as: UTF8.self)) ?? 0
  let minutes = Int64(String(decoding: text[4..<6], as: UTF8.self)) ?? 0
  guard hours <= 23, minutes <= 59 else { return nil }
  return (text[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * hour + minutes * minute)
}

/// Whether the first bytes are of a shape in which `0` is a digit, `T` what may separate date and
/// time, `+` a sign, and everything else itself.
func matches(_ text: some Collection<UInt8>, _ shape: Bytes) -> Bool {
  guard text.count >= shape.count else { return false }
  return zip(text, shape).allSatisfy { byte, expected in
    switch expected {
    case UInt8(ascii: "0"): isDigit(byte)
    case UInt8(ascii: "T"): Array("Tt ".utf8).contains(byte)
    case UInt8(ascii: "+"): Array("+-".utf8).contains(byte)
    default: byte == expected
    }
  }
}

private func isLeap(_ year: Int64) -> Bool {
  year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

private func daysInMonth(_ month: Int64, of year: Int64) -> Int64 {
  switch month {
  case 2: isLeap(year) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}

private func daysBeforeMonth(_ month: Int64, of year: Int64) -> Int64 {
  (1..<month).reduce(0) { $0 + daysInMonth($1, of: year) }
}

/// Days from the first day of the year 0.
private func daysBeforeYear(_ year: Int64) -> Int64 {
  // The year 0 is a leap year, so the leap years before `year` are counted from it on.
  let leapYears = year == 0 ? 0 : 1 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400
  return year * 365 + leapYears
}
