import TestSupport
import Testing

@testable import Callbacks

/// Strings that hold quotes are those that may be JSON text.
@Suite struct QuotingStringTests {
  static let body = WrapperTests.body
  static let listing = WrapperTests.listing

  private func kind(of string: String) throws -> RawJSON.Kind {
    var cursor = JSONCursor(offset: 0)
    return try cursor.skipString(Array(string.utf8).span).kind
  }

  @Test(arguments: [
    #""\"""#, #""a\n\"b\n""#, #""\u0022""#, #""\\\"""#, #""\\\u0022\\""#, #""\ud83d\u0022\ude00""#,
    #""\/01234567890123456789012345678901234567890123456789\"""#,
  ])
  func `strings with quotes are told`(string: String) throws {
    let kind = try kind(of: string)
    #expect(kind == .quotingString)
  }

  @Test(arguments: [
    #""a\nb""#, #""https:\/\/a""#, #""\\u0022""#, #""\u0021\u0023\u2200""#, #""\u005cu0022""#,
    #""\\""#, #""\b\f\r\t""#, #""\ud83d\ude00""#,
  ])
  func `escapes alone are no quotes`(string: String) throws {
    let kind = try kind(of: string)
    #expect(kind == .escapedString)
  }

  /// A text whose quotes are written in one way or the other, in texts down to the fourth.
  @Test(arguments: [#"\""#, #"\u0022"#])
  func `texts with quotes are read`(quote: String) {
    var text = Self.body
    for depth in 1...5 {
      let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: quote)
      text = #"{"a":"https:\/\/x\/0123456789012345678901234567890123456789","b":"\#(escaped)"}"#
      #expect(events(in: text) == (depth <= 4 ? [Self.listing] : []), "\(text)")
      #expect(events(in: "[\"\(escaped)\"]") == (depth <= 4 ? [Self.listing] : []), "\(text)")
    }
  }

  /// Of texts with every character escaped no quote is seen but as its digits.
  @Test func `texts of nothing but escapes are read`() {
    func escaped(_ text: String) -> String {
      text.utf8.map { "\\u00" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(events(in: #"{"b":"\#(escaped(Self.body))"}"#) == [Self.listing])
    let inner = #"{"b":"\#(escaped(Self.body))"}"#
    #expect(events(in: #"["\#(escaped(inner))"]"#) == [Self.listing])
  }

  /// A wrapper counts what lies in it whether or not its other members have escapes.
  @Test func `members beside escapes count`() {
    let url = #""u":"https:\/\/example.com\/0123456789\/0123456789\/0123456789""#
    #expect(
      events(in: #"{\#(url),"ts":\#(WrapperTests.epoch),"b":\#(Self.body),\#(url)}"#) == [
        Self.listing + WrapperTests.arrived
      ])
    #expect(events(in: #"{"b":\#(Self.body),\#(url),"b":1}"#) == [])
    #expect(events(in: event(#"\#(url),"to":"+19195550101""#)) == [Self.listing])
  }
}
