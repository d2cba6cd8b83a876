import Callbacks
import Testing

/// The lines that are dropped, kept for whoever wants to mend them.
@Suite struct RejectedLinesTests {
  static let body = WrapperTests.body

  func rejects(_ text: String, limit: Int = 100) -> [String] {
    let rules = ReadingRules(rejectLimit: limit)
    let whole = Reading(text, rules)
    for step in [1, 3, 64] { #expect(Reading(text, step: step, rules) == whole, "\(text)") }
    return whole.rejects.map {
      let bytes = String(decoding: $0.bytes, as: UTF8.self)
      return "\($0.position.line):\($0.position.offset) \(bytes) \($0.rejection)"
    }
  }

  @Test func lines() {
    #expect(rejects(Self.body) == [])
    #expect(
      rejects("7 {\"a\":x} tail\n{}\nno  \n[")
        == [
          "1:2 {\"a\":x} tail line 1, offset 7: unexpected byte",
          "3:18 no   line 3, offset 18: invalid literal",
          "4:23 [ line 4, offset 24: the value is cut short",
        ])
  }

  @Test func `values over several lines`() {
    // The first line is dropped, and the second one is read.
    #expect(rejects("{\"a\":\n7\nx}\n").map { $0.prefix(8) } == ["1:0 {\"a\"", "3:8 x} l"])
    // Of an array nothing is dropped but the line of the broken element.
    #expect(rejects("[1,\n2,x 3\n{}\n").map { $0.prefix(10) } == ["2:6 x 3 li"])
    #expect(rejects("[1,\n2\n{}\n").map { $0.prefix(6) } == ["3:6  l"])
  }

  @Test func limits() {
    #expect(rejects(String(repeating: "x\n", count: 50), limit: 7).count == 7)
    let long = Reading(
      "\"" + String(repeating: "y", count: 100_000) + "\nz\n", ReadingRules(rejectLimit: 2))
    #expect(long.rejects.map(\.bytes.count) == [65_536, 1])
    #expect(long.rejects.map(\.isCut) == [true, false])
    // One that is kept to its last byte is not cut.
    for (count, isCut) in [(65_536, false), (65_537, true)] {
      let line = Reading(String(repeating: "x", count: count) + "\n", ReadingRules(rejectLimit: 1))
      #expect(line.rejects.map(\.isCut) == [isCut])
    }
  }

  /// What shows the damage of a number lies behind it, and perhaps behind the longest value.
  @Test func `reasons do not depend on windows`() {
    let rules = ReadingRules(valueLimit: 28, rejectLimit: 3)
    for end in ["x", "1.x", "01", "\"\\u12x", "trux"] {
      for count in 0..<40 {
        let text = "{\"a\":\n{\"b\":\n[" + String(repeating: "4", count: count) + end
        let whole = Reading(text, rules)
        for step in [1, 8] { #expect(Reading(text, step: step, rules) == whole, "\(text)") }
      }
    }
  }
}
