import Foundation

/// Writes times in every form, readable or not.
struct CorpusTimes {
  let dice: Dice

  /// A time as the members of events hold it; rarely one that cannot be read.
  func draft(_ milliseconds: Int64) -> Draft {
    switch dice.roll(40) {
    case 0: .text(dice.pick(Self.unreadable))
    case 1: dice.pick([.null, .number(milliseconds), .array([]), .object([])])
    case 2: .object([("$date", .text(rfc3339(milliseconds)))])
    case 3: .object([("$date", .number(milliseconds))])
    case 4: .object([("$date", .object([("$numberLong", .text("\(milliseconds)"))]))])
    default: .text(rfc3339(milliseconds))
    }
  }

  /// An arrival as it stands beside a bare event.
  func stamp(_ milliseconds: Int64) -> Draft {
    let fraction = String(format: "%03d", Int(milliseconds % second))
    switch dice.roll(12) {
    case 0: return .number(milliseconds / second)
    case 1: return .verbatim("\(milliseconds / second).\(fraction)")
    case 2, 3: return .number(milliseconds)
    case 4: return .number(milliseconds * 1000 + Int64(dice.roll(1000)))
    case 5: return .number(milliseconds * 1_000_000 + Int64(dice.roll(1_000_000)))
    case 6: return dice.pick([.null, .text(""), .text("01/Jul/2026:12:00:00 +0000")])
    default: return .text(rfc3339(milliseconds))
    }
  }

  /// One of the ways to write a time by RFC 3339, with 0 to 9 digits of the fraction.
  func rfc3339(_ milliseconds: Int64) -> String {
    let offset = dice.pick([0, 0, 0, 0, 120, -240, 330, -570, 0])
    let wall = milliseconds + Int64(offset) * minute
    var text = Date(timeIntervalSince1970: Double(wall / second)).formatted(.iso8601)
    text.removeLast()
    if dice.hits(oneIn: 8) { text = text.replacing("T", with: dice.pick(["t", " "])) }
    let digits = dice.pick([0, 3, 3, 3, 3, 6, dice.roll(10)])
    if digits > 0 {
      let fraction = String(format: "%03d%06d", Int(wall % second), dice.roll(1_000_000))
      text += "." + fraction.prefix(digits)
    }
    guard offset != 0 else {
      return text + dice.pick(["Z", "Z", "Z", "Z", "z", "+00:00", "-00:00"])
    }
    return text + (offset < 0 ? "-" : "+")
      + String(format: "%02d:%02d", abs(offset) / 60, abs(offset) % 60)
  }

  private static let unreadable = [
    "", " ", "yesterday", "2026-07-06", "2026-07-06T12:00:00", "2026-07-06T12:00Z",
    "2026-07-06T12:00:00.Z", "2026-07-06T12:00:00,5Z", "2026-13-06T12:00:00Z",
    "2026-02-29T12:00:00Z", "2026-07-06T24:00:00Z", "2026-07-06T12:60:00Z", "2026-7-6T12:00:00Z",
    " 2026-07-06T12:00:00Z", "2026-07-06T12:00:00Z ", "2026-07-06T12:00:00+0200",
    "2026-07-06T12:00:00+24:00", "2026-07-06T12:00:00 UTC", "2026/07/06 12:00:00Z",
    "Mon, 06 Jul 2026 12:00:00 GMT", "1783296000000", "2026-07-06_12:00:00Z",
  ]
}
