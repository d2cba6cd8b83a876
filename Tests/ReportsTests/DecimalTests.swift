import Primitives
import Testing

@testable import Reports

struct DecimalTests {
  private func ratio(_ numerator: Int64, _ denominator: Int64) -> String {
    var text: [UInt8] = []
    text.append(ratio: numerator, of: denominator)
    return String(decoding: text, as: UTF8.self)
  }

  @Test(
    arguments: [
      (0, 1, "0.000000"), (1, 1, "1.000000"), (1, 3, "0.333333"), (2, 3, "0.666667"),
      (7, 2, "3.500000"), (1, 2_000_000, "0.000000"), (3, 2_000_000, "0.000002"),
      (5, 2_000_000, "0.000002"), (1, 2_000_001, "0.000000"), (1, 1_999_999, "0.000001"),
      (1_999_999, 2_000_000, "1.000000"), (1_999_997, 2_000_000, "0.999998"),
      (0, .max, "0.000000"), (1, .max, "0.000000"), (.max, .max, "1.000000"),
      (.max - 1, .max, "1.000000"), (.max, 1, "9223372036854775807.000000"),
    ] as [(Int64, Int64, String)])
  func `a ratio has six decimals, rounded half to even`(
    numerator: Int64, denominator: Int64, text: String
  ) {
    #expect(ratio(numerator, denominator) == text)
  }
}
