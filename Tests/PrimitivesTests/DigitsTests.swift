import Primitives
import Testing

struct DigitsTests {
  private func text(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `numbers are written as they are`() {
    var generator = SeededGenerator(seed: 3)
    let random = (0..<2000).map { _ in
      Int64.random(in: .min ... .max, using: &generator)
        >> Int64.random(in: 0...63, using: &generator)
    }
    for number in [0, 1, -1, 9, 10, 99, 100, .max, .min] + random {
      #expect(text { $0.append(decimal: number) } == String(number))
      guard number >= 0 else { continue }
      #expect(text { $0.append(digits: number) } == String(number))
    }
  }

  @Test func `zeros come in front up to the width, and nothing is cut`() {
    for (number, width, expected) in [
      (0, 1, "0"), (0, 3, "000"), (7, 2, "07"), (42, 2, "42"), (123, 2, "123"),
      (5, 20, "00000000000000000005"), (.max, 20, "09223372036854775807"), (0, 0, "0"),
    ] as [(Int64, Int, String)] {
      #expect(text { $0.append(digits: number, width: width) } == expected)
    }
  }
}
