import Primitives
import Testing

struct CivilTimeTests {
  @Test func `every day of eight centuries follows on the one before`() {
    var day = CivilDate(year: 1600, month: 1, day: 1)
    let first = day.daysSinceEpoch
    for days in first..<first + 292_194 {
      #expect(day.daysSinceEpoch == days)
      #expect(CivilDate(daysSinceEpoch: days) == day)
      day.day += 1
      if day.day > CivilDate.daysInMonth(day.month, of: day.year) {
        day.day = 1
        day.month += 1
      }
      if day.month > 12 {
        day.month = 1
        day.year += 1
      }
    }
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (1_783_382_400_000, "2026-07-07T00:00:00.000Z"),
      (951_782_400_123, "2000-02-29T00:00:00.123Z"),
    ] as [(Int64, String)])
  func `prints RFC 3339`(milliseconds: Int64, text: String) {
    #expect(Timestamp(millisecondsSinceEpoch: milliseconds).description == text)
  }

  @Test func `the printable range ends at the years 0 and 9999`() {
    #expect(Timestamp.earliest.description == "0000-01-01T00:00:00.000Z")
    #expect(Timestamp.latest.description == "9999-12-31T23:59:59.999Z")
  }

  @Test(arguments: [(0, "0"), (-7, "-7"), (Int64.min, "-9223372036854775808"), (1230, "1230")])
  func `prints integers`(number: Int64, text: String) {
    var bytes: [UInt8] = []
    bytes.append(decimal: number)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }
}
