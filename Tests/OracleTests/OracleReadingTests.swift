import Oracle
import Testing

struct OracleReadingTests {
  static let one = #"{"type":"message-sent","message":{"id":"1"}}"#

  /// E stands for an event, `¶` for a line feed.
  @Test(
    arguments: [
      // One value to a line.
      ("", [0, 0, 0, 0]), ("¶¶", [0, 0, 0, 0]), ("E", [1, 0, 0, 1]), ("E¶E¶", [2, 0, 0, 2]),
      ("[]", [1, 0, 0, 0]), ("[[]]", [0, 1, 0, 0]), ("{}", [0, 1, 0, 0]), ("[E,E]¶", [1, 0, 0, 2]),
      (#"{"a":[1,{"b":E}]}"#, [1, 0, 0, 1]), (#"7¶"x"¶null¶true¶-0.5e+3"#, [0, 5, 0, 0]),
      // Values without a separator, and damage behind them.
      ("EE[]¶E", [4, 0, 0, 3]), ("E,E¶E", [2, 0, 1, 2]), ("E]¶", [1, 0, 1, 1]),
      ("[E,{]E¶E", [1, 0, 1, 1]), (#"7"x"[1]{}"#, [0, 4, 0, 0]), ("7E", [1, 1, 0, 1]),
      ("7,E", [0, 1, 1, 0]), ("7:E", [0, 0, 1, 0]), ("7x¶E", [1, 0, 1, 1]),
      ("nullnull", [0, 0, 1, 0]), (#""x"nullxE¶"#, [0, 1, 1, 0]), ("null E¶", [1, 1, 0, 1]),
      // Over several lines.
      (#"{"a":¶E¶}E"#, [2, 0, 0, 2]), ("[¶]", [1, 0, 0, 0]), ("[¶E,¶¶E]¶E", [2, 0, 0, 3]),
      (#"{"a":¶E x¶E"#, [2, 0, 2, 2]), (#"{"a":¶E"#, [1, 0, 1, 1]),
      // Damage inside an element: on with the line behind the one where the element began.
      ("[E,¶{x},¶E¶]", [2, 0, 2, 2]), ("[E,¶{¶E x¶E]", [3, 0, 3, 3]),
      ("[E,{¶E x¶E]", [3, 0, 3, 3]), ("[¶E,]E¶E", [2, 0, 1, 2]), ("[¶7,¶x,¶8", [0, 2, 1, 0]),
      ("[¶E,¶", [1, 0, 1, 1]), ("[E,", [0, 0, 1, 0]), ("[¶", [0, 1, 1, 0]),
      ("[E,x,¶E", [1, 0, 1, 1]),
      (#"["x¶E"#, [1, 0, 1, 1]), (#"[E¶,"x¶E"#, [2, 0, 1, 2]),
      // Damage between elements: on with the line behind the last whole one.
      ("[E¶E¶E", [3, 0, 1, 3]), ("[E,¶E E¶E", [2, 0, 1, 3]), ("[E¶", [1, 0, 1, 1]),
      ("[E¶¶,E}E¶7", [1, 1, 1, 2]),
    ] as [(String, [Int64])])
  func `counts callbacks, foreign values, malformed ones and events`(
    pattern: String, counts: [Int64]
  ) {
    let text = pattern.replacing("E", with: Self.one).replacing("¶", with: "\n")
    let example = OracleExample(text)
    #expect(example.counts("callbacks", "foreign", "malformed", "events") == counts, "\(pattern)")
    #expect(example.accounting["values"] == counts[0] + counts[1] + counts[2])
  }

  @Test(
    arguments: [
      "01", "1.", ".5", "+1", "-", "1e", "0x1", "tru", "truex", "NaN", "{a:1}", "{'a':1}", "[1,]",
      #"{"a":1,}"#, #"{"a"}"#, #"{"a":}"#, "\"\t\"", "\"x", #""\x""#, #""\u12G4""#, #""\"#, "[1 2]",
      "// 1", "\u{FE}", "}", ":", "[1\u{0}]", "{\u{FEFF}}", "7\u{0}", "7\u{FEFF}",
    ])
  func `is strict`(text: String) {
    let example = OracleExample(text + "\n[]\n")
    #expect(example.counts("callbacks", "foreign", "malformed") == [1, 0, 1])
  }

  @Test func `a half BOM is damage`() {
    #expect(OracleExample([[0xEF, 0xBB, 0x0A, 0x37]]).counts("foreign", "malformed") == [1, 1])
  }

  @Test func `nests 1024 deep and no deeper`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(OracleExample(nested(1024)).counts("foreign", "malformed") == [1, 0])
    #expect(OracleExample(nested(1025)).counts("foreign", "malformed") == [0, 1])
    // The array itself is one deep, also when it is read element by element.
    #expect(OracleExample("[\n7,\n\(nested(1023)),\nx]").counts("foreign", "malformed") == [1, 1])
    #expect(OracleExample("[\n7,\n\(nested(1024)),\n8").counts("foreign", "malformed") == [2, 1])
  }

  @Test(
    arguments: [
      ("", 0, 0), ("\n", 1, 1), ("7", 1, 0), ("7\n", 1, 0), ("7\n8", 2, 0), ("7\n ", 2, 1),
      ("\u{FEFF}\n\u{0}\u{0}\n \t\r\n7\r\n", 4, 3), ("{\n\n}\n", 3, 1), ("\u{FEFF}7\n\u{0}", 2, 1),
    ] as [(String, Int64, Int64)])
  func `counts lines, and blank ones anywhere`(text: String, lines: Int64, blankLines: Int64) {
    #expect(OracleExample(text).counts("lines", "blank_lines") == [lines, blankLines])
  }

  @Test(
    arguments: [
      (#"{"type":"x","message":{"id":"1"}}"#, 1), (#"{"type":"","message":{"id":"1"}}"#, 1),
      (#"{"type":7,"message":{"id":"1"}}"#, 0), (#"{"type":"x","message":{"id":""}}"#, 0),
      (#"{"type":"x","message":{"id":7}}"#, 0), (#"{"type":"x","message":["id"]}"#, 0),
      (#"{"type":"x","message":"{\"id\":\"1\"}"}"#, 0), (#"{"type":"x","messageId":"1"}"#, 0),
      // Two-factor codes look the same but for the platform.
      (#"{"type":"x","message":{"id":"1"},"platform":null}"#, 0),
      (#"{"type":"x","message":{"id":"1","to":[]},"platform":null}"#, 1),
      // The last of two keys counts, however it is spelt.
      (#"{"type":7,"type":"x","message":{"id":"1"}}"#, 1),
      (#"{"type":"x","\u0074ype":7,"message":{"id":"1"}}"#, 0),
      (#"{"type":"x","message":{"id":"1"},"message":{}}"#, 0),
      // The inside of an event is not searched, that of everything else is.
      (#"{"type":"x","message":{"id":"1"},"a":{"type":"x","message":{"id":"2"}}}"#, 1),
      (#"{"type":"x","message":{"text":{"type":"x","message":{"id":"2"}}}}"#, 1),
      (#"{"platform":1,"type":"x","message":{"id":"1"},"a":{"type":"x","message":{"id":"2"}}}"#, 1),
    ] as [(String, Int64)])
  func `knows an event`(text: String, count: Int64) {
    #expect(OracleExample(text).counts("events", "callbacks") == [count, count])
  }

  @Test func `decodes texts`() {
    func application(_ written: [UInt8]) -> String {
      let head = #"{"type":"message-sent","message":{"id":"1","applicationId":""#
      let example = OracleExample([Array(head.utf8) + written + Array(#""}}"#.utf8)])
      guard case .text(let text)? = example.reports["delivery"]?.rows.first?[1] else { return "" }
      return text.map { String($0, radix: 16) }.joined(separator: " ")
    }
    #expect(application(Array(#"\"\\\/\b\f\n\r\t\u0041\u0000"#.utf8)) == "22 5c 2f 8 c a d 9 41 0")
    #expect(application(Array(#"\uD83D\uDE00"#.utf8)) == "f0 9f 98 80")
    #expect(application(Array(#"\uD83Da\uDE00"#.utf8)) == "ef bf bd 61 ef bf bd")
    #expect(application(Array(#"\uD83D\uD83D\uDE00"#.utf8)) == "ef bf bd f0 9f 98 80")
    #expect(application([0xFF, 0x61, 0xC3, 0x7F]) == "ff 61 c3 7f")
  }
}
