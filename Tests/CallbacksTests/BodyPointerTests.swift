import Callbacks
import TestSupport
import Testing

/// `--body`: reading what lies at a pointer, and nothing else.
@Suite struct BodyPointerTests {
  static let body = WrapperTests.body
  private struct NoPointer: Error {}

  func events(in text: String, at pointer: String) throws -> [String] {
    try read(text, at: pointer).events
  }

  private func read(
    _ text: String, at pointer: String
  ) throws -> (events: [String], malformed: Int) {
    guard let place = JSONPointer(pointer) else { throw NoPointer() }
    let rules = ReadingRules(body: place)
    var reader = ValueReader(rules)
    var events: [String] = []
    _ = reader.read(Array(text.utf8).span, isLast: true) { batch, range, source, _ in
      for event in batch.events[range] { events.append(batch.listing(of: event, source)) }
    }
    return (events, reader.tally.malformed)
  }

  /// An array over two lines; anything else stays.
  static func brokenBehindItsBracket(_ text: String) -> String {
    text.first == "[" ? "[\n" + text.dropFirst() : text
  }

  @Test(arguments: [
    (#"{"x":\#(body)}"#, "/x"), (#"{"x":\#(quoted(body))}"#, "/x"),
    (#"{"x":"\#(base64(body))"}"#, "/x"), (#"{"x":{"a/b~":[0,\#(body)]}}"#, "/x/a~1b~0/1"),
    (#"[{"x":\#(body)}]"#, "/x"), (#"[{"x":\#(body)}]"#, "/0/x"), (body, ""),
    (#"{"x":1,"x":\#(body)}"#, "/x"), (#"{"x":\#(body),"y":\#(body)}"#, "/y"),
    (#"{"":\#(body)}"#, "/"), (#"{"x":{"payload":\#(quoted(body))}}"#, "/x"),
    ("[\n{\"x\":\(body)},\n{\"y\":1}]", "/x"),
  ])
  func found(text: String, pointer: String) throws {
    #expect(try events(in: text, at: pointer) == [WrapperTests.listing], "\(text)")
    let overLines = Self.brokenBehindItsBracket(text)
    #expect(try events(in: overLines, at: pointer) == [WrapperTests.listing], "\(overLines)")
  }

  @Test(arguments: [
    (#"{"x":\#(body),"x":1}"#, "/x"), (#"{"x":\#(body)}"#, "/y"), (#"{"x":\#(body)}"#, "/x/1"),
    (#"{"x":\#(body)}"#, "/x/00"), (#"{"x":\#(body)}"#, "/x/-"), ("7", "/x"), ("7", ""),
  ])
  func `not found`(text: String, pointer: String) throws {
    #expect(try events(in: text, at: pointer) == [], "\(text)")
    #expect(try events(in: Self.brokenBehindItsBracket(text), at: pointer) == [], "\(text)")
  }

  /// An array that goes on beyond its first line is read element by element.
  @Test(arguments: [
    (#"[{"x":\#(body)},{"x":1},{"x":\#(body)}]"#, "/x", 2), (#"[{"x":\#(body)}]"#, "/0/x", 1),
    (#"[{"x":1},{"x":\#(body)}]"#, "/1/x", 1), (#"[{"x":\#(body)}]"#, "/1/x", 0),
    (#"[{"x":\#(body)}]"#, "/00/x", 0), (#"[{"0":\#(body)}]"#, "/0", 1),
    (#"[{"0":\#(body)}]"#, "/0/0", 1), (#"[[\#(body)],{"x":\#(body)}]"#, "/0/0", 1),
    (#"[[{"x":1},{"x":\#(body)}]]"#, "/x", 0), (#"[[{"x":1},{"x":\#(body)}]]"#, "/0/1/x", 1),
    (#"[[\#(body)],\#(body)]"#, "", 2), (#"[\#(body),\#(body)]"#, "/1", 1),
    (#"[{"x":\#(body)}]"#, "/99999999999999999999/x", 0), ("[]", "", 0), ("[]", "/0", 0),
  ])
  func `arrays read by element are no others`(text: String, pointer: String, count: Int) throws {
    let expected = [String](repeating: WrapperTests.listing, count: count)
    #expect(try events(in: text, at: pointer) == expected, "\(text)")
    #expect(try events(in: Self.brokenBehindItsBracket(text), at: pointer) == expected, "\(text)")
  }

  @Test func `a text that is too long matters only in the body`() throws {
    let event = #"{"type":"message-sent","message":{"id":"1","tag":"\#(longText)"}}"#
    let outside = try read(#"{"a":\#(event),"x":\#(Self.body)}"#, at: "/x")
    #expect(outside.events == [WrapperTests.listing] && outside.malformed == 0)
    let inside = try read(#"{"a":\#(Self.body),"x":\#(event)}"#, at: "/x")
    #expect(inside.events == [] && inside.malformed == 1)
  }

  private var longText: String { String(repeating: "a", count: 1 << 20) }

  @Test func `arrival is that of what lies around`() throws {
    for stamped in [
      #"{"ts":1783339200,"a":{"ts":"x","b":\#(Self.body)},"c":{"ts":1}}"#,
      #"{"ts":1,"a":{"ts":1783339200,"b":\#(Self.body)}}"#,
    ] {
      #expect(
        try events(in: stamped, at: "/a/b") == [WrapperTests.listing + WrapperTests.arrived])
    }
  }

  @Test func pointers() {
    for text in ["x", "x/y", "/~", "/a~2", "~0"] { #expect(JSONPointer(text) == nil, "\(text)") }
    for text in ["", "/", "/~0~1", "/a/b/0"] { #expect(JSONPointer(text) != nil, "\(text)") }
  }
}
