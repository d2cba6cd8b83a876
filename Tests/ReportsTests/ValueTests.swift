import Primitives
import Testing

@testable import Reports

struct ValueTests {
  private func text(_ text: String) -> Value { .text(Array(text.utf8)) }

  @Test func `keys are in the order of the contract`() {
    let columns: [[Value]] = [
      [.missing, .integer(.min), .integer(-2), .integer(9), .integer(10), .integer(.max)],
      [.missing, text(""), text("B"), text("a"), text("aa"), text("b"), text("ä"), .text([0xFF])],
      [.missing, .instant(.earliest), .instant(Timestamp(millisecondsSinceEpoch: 1))],
    ]
    for column in columns {
      for (i, a) in column.enumerated() {
        for (j, b) in column.enumerated() {
          #expect(Value.precedes(a, b) == (i == j ? nil : i < j), "\(a) \(b)")
        }
      }
    }
  }

  @Test func `numbers and texts keep their place in a key`() {
    for number in [nil, .min + 1, -1, 0, 1, 4770, .max] as [Int64?] {
      let word = RowKey.word(number)
      #expect((word == 0) == (number == nil))
      if let number { #expect(RowKey.integer(word) == number) }
    }
  }

  @Test func `what is shown as nothing is missing`() {
    for value in [.missing, .text([]), .ratio(0, of: 0)] as [Value] { #expect(value.isMissing) }
    for value in [.integer(0), .boolean(false), .ratio(0, of: 1), .milliseconds(0)] as [Value] {
      #expect(!value.isMissing)
    }
  }
}
