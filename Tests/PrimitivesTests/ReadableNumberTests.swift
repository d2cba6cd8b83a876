import Primitives
import Testing

struct ReadableNumberTests {
  private func text(_ write: (inout [UInt8]) -> Void) -> String {
    var output: [UInt8] = []
    write(&output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (1001, "1,001"), (12_345, "12,345"),
      (1_000_000, "1,000,000"), (-1, "-1"), (-1000, "-1,000"),
      (.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
    ] as [(Int64, String)])
  func `thousands are separated`(number: Int64, shown: String) {
    #expect(text { $0.append(grouped: number) } == shown)
  }

  @Test(
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "1.00 kB"), (1004, "1.00 kB"), (1005, "1.01 kB"),
      (9994, "9.99 kB"), (9995, "10.0 kB"), (99_949, "99.9 kB"), (99_950, "100 kB"),
      (999_499, "999 kB"), (999_500, "1.00 MB"), (1_000_000, "1.00 MB"), (138_600_000, "139 MB"),
      (999_499_999, "999 MB"), (999_500_000, "1.00 GB"), (6_000_000_000, "6.00 GB"),
      (2_500_000_000_000, "2.50 TB"), (999_999_999_999_999, "1.00 PB"), (.max, "9.22 EB"),
    ] as [(Int64, String)])
  func `sizes have three digits`(bytes: Int64, shown: String) {
    #expect(text { $0.append(size: bytes) } == shown)
  }

  @Test(
    arguments: [
      (0, "0 ms"), (1, "1 ms"), (999, "999 ms"), (1000, "1.00 s"), (1247, "1.25 s"),
      (9994, "9.99 s"), (9995, "10.0 s"), (59_949, "59.9 s"), (59_950, "1m 00s"),
      (60_000, "1m 00s"), (134_499, "2m 14s"), (134_500, "2m 15s"), (3_599_499, "59m 59s"),
      (3_599_500, "1h 00m"), (3_900_000, "1h 05m"), (86_340_000, "23h 59m"),
      (86_370_000, "1d 00h"), (273_600_000, "3d 04h"), (.max, "106,751,991,167d 07h"),
      (-1247, "-1.25 s"), (.min, "-106,751,991,167d 07h"),
    ] as [(Int64, String)])
  func `durations are in the unit that suits them`(milliseconds: Int64, shown: String) {
    #expect(text { $0.append(duration: milliseconds) } == shown)
  }

  @Test(
    arguments: [
      (0, 1, "0.00%"), (1, 1, "100.00%"), (1, 2, "50.00%"), (1, 3, "33.33%"), (2, 3, "66.67%"),
      (1, 20_000, "0.01%"), (1, 20_001, "<0.01%"), (1, .max, "<0.01%"),
      (19_999, 20_000, ">99.99%"), (9999, 10_000, "99.99%"), (.max - 1, .max, ">99.99%"),
      (.max, .max, "100.00%"), (3, 2, "150.00%"),
    ] as [(Int64, Int64, String)])
  func `percentages tell nothing and the whole from what is nearly so`(
    numerator: Int64, denominator: Int64, shown: String
  ) {
    #expect(text { $0.append(percent: numerator, of: denominator) } == shown)
  }

  /// The value that is shown lies at most half of its last digit away.
  @Test func `sizes are near what they stand for`() throws {
    var draws = SeededGenerator(seed: 5)
    let units = ["B": 1.0, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15, "EB": 1e18]
    for _ in 0..<2000 {
      let bytes =
        Int64.random(in: 0...(.max), using: &draws) >> Int64.random(in: 0...62, using: &draws)
      let parts = text { $0.append(size: bytes) }.split(separator: " ")
      let unit = try #require(units[String(parts[1])])
      let shown = try #require(Double(parts[0])) * unit
      #expect(abs(shown - Double(bytes)) <= max(0, Double(bytes) * 0.005_001), "\(bytes)")
    }
  }
}
