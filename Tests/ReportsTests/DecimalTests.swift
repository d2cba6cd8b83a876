import Primitives
import Testing

@testable import Reports

struct DecimalTests {
  private func ratio(_ numerator: Int64, _ denominator: Int64) -> String {
    var text: [UInt8] = []
    text.append(ratio: numerator, of: denominator)
    return String(decoding: text, as: UTF8.self)
  }

  /// The same by long division, digit after digit, and a carry.
  private func slowRatio(_ numerator: Int64, _ denominator: Int64) -> String {
    let divisor = UInt128(denominator)
    var digits = String(numerator / denominator).utf8.map { Int($0) - 48 }
    let wholeCount = digits.count
    var rest = UInt128(numerator) % divisor
    for _ in 0..<6 {
      rest *= 10
      digits.append(Int(rest / divisor))
      rest %= divisor
    }
    let isOdd = (digits.last ?? 0) % 2 == 1
    if rest * 2 > divisor || rest * 2 == divisor && isOdd {
      var index = digits.count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
    }
    let split = digits.count - 6
    #expect(split - wholeCount <= 1)
    return digits[..<split].map(String.init).joined() + "."
      + digits[split...].map(String.init).joined()
  }

  @Test(
    arguments: [
      (0, 1, "0.000000"), (1, 1, "1.000000"), (1, 3, "0.333333"), (2, 3, "0.666667"),
      (7, 2, "3.500000"), (1, 2_000_000, "0.000000"), (3, 2_000_000, "0.000002"),
      (5, 2_000_000, "0.000002"), (1, 2_000_001, "0.000000"), (1, 1_999_999, "0.000001"),
      (1_999_999, 2_000_000, "1.000000"), (1_999_997, 2_000_000, "0.999998"),
      (0, .max, "0.000000"), (1, .max, "0.000000"), (.max, .max, "1.000000"),
      (.max - 1, .max, "1.000000"), (.max, .max - 1, "1.000000"),
      (19_999_999, 2_000_000, "10.000000"),
    ] as [(Int64, Int64, String)])
  func `a ratio has six decimals, rounded half to even`(
    numerator: Int64, denominator: Int64, text: String
  ) {
    #expect(ratio(numerator, denominator) == text)
    #expect(slowRatio(numerator, denominator) == text)
  }

  @Test(
    arguments: [
      (0, 1, "0.00"), (1, 1, "1.00"), (2_000, 1_999, "1.00"), (7, 2, "3.50"), (1, 200, "0.00"),
      (3, 200, "0.02"), (1_999, 200, "10.00"), (Int64.max / 100, 1, "92233720368547758.00"),
    ] as [(Int64, Int64, String)])
  func `a factor has two decimals, rounded half to even`(
    numerator: Int64, denominator: Int64, text: String
  ) {
    var digits: [UInt8] = []
    digits.append(factor: numerator, of: denominator)
    #expect(String(decoding: digits, as: UTF8.self) == text)
  }

  @Test func `ratios are exact`() {
    let seed: UInt64 = 5
    var generator = SeededGenerator(seed: seed)
    for round in 0..<20_000 {
      // Parts of a whole, as reports have them, of all sizes.
      let size = Int64.random(in: 0...62, using: &generator)
      let denominator = max(1, Int64.random(in: 1...Int64.max, using: &generator) >> size)
      let numerator = Int64.random(in: 0...denominator, using: &generator)
      #expect(
        ratio(numerator, denominator) == slowRatio(numerator, denominator),
        "\(numerator) ÷ \(denominator), seed \(seed), round \(round)")
    }
  }

  @Test func `ties go to the even digit`() {
    let seed: UInt64 = 6
    var generator = SeededGenerator(seed: seed)
    for round in 0..<2000 {
      let factor = Int64.random(in: 1...1_000_000, using: &generator)
      let half = Int64.random(in: 0..<1_000_000, using: &generator) * 2 + 1
      let text = ratio(half * factor, 2_000_000 * factor)
      #expect(text == slowRatio(half * factor, 2_000_000 * factor), "seed \(seed), round \(round)")
      #expect(text.utf8.last.map { $0 % 2 } == 0, "\(half)/2000000 is \(text)")
    }
  }

  @Test(
    arguments: [
      (0, "0.000"), (1, "0.001"), (999, "0.999"), (1000, "1.000"), (10_500, "10.500"),
      (86_400_001, "86400.001"), (-1, "-0.001"), (-61_005, "-61.005"),
      (.max, "9223372036854775.807"), (.min, "-9223372036854775.808"),
    ] as [(Int64, String)])
  func `seconds have three decimals`(milliseconds: Int64, text: String) {
    var bytes: [UInt8] = []
    bytes.append(seconds: milliseconds)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  // The first three are from the Unicode Standard, tables 3-8 to 3-11.
  @Test(
    arguments: [
      ("61 F1 80 80 E1 80 C2 62 80 63 80 BF 64", "a???b?c??d"),
      ("C0 AF E0 80 BF F0 81 82 41", "????????A"),
      ("ED A0 80 ED BF BF ED AF 41", "????????A"), ("F4 91 92 93 FF 41 80 BF 42", "?????A??B"),
      ("E1 80 E2 F0 91 92 F1 BF 41", "????A"), ("F0 9F 98 80 F0 9F 98", "😀?"),
      ("C3 A9 00 7F", "é\0\u{7F}"), ("", ""), ("FF", "?"),
    ])
  func `invalid UTF-8 is replaced by maximal parts`(hex: String, text: String) {
    let bytes = hex.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    #expect(
      String(decoding: bytes.repairedUTF8, as: UTF8.self)
        == text.replacing("?", with: "\u{FFFD}"))
  }
}
