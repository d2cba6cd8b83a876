import Oracle
import Testing

struct OracleTextTests {
  static let one = #"{"type":"message-sent","message":{"id":"1"}}"#
  /// The same in base64.
  static let encoded = "eyJ0eXBlIjoibWVzc2FnZS1zZW50IiwibWVzc2FnZSI6eyJpZCI6IjEifX0="

  /// E stands for an event, T for one in a text, B for one in base64, `¶` for a line feed.
  private func example(_ pattern: String) -> OracleExample {
    let text = quoted(Self.one)
    return OracleExample(
      pattern.replacing(/\bT\b/, with: text).replacing(/\bE\b/, with: Self.one)
        .replacing(/\bB\b/, with: "\"\(Self.encoded)\"").replacing("¶", with: "\n"))
  }

  @Test(
    arguments: [
      ("T", [1, 0, 0, 1]), ("T T", [2, 0, 0, 2]), (#"{"body":T,"x":[T,{"y":T}]}"#, [1, 0, 0, 3]),
      (#"{"body":T,"body":7}"#, [0, 1, 0, 0]), (#"{"body":7,"body":T}"#, [1, 0, 0, 1]),
      // A key is no text, and an empty array in one is no callback.
      ("{T:7}", [0, 1, 0, 0]), (#""[]""#, [0, 1, 0, 0]), (#"{"body":"[]"}"#, [0, 1, 0, 0]),
      // The inside of an event is not searched, that of its neighbours is.
      (#"{"type":"x","message":{"id":"2"},"raw":T}"#, [1, 0, 0, 1]),
      (#"{"type":"x","message":{"id":"2","text":T},"data":B}"#, [1, 0, 0, 1]),
      (#"{"type":"x","message":{"id":"2"},"platform":"sms","raw":T}"#, [1, 0, 0, 1]),
      (#"{"type":"x","message":T}"#, [1, 0, 0, 1]),
      // The text of an array over several lines that is damaged.
      (#"[T¶,T,x¶E"#, [2, 0, 1, 3]),
    ] as [(String, [Int64])])
  func `finds events in texts`(pattern: String, counts: [Int64]) {
    #expect(
      example(pattern).counts("callbacks", "foreign", "malformed", "events") == counts,
      "\(pattern)")
  }

  /// Texts are read like archives: by the same rules, but nothing in them counts save the events.
  @Test(
    arguments: [
      ("", 0), ("E", 1), ("EE", 2), ("E¶E¶", 2), ("[E,E]", 2), ("7 E", 1), ("{} [] E", 1),
      ("\u{FEFF} \u{0}E\u{0}", 1), ("E x E", 1), ("E x¶E", 2), ("x E", 0), ("x¶E", 1),
      ("{\"a\":¶E¶}E", 2), ("[E,¶{x},¶E¶]", 2), ("[E,{]E¶E", 1), ("[¶E,¶", 1), ("[E,", 0),
      ("received E", 0), ("{E", 0), ("[E", 0), ("E]", 1),
    ] as [(String, Int64)])
  func `reads texts like archives`(pattern: String, events: Int64) {
    let text = pattern.replacing("E", with: Self.one).replacing("¶", with: "\n")
    let example = OracleExample("{\"body\":\(quoted(text))}\n")
    #expect(
      example.counts("events", "callbacks", "foreign", "malformed", "lines", "blank_lines")
        == [events, events > 0 ? 1 : 0, events > 0 ? 0 : 1, 0, 1, 0], "\(pattern)")
  }

  @Test(arguments: 0...5)
  func `reads four texts around each other and no fifth`(depth: Int) {
    var text = Self.one
    for level in 0..<depth { text = "{\"level\(level)\":[\(quoted(text))]}" }
    #expect(OracleExample(text).counts("events") == [depth <= 4 ? 1 : 0])
  }

  @Test func `nesting begins anew in a text`() {
    func nested(_ depth: Int, _ inside: String) -> String {
      String(repeating: "[", count: depth) + inside + String(repeating: "]", count: depth)
    }
    let deep = nested(1022, Self.one)
    #expect(OracleExample(nested(1024, quoted(deep))).counts("events") == [1])
    #expect(OracleExample(quoted("[\(deep)]")).counts("events", "foreign") == [0, 1])
  }

  @Test(
    arguments: [
      (#"{"data":B}"#, 1), (#"{"x":B}"#, 0), (#"{"body":B}"#, 0), (#"{"data":[B]}"#, 0), ("B", 0),
      (#"{"body":B,"isBase64Encoded":true}"#, 1), (#"{"isBase64Encoded":true,"body":B}"#, 1),
      (#"{"body":B,"isBase64Encoded":"true"}"#, 0), (#"{"body":B,"isBase64Encoded":false}"#, 0),
      (#"{"isBase64Encoded":true,"body":B,"isBase64Encoded":false}"#, 0),
      (#"{"isBase64Encoded":true,"Records":[{"body":B}]}"#, 0),
      (#"{"data":B,"data":"x"}"#, 0), (#"{"d\u0061ta":B}"#, 1),
      // What is no base64 is a text like any other.
      (#"{"data":T}"#, 1), (#"{"body":T,"isBase64Encoded":true}"#, 1),
    ] as [(String, Int64)])
  func `knows where base64 stands`(pattern: String, events: Int64) {
    #expect(example(pattern).counts("events") == [events], "\(pattern)")
  }

  @Test func `reads base64 of both alphabets, padded or not`() {
    func events(_ text: String) -> Int64? {
      OracleExample("{\"data\":\"\(text)\"}").accounting["events"]
    }
    let plain = Self.encoded
    #expect(events(String(plain.dropLast())) == 1)
    #expect(events(plain.replacing("0=", with: "1=")) == 1, "bits left over say nothing")
    #expect(events(plain.replacing("/", with: "\\/").replacing("J", with: #"\u004a"#)) == 1)
    for wrong in ["=" + plain, plain + "A", plain.dropLast() + " ", plain.dropLast() + "=A"] {
      #expect(events(String(wrong)) == 0, "\(wrong)")
    }
    #expect(events("A" + plain.dropLast().dropLast(2)) == 0, "no length of base64")
    // `7 "????>>>>"` and the event.
    #expect(events("NyAiPz8/Pz4+Pj4i" + plain) == 1)
    #expect(events("NyAiPz8_Pz4-Pj4i" + plain) == 1)
    #expect(events("") == 0)
    #expect(events("====") == 0)
  }

  /// Made by zlib; a stored block, fixed codes, two members, every part of a header.
  @Test(
    arguments: [
      (
        "H4sIAAAAAAAAAwEsANP/eyJ0eXBlIjoibWVzc2FnZS1zZW50IiwibWVzc2FnZSI6eyJpZCI6IjEifX26"
          + "W6Q4LAAAAA==", 1
      ),
      ("H4sICAAAAAAAA3gAq1YqqSxIVbJSyk0tLk5MT9UtTs0rUdKBcZWsqpUyU4DShkq1tQC6W6Q4LAAAAA==", 1),
      (
        "H4sIAAAAAAAAA6tWKqksSFWyUspNLS5OTE/VLU7NK1HSgXGVrKqVMlOA0oZKtbUAulukOCwAAAAfiwgA"
          + "AAAAAAADASwA0/97InR5cGUiOiJtZXNzYWdlLXNlbnQiLCJtZXNzYWdlIjp7ImlkIjoiMiJ9fVT0ESosAAAA",
        2
      ),
      (
        "H4sIHgAAAAAAAwIAYWJuAGMAAACrViqpLEhVslLKTS0uTkxP1S1OzStR0oFxlayqlTJTgNKGSrW1ALpb"
          + "pDgsAAAA", 1
      ),
      // Cut behind the data, in the header, in the data; no gzip at all.
      ("H4sIAAAAAAAAAwEsANP/eyJ0eXBlIjoibWVzc2FnZS1zZW50IiwibWVzc2FnZSI6eyJpZCI6IjEifX26", 1),
      ("H4sIAAAAAAAA", 0), ("H4sIAAAAAAAAAwEsANP/eyJ0eXBlIjoibWVzc2FnZS1zZW50", 0), ("H4sAAA", 0),
    ] as [(String, Int64)])
  func `inflates gzip in base64`(text: String, events: Int64) {
    #expect(OracleExample("{\"data\":\"\(text)\"}").counts("events") == [events])
  }

  /// Twelve events of 1183 bytes, one to a line, in a block that brings its own codes.
  static let dynamic = """
    H4sIAAAAAAAAA5XTS26DMBgE4H2P4XWp/AAMnKOr7gg2jkMcHoZQJ8rdS6rIWNXfhRELhMx8EqO5o9kNElXISGtrJR\
    MrLzN6R7M2z7cU0zzBPMHkE+Pq9/7AGH9tJ14foOqOtNiO4udXtdqeDo2QrTpq9Hi83f/mC3nWVzlJASA0QBiHEOIR\
    PTrVr9KASFvrMyiwQOApJFAvDHLW3+YwgsL2m4S+KIBId4IQAhHME6vtO9W45T8CaiIL8tMCyk99vlAnM9iri24iD5\
    Aig5DMI90ie6dtE9cE3wVKKSTkXpj0bTy6QUU2UQREVkIE94RbFzv2potpogzyyxzKL3x+2w3LTZ766CaC4THGIKT0\
    iHHdqhdl45oIVsc4OG2yb3s2rZs6sUZWEewuxfCy92nXr2szfgDbvQupnwQAAA==
    """

  @Test func `inflates codes that a block brings along, as far as it goes`() {
    func events(_ count: Int) -> Int64? {
      OracleExample("{\"data\":\"\(Self.dynamic.prefix(count))\"}").accounting["events"]
    }
    #expect(Self.dynamic.count == 424)
    #expect(events(424) == 12)
    #expect(events(416) == 12, "the checksum is missing")
    #expect((1..<12).contains(events(318) ?? 0))
    #expect(events(60) == 0)
  }
}

/// A text as JSON writes it.
func quoted(_ text: String) -> String {
  let escaped = text.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#)
    .replacing("\n", with: #"\n"#).replacing("\u{0}", with: #"\u0000"#)
  return "\"\(escaped)\""
}
