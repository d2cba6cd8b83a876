import Primitives
import TestSupport
import Testing

struct TimestampParsingTests {
  private func parsed(_ text: some StringProtocol) -> Timestamp? {
    let bytes = Array(text.utf8)
    return Timestamp(rfc3339: bytes.span)
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01t00:00:00z", 0), ("1970-01-01 00:00:00Z", 0),
    ("1969-12-31T23:59:59.999Z", -1), ("2026-11-22T13:04:05Z", 1_795_352_645_000),
    // Offsets.
    ("1970-01-01T02:00:00+02:00", 0), ("1969-12-31T18:30:00-05:30", 0),
    ("1970-01-01T00:00:00-00:00", 0),
    ("1970-01-01T23:59:00+23:59", 0), ("1969-12-31T00:01:00-23:59", 0),
    ("1970-01-01T05:45:00.5+05:45", 500),
    // Leap seconds are the last millisecond of their minute.
    ("2016-12-31T23:59:60Z", 1_483_228_799_999), ("2016-12-31T23:59:60.5Z", 1_483_228_799_999),
    ("2017-01-01T00:59:60+01:00", 1_483_228_799_999), ("1970-01-01T00:00:60Z", 59_999),
    // February 29.
    ("2024-02-29T00:00:00Z", 1_709_164_800_000), ("2000-02-29T00:00:00Z", 951_782_400_000),
    ("0000-02-29T00:00:00Z", -62_162_121_600_000),
    // The first and the last that can be written.
    ("0000-01-01T00:00:00Z", -62_167_219_200_000),
    ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ("0000-01-01T01:00:00+01:00", -62_167_219_200_000),
    ("9999-12-31T22:59:59.999-01:00", 253_402_300_799_999),
    ("9999-12-31T23:59:60Z", 253_402_300_799_999),
  ])
  func `reads RFC 3339`(text: String, milliseconds: Int64) {
    #expect(parsed(text)?.millisecondsSinceEpoch == milliseconds)
  }

  @Test(arguments: [
    "", "2026", "2026-11-22", "2026-11-22T13:04:05", "2026-11-22T13:04Z", "2026-11-22T13:04:05 Z",
    "2026-11-22T13:04:05Z ", " 2026-11-22T13:04:05Z", "2026-11-22T13:04:05.Z",
    "2026-11-22T13:04:05,5Z",
    "2026-11-22T13:04:05.5", "2026-11-22T13:04:05.5x", "2026-11-22T13:04:05+0100",
    "2026-11-22T13:04:05+01", "2026-11-22T13:04:05+1:00", "2026-11-22T13:04:05+01:0",
    "2026-11-22T13:04:05+01:00Z", "2026-11-22T13:04:05*01:00", "2026-11-22T13:04:05+24:00",
    "2026-11-22T13:04:05+01:60", "2026-11-22T13:04:05+01-00", "2026-11-22T13:04:05+01:00:00",
    "2026-11-22_13:04:05Z", "2026/11/22T13:04:05Z", "2026-11-22T13.04.05Z", "2026-11-22T24:00:00Z",
    "2026-11-22T13:60:05Z", "2026-11-22T13:04:61Z", "2026-00-22T13:04:05Z", "2026-13-22T13:04:05Z",
    "2026-11-00T13:04:05Z", "2026-11-31T13:04:05Z", "2026-01-32T13:04:05Z", "2026-02-29T13:04:05Z",
    "1900-02-29T13:04:05Z", "2024-02-30T13:04:05Z", "-026-11-22T13:04:05Z", "+026-11-22T13:04:05Z",
    "20261-11-22T13:04:05Z", "2026-1-22T13:04:05.0Z", "2026-11-22T1a:04:05Z",
    "２026-11-22T13:04:05Z",
    // Beyond the years that can be written, but only in UTC.
    "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
  ])
  func `refuses everything else`(text: String) {
    #expect(parsed(text) == nil)
  }

  @Test(arguments: 1...12)
  func `cuts fractions to milliseconds`(digits: Int) {
    for fraction in ["999999999999", "000999999999", "123456789012", "100000000000"] {
      let milliseconds = Int64(fraction.prefix(min(digits, 3))) ?? -1
      let unit: Int64 = digits == 1 ? 100 : digits == 2 ? 10 : 1
      let text = "1970-01-01T00:00:00.\(fraction.prefix(digits))Z"
      #expect(parsed(text)?.millisecondsSinceEpoch == milliseconds * unit, "\(text)")
    }
  }

  @Test func `reads fractions of any length`() {
    let zeros = String(repeating: "0", count: 10_000)
    #expect(parsed("1970-01-01T00:00:00.25\(zeros)Z")?.millisecondsSinceEpoch == 250)
  }

  @Test func `gives back what it prints`() {
    let seed: UInt64 = 19
    var generator = SeededGenerator(seed: seed)
    let range = Timestamp.earliest.millisecondsSinceEpoch...Timestamp.latest.millisecondsSinceEpoch
    for _ in 0..<20_000 {
      let timestamp = Timestamp(millisecondsSinceEpoch: .random(in: range, using: &generator))
      #expect(Timestamp(rfc3339: timestamp.rfc3339.span) == timestamp, "seed \(seed)")
    }
  }

  @Test func `every cut and every other byte is refused or is another time`() {
    let text = Array("2026-11-22T13:04:05.678+01:00".utf8)
    let timestamp = Timestamp(rfc3339: text.span)
    for index in text.indices {
      let cut = Array(text[..<index])
      #expect(Timestamp(rfc3339: cut.span) == nil)
      for byte in UInt8.min...UInt8.max where byte != text[index] {
        var damaged = text
        damaged[index] = byte
        let isOtherSeparator =
          index == 10 && (byte == UInt8(ascii: "t") || byte == UInt8(ascii: " "))
        #expect((Timestamp(rfc3339: damaged.span) == timestamp) == isOtherSeparator)
      }
    }
  }
}
