import Foundation
import Primitives
import Testing

struct TimeExpressionTests {
  /// 2026-11-22, a Sunday, at 13:04:05.678 in Berlin.
  private let now = Timestamp(millisecondsSinceEpoch: 1_795_349_045_678)

  @Test func `now is when the examples say`() {
    #expect(now.description == "2026-11-22T12:04:05.678Z")
  }

  @Test(arguments: [
    ("2026-11-22T13:04:05+05:45", "2026-11-22T07:19:05.000Z"),
    ("2026-11-22 13:04:05.25z", "2026-11-22T13:04:05.250Z"),
    ("2026-11-22 13:04Z", "2026-11-22T13:04:00.000Z"),
    ("2026-11-22T13:04+05:45", "2026-11-22T07:19:00.000Z"),
    ("2026-11-22", "2026-11-21T23:00:00.000Z"), ("0001-01-01", "0000-12-31T23:06:32.000Z"),
    ("2024-02-29", "2024-02-28T23:00:00.000Z"), ("2026-07-01 13:04", "2026-07-01T11:04:00.000Z"),
    ("2026-07-01T13:04", "2026-07-01T11:04:00.000Z"),
    ("2026-07-01 13:04:05", "2026-07-01T11:04:05.000Z"),
    ("2026-07-01t13:04:05", "2026-07-01T11:04:05.000Z"), ("00:00", "2026-11-21T23:00:00.000Z"),
    ("23:59", "2026-11-22T22:59:00.000Z"), ("23:59Z", "2026-11-22T23:59:00.000Z"),
    ("now", "2026-11-22T12:04:05.678Z"),
    ("today", "2026-11-21T23:00:00.000Z"), ("yesterday", "2026-11-20T23:00:00.000Z"),
    ("-0s", "2026-11-22T12:04:05.678Z"), ("-90s", "2026-11-22T12:02:35.678Z"),
    ("-30m", "2026-11-22T11:34:05.678Z"), ("-2h", "2026-11-22T10:04:05.678Z"),
    // The clocks went back on October 25: a day is 24 hours all the same.
    ("-30d", "2026-10-23T12:04:05.678Z"), ("-2w", "2026-11-08T12:04:05.678Z"),
    ("-007d", "2026-11-15T12:04:05.678Z"), ("9999-12-31", "9999-12-30T23:00:00.000Z"),
    // Skipped: counted on from 01:59:59+01:00. Repeated: the first.
    ("2026-03-29 02:30", "2026-03-29T01:30:00.000Z"),
    ("2026-10-25 02:30", "2026-10-25T00:30:00.000Z"),
  ])
  func `reads times in a zone`(text: String, expected: String) throws {
    let zone = try Zone(named: "Europe/Berlin")
    let expression = try TimeExpression(text)
    #expect(try expression.resolved(now: now, zone: zone).description == expected)
    #expect(try TimeExpression(expression.description) == expression)
  }

  @Test(arguments: [
    // In New York it is still the day before.
    ("America/New_York", "2026-11-22T04:30:00Z", "today", "2026-11-21T05:00:00.000Z"),
    ("America/New_York", "2026-11-22T04:30:00Z", "12:00", "2026-11-21T17:00:00.000Z"),
    ("America/New_York", "2026-11-22T04:30:00Z", "12:00Z", "2026-11-22T12:00:00.000Z"),
    // Yesterday had 25 hours, and 23.
    ("Europe/Berlin", "2026-10-26T12:00:00Z", "yesterday", "2026-10-24T22:00:00.000Z"),
    ("Europe/Berlin", "2026-03-30T12:00:00Z", "yesterday", "2026-03-28T23:00:00.000Z"),
  ])
  func `a day is one of the zone`(zone: String, now: String, text: String, expected: String) throws
  {
    let resolved = try TimeExpression(text).resolved(now: instant(now), zone: Zone(named: zone))
    #expect(resolved.description == expected)
  }

  @Test(arguments: [
    "", " ", "tomorrow", "Today", "now ", "2026", "2026-11", "2026-11-2", "2026-13-01",
    "2026-02-29",
    "2026-00-01", "2026-01-00", "2026-11-22 24:00", "2026-11-22 13:60", "2026-11-22 1:04",
    "2026-11-22 13:04.5Z", "2026-11-22 13:04x", "2026-11-22 24:00Z", "2026-11-22 13:04-5",
    "2026-11-22x13:04", "2026-11-22T13:04:05.5", "2026-11-22 13:04:61", "22.11.2026", "24:00",
    "24:00Z", "13:04z",
    "1:04",
    "13:4x", "13:04:05", "-", "-h", "-2", "-2y", "-2H", "--2h", "-+2h", "-2.5h", "- 2h", "+2h",
    "2h",
    "-2hh", "-٢h", "-2ħ", "٢٠:٠٠", "1795349045", "99999-01-01", "-0001-01-01", "-2h\u{301}",
  ])
  func `refuses what is no time`(text: String) throws {
    #expect(throws: TimeExpressionError.unknown(text)) { try TimeExpression(text) }
  }

  @Test(arguments: ["-99999999999999999999d", "-9223372036854775807s", "-600000w", "-522000000h"])
  func `refuses counts that lead out of all years`(text: String) {
    #expect(throws: TimeExpressionError.outOfRange(text)) { try TimeExpression(text) }
  }

  @Test(arguments: [
    ("-3000000d", "UTC"), ("0000-01-01", "+01:00"), ("9999-12-31T23:59:59", "-01:00"),
  ])
  func `refuses instants that cannot be written`(text: String, zone: String) throws {
    let expression = try TimeExpression(text)
    let error = #expect(throws: TimeExpressionError.self) {
      try expression.resolved(now: now, zone: Zone(named: zone))
    }
    #expect(error == .outOfRange(expression.description))
    #expect(error?.description.contains("0000 to 9999") == true)
  }

  /// What the message tells people to write can be written.
  @Test func `the message lists what is allowed`() throws {
    let message = TimeExpressionError.unknown("tomorow\u{1B}").description
    #expect(message.contains(#""tomorow\u{1B}" is no time"#))
    for text in [
      "2026-11-22T13:04:05Z", "2026-11-22", "2026-11-22 13:04", "13:04", "13:04Z", "now",
      "today", "yesterday", "-90s", "-30m", "-2h", "-7d", "-2w",
    ] {
      #expect(message.contains(text))
      #expect(throws: Never.self) { try TimeExpression(text) }
    }
  }

  @Test func `the clock is that of the machine`() {
    let expected = Int64(Date().timeIntervalSince1970 * 1000)
    // Ample, for a machine that is busy.
    #expect(abs(Timestamp.now.millisecondsSinceEpoch - expected) < 600_000)
  }
}
