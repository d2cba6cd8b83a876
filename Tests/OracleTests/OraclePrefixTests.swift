import Oracle
import Testing

struct OraclePrefixTests {
  static let one = #"{"type":"message-sent","message":{"id":"1"}}"#

  private func example(_ pattern: String) -> OracleExample {
    OracleExample(pattern.replacing("E", with: Self.one).replacing("¶", with: "\n"))
  }

  /// E stands for an event, `¶` for a line feed; the arrival is in milliseconds of 1970.
  @Test(
    arguments: [
      ("1970-01-01T00:00:07Z INFO E", 7000), ("1970-01-01T00:00:07Z E", 7000),
      ("1970-01-01t00:00:07.25+00:00 E", 7250), ("1970-01-01 01:00:07+01:00 x: E", 7000),
      ("[1970-01-01T00:00:07Z]E", 7000), ("[1970-01-01T00:00:07Z] [main] E", 7000),
      ("<165>1970-01-01T00:00:07Z host E", 7000), ("<165>1 1970-01-01T00:00:07Z host E", 7000),
      ("<165>1 [1970-01-01T00:00:07Z]: E", 7000), ("1970-01-01T00:00:07Z\tINFO\tE", 7000),
      (" \t\u{FEFF}\u{0}1970-01-01T00:00:07Z E", 7000),
      // Times without an offset, or in another form, are no arrivals.
      ("1970-01-01T00:00:07 E", nil), ("1970-01-01 00:00:07,123 INFO E", nil),
      ("1970-01-01 00:00:07.123 E", nil), ("1970-01-01T00:00:07+0000 E", nil),
      ("1970-01-01 00:00:07 +0000 E", nil), ("1970-01-01 00:00:07 -07:00 E", nil),
      ("1970-01-01T00:00:07 Z E", nil), ("[1970-01-01 00:00:07 +0000] E", nil),
      ("<34>Oct 11 22:14:15 mymachine su: E", nil), ("Jul  6 12:00:00 E", nil),
      ("[Jul 06 12:00:00]E", nil), ("1970-13-41T99:00:00Z E", nil),
    ] as [(String, Int64?)])
  func `skips a time in front of a line`(pattern: String, arrival: Int64?) {
    let example = example(pattern)
    #expect(example.counts("callbacks", "foreign", "malformed", "events") == [1, 0, 0, 1])
    #expect(example.coverage.end == arrival)
  }

  @Test(
    arguments: [
      "1970-01-01T00:00:07ZE", "1970-01-01T00:00:07E", "1970-01-01 E", "1970-01-01T00:00Z E",
      "1970-01-01_00:00:07Z E", "1970-01-01T00:00:07.Z E", "1970-1-1T00:00:07Z E", "7 : E",
      "[1970-01-01T00:00:07Z E", "(1970-01-01T00:00:07Z) E", "<x>1970-01-01T00:00:07Z E",
      "<165> 1970-01-01T00:00:07Z E", "<165>2 1970-01-01T00:00:07Z E", "1 1970-01-01T00:00:07Z E",
      "Jul 6 12:00:00 E", "jul 06 12:00:00 E", "July 06 12:00:00 E", "Jul 06 12:00 E",
      "INFO E", "INFO 1970-01-01T00:00:07Z E", "1970-01-01T00:00:07Z INFO []",
      "1970-01-01T00:00:07Z INFO 7", "1970-01-01T00:00:07Z stdout F", "+1970-01-01T00:00:07Z E",
    ])
  func `leaves what only looks like one`(pattern: String) {
    let example = example(pattern + "¶[]")
    #expect(example.counts("callbacks", "events") == [1, 0])
    #expect((example.accounting["malformed"] ?? 0) == 1, "\(pattern)")
  }

  /// P stands for a prefix.
  @Test(
    arguments: [
      ("P [E,E]", [1, 0, 0, 2]), ("P [x] [[E ]]", [1, 0, 0, 1]), ("P [ [E]]", [1, 0, 0, 1]),
      ("P [x][E]", [1, 0, 0, 1]), ("P]E", [0, 0, 1, 0]), ("P [,[E]", [1, 0, 0, 1]),
      ("P {}", [0, 1, 0, 0]), ("P {}E x¶E", [2, 1, 1, 2]), ("P {x}E¶E", [1, 0, 1, 1]),
      ("P a{b E", [0, 0, 1, 0]), ("P E¶P E¶", [2, 0, 0, 2]), ("E P E¶", [1, 0, 1, 1]),
      // A value goes over lines, and has no prefix in its inside.
      ("P {\"a\":¶E¶}P E¶", [1, 0, 1, 1]), ("P {\"a\":¶P E¶", [1, 0, 1, 1]),
      ("[E,¶P E,¶E]¶E", [3, 0, 2, 3]), ("P [E,¶E]", [1, 0, 0, 2]),
    ] as [(String, [Int64])])
  func `begins at the first brace or at the brackets before it`(pattern: String, counts: [Int64]) {
    let example = example(pattern.replacing("P", with: "1970-01-01T00:00:07Z"))
    #expect(
      example.counts("callbacks", "foreign", "malformed", "events") == counts, "\(pattern)")
  }

  @Test(
    arguments: [
      // O and R stand for whole lines of the two streams, o and r for pieces.
      ("O E", [1, 0, 0, 1]), ("O E¶R E", [2, 0, 0, 2]), ("O [E,E]", [1, 0, 0, 2]),
      ("O []¶O {}¶O 7 \"x\"¶O ¶O", [1, 3, 1, 0]), ("O EE[]x E¶E", [4, 0, 1, 3]),
      ("O Go starts¶O E", [1, 0, 1, 1]), ("O 1970-01-01 00:00:07 INFO E", [1, 0, 0, 1]),
      ("O \t\0 1970-01-01 00:00:07 INFO E", [1, 0, 0, 1]),
      ("o {\"a\":¶O 7}¶", [0, 1, 0, 0]), ("o {\"a\":¶o E¶O }", [1, 0, 0, 1]),
      ("o {\"a\":¶R E¶O E}¶", [2, 0, 0, 2]), ("o {\"a\":¶r [E¶O E}¶R ]¶", [2, 0, 0, 2]),
      // A line of neither stream changes nothing; the end finishes what is open.
      ("o {\"a\":¶E¶O E}¶", [2, 0, 0, 2]), ("o E", [1, 0, 0, 1]), ("o {¶r E¶", [1, 0, 1, 1]),
      // A piece ends where its line does, blanks included.
      ("o tr¶O ue", [0, 1, 0, 0]), ("o tr ¶O ue", [0, 0, 1, 0]), ("o E¶O E", [2, 0, 0, 2]),
      // The content is one line, and a value that is not whole in it is damage.
      ("O {\"a\":¶7}", [0, 1, 2, 0]), ("O [E,¶O E]", [1, 0, 2, 1]), ("O [E,¶E", [1, 0, 1, 1]),
    ] as [(String, [Int64])])
  func `reads lines of containers`(pattern: String, counts: [Int64]) {
    let time = "1970-01-01T00:00:07.123456789Z"
    var text = ""
    for line in pattern.replacing("E", with: Self.one).split(separator: "¶") {
      let tag = ["O": "stdout F", "R": "stderr F", "o": "stdout P", "r": "stderr P:1:x"][line.first]
      text += (tag.map { "\(time) \($0)\(line.dropFirst())" } ?? String(line)) + "\n"
    }
    let example = OracleExample(text)
    #expect(
      example.counts("callbacks", "foreign", "malformed", "events") == counts, "\(pattern)")
    #expect(example.accounting["lines"] == Int64(pattern.split(separator: "¶").count))
  }

  @Test func `a line of a container arrives with its first piece`() {
    let event = event("sent", "a").dropLast()
    let (head, tail) = (event.prefix(20), event.dropFirst(20))
    let whole = OracleExample("1970-01-01T01:00:02+01:00 stderr F \(event)")
    #expect(whole.coverage.end == 2000)
    // A tag goes up to a space, whatever else it holds.
    for tag in ["F", "F:x", "F:\tx"] {
      let pieces = OracleExample(
        "1970-01-01T00:00:01Z stdout P \(head)\n1970-01-01T00:00:02Z stdout \(tag) \(tail)\n")
      #expect(pieces.counts("callbacks", "events", "malformed") == [1, 1, 0], "\(tag)")
      #expect(pieces.coverage.end == 1000)
    }
    // Without an offset it is a time like any other in front of a line.
    let odd = OracleExample("1970-01-01T00:00:01 stdout F \(event)")
    #expect(odd.counts("callbacks", "malformed") == [1, 0])
    #expect(odd.coverage.end == nil)
  }

  @Test func `prefixes are read in texts, for what begins on their line`() {
    let event = event("sent", "a").dropLast()
    func end(_ text: String) -> Int64? { OracleExample("{\"log\":\(quoted(text))}").coverage.end }
    #expect(end("1970-01-01T00:00:01Z stdout F \(event)\n") == 1000)
    #expect(end("x\n1970-01-01T00:00:01Z INFO \(event)\n") == 1000)
    #expect(end("1970-01-01T00:00:01Z {}\(event)") == 1000)
    #expect(end("1970-01-01T00:00:01Z {}\n\(event)") == nil)
    #expect(end("1970-01-01T00:00:01Z {\n}\(event)") == nil)
    #expect(end("1970-01-01T00:00:01Z {\n\"a\":\(event)}") == 1000)
  }
}
