import Primitives
import Testing

@testable import Reports

struct ValueTests {
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
