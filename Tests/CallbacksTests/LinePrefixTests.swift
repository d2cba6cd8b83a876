import Callbacks
import Testing

/// What loggers write before the JSON of a line.
@Suite struct LinePrefixTests {
  static let body = WrapperTests.body
  static let listing = WrapperTests.listing

  static let prefixes: [(prefix: String, hasArrival: Bool)] = [
    ("2026-07-06T12:00:00Z stdout F ", true), ("2026-07-06T12:00:00.000000001Z\tstderr\tF\t", true),
    ("2026-07-06T07:00:00-05:00 stdout F:x:y  ", true), ("2026-07-06t12:00:00z INFO ", true),
    ("2026-07-06 12:00:00Z ", true), ("2026-07-06 12:00:00 ", false),
    ("2026-07-06 12:00:00.5 [http-nio-1] c.a.Hook : ", false),
    ("2026-07-06 12:00:00,5+0000 x", false), ("2026-07-06 12:00:00 +0000: ", false),
    ("2026-07-06T12:00:00+00:00\tx: [a] ", true),
    ("[2026-07-06T12:00:00Z]", true), ("[2026-07-06 12:00:00.123 +00:00] local.INFO: ", false),
    ("<13>Jul  6 12:00:00 host app[3]: ", false), ("Jul 16 12:00:00 host app: ", false),
    ("<165>1 2026-07-06T12:00:00Z host app 3 - - ", true), ("[Jul 16 12:00:00] ", false),
    ("  2026-07-06T12:00:00Z x ", true), ("\u{FEFF}\0 2026-07-06T12:00:00Z x ", true),
  ]

  @Test(arguments: prefixes.indices)
  func prefix(index: Int) {
    let (prefix, hasArrival) = Self.prefixes[index]
    let expected = Self.listing + (hasArrival ? WrapperTests.arrived : "")
    for body in [Self.body, String(Self.body.dropFirst().dropLast()), "[ \(Self.body) ]"] {
      let text = prefix + body + "\n"
      #expect(events(in: text) == [expected], "\(text)")
      let reading = Reading(text)
      #expect(reading.tally.values == 1 && reading.tally.lines == 1 && reading.tally.malformed == 0)
      for step in [1, 2, 7] { #expect(Reading(text, step: step) == reading, "\(text)") }
    }
  }

  @Test(arguments: [
    "2026-07-06T12:00:00Z", "2026-07-06T12:00:00Z\"x\"", "2026-07-06 12:00 x ",
    "2026-7-6 12:00:00 ",
    "12:00:00 ", "INFO ", "Jul 6 12:00:00 ", "Foo 16 12:00:00 ", "[2026-07-06 12:00:00 ",
    "<x>Jul 16 12:00:00 ", "time=2026-07-06T12:00:00Z ", "{ 2026-07-06T12:00:00Z ",
    "2026-07-06T12:00:00Z stdout F x",
  ])
  func `what is no prefix is damage`(prefix: String) {
    let reading = Reading("\(prefix)\(Self.body)\n\(Self.body)\n")
    #expect(reading.events.count == 1 && reading.tally.malformed == 1 && reading.tally.lines == 2)
    for step in [1, 3] {
      #expect(Reading("\(prefix)\(Self.body)\n\(Self.body)\n", step: step) == reading)
    }
  }

  @Test func `lines without JSON are damage`() {
    let reading = Reading("2026-07-06 12:00:00 INFO started\n2026-07-06T12:00:00Z stdout F up\n")
    #expect(reading.tally.malformed == 2 && reading.tally.values == 2)
    // The damage behind a prefix is where it is.
    let broken = Reading("2026-07-06 12:00:00 INFO {\"a\":x}\n")
    #expect(broken.tally.firstRejection?.offset == 30)
  }

  @Test func `content of a container may be anything`() {
    let prefix = "2026-07-06T12:00:00Z stdout F "
    let reading = Reading(
      "\(prefix)7\n\(prefix)\n\(prefix)[]\n\(prefix)\(Self.body)\(Self.body) {\n")
    #expect(reading.tally.values == 5 && reading.tally.foreign == 1)
    #expect(reading.tally.callbacks == 3 && reading.tally.malformed == 1)
    #expect(reading.tally.lines == 4 && reading.tally.blankLines == 0)
  }

  @Test func `containers hold lines of programs`() {
    let line = "2026-01-01T00:00:00Z stdout F 2026-07-06T12:00:00Z INFO webhook: \(Self.body)"
    #expect(events(in: line) == [Self.listing + WrapperTests.arrived])
    let local = "2026-07-06T12:00:00Z stdout F [2026-07-06 07:00:00] \(Self.body)"
    #expect(events(in: local) == [Self.listing + WrapperTests.arrived])
    for step in [1, 2, 5] { #expect(Reading(line, step: step) == Reading(line)) }
    let many = String(repeating: "2026-07-06T12:00:00Z stdout F ", count: 9) + Self.body
    #expect(events(in: many) == [Self.listing + WrapperTests.arrived])
    // What a program writes may be indented.
    for blanks in [" ", "\t ", "\0\u{FEFF}\r"] {
      let indented = "2026-01-01T00:00:00Z stderr F \(blanks)2026-07-06T12:00:00Z \(Self.body)\n"
      #expect(events(in: indented) == [Self.listing + WrapperTests.arrived])
      for step in [1, 2, 5] { #expect(Reading(indented, step: step) == Reading(indented)) }
      let empty = Reading("2026-01-01T00:00:00Z stderr F \(blanks)\n\(Self.body)")
      #expect(empty.tally.values == 1 && empty.tally.lines == 2 && empty.tally.blankLines == 0)
    }
  }

  @Test func `values of containers end with their line`() {
    let prefix = "2026-07-06T12:00:00Z stdout F "
    let reading = Reading("\(prefix){\"a\":\n7}\n\(prefix)[1,\n\(Self.body)\n\(prefix)7 7 {}\n")
    #expect(reading.tally.malformed == 3 && reading.tally.callbacks == 1)
    #expect(reading.tally.values == 8)
    for step in [1, 3] {
      #expect(
        Reading("\(prefix){\"a\":\n7}\n\(prefix)[1,\n\(Self.body)\n\(prefix)7 7 {}\n", step: step)
          == reading)
    }
    // Those behind other prefixes may go over lines.
    #expect(Reading("2026-07-06 12:00:00 {\"a\":\n7}\n").tally.foreign == 1)
  }

  static func line(_ stream: String, _ tag: String, _ content: some StringProtocol) -> String {
    "2026-07-06T12:00:00Z \(stream) \(tag) \(content)\n"
  }

  @Test func pieces() {
    let third = Self.body.index(Self.body.startIndex, offsetBy: 20)
    let two = Self.body.index(third, offsetBy: 20)
    let pieces = [Self.body[..<third], Self.body[third..<two], Self.body[two...]]
    let whole = pieces.enumerated().map { Self.line("stdout", $0 < 2 ? "P" : "F", $1) }.joined()
    let reading = Reading(whole)
    #expect(events(in: whole) == [Self.listing + WrapperTests.arrived])
    #expect(reading.events.first?.hasPrefix("1:0 ") == true)
    #expect(reading.tally.values == 1 && reading.tally.lines == 3 && reading.tally.callbacks == 1)
    for step in [1, 5] { #expect(Reading(whole, step: step) == reading) }
    // Interleaved with another stream, never ended, and behind each other.
    let other = Self.line("stderr", "P", pieces[0]) + Self.line("stdout", "P", pieces[0])
    let mixed =
      other + Self.line("stdout", "P:x", pieces[1]) + Self.body + "\n"
      + Self.line("stderr", "P", pieces[1]) + Self.line("stdout", "F", pieces[2] + Self.body)
      + Self.line("stderr", "P", pieces[2])
    #expect(Reading(mixed).events.count == 4)
    #expect(Reading(mixed).tally.callbacks == 4 && Reading(mixed).tally.malformed == 0)
    // A tag goes up to a space, whatever else it holds.
    let odd =
      Self.line("stdout", "P:\tx", pieces[0]) + Self.line("stdout", "F:\t", Self.body.dropFirst(20))
    #expect(events(in: odd) == [Self.listing + WrapperTests.arrived])
  }

  @Test func `lines that nothing ends come in their order`() {
    for streams in [["stdout", "stderr"], ["stderr", "stdout"]] {
      let lines = streams.map { Self.line($0, "P", Self.body) }.joined()
      #expect(Reading(lines).events.map { $0.prefix(2) } == ["1:", "2:"], "\(streams)")
    }
  }

  @Test func `damaged pieces`() {
    let cut = Self.line("stdout", "P", Self.body.prefix(20)) + Self.line("stdout", "F", "x")
    let reading = Reading(cut + Self.body)
    #expect(reading.tally.malformed == 1 && reading.events.count == 1)
    #expect(reading.tally.firstRejection?.line == 1 && reading.tally.firstRejection?.offset == 0)
    let foreign = Self.line("stdout", "P", "{\"a\":") + Self.line("stdout", "F", "1}")
    #expect(Reading(foreign).tally.foreign == 1)
    let long = Self.line("stdout", "P", Self.body) + Self.line("stdout", "F", Self.body)
    let rules = ReadingRules(valueLimit: Self.body.utf8.count + 5)
    #expect(Reading(long, rules).tally.malformed == 1)
    #expect(Reading(long, rules).tally.firstRejection?.reason == .tooLong)
  }

  @Test func `prefixes without end`() {
    for tag in ["P ", "F ", "F" + String(repeating: " ", count: 70)] {
      let nested = String(repeating: "2026-07-06T12:00:00Z stdout \(tag)", count: 200) + Self.body
      let reading = Reading(nested)
      #expect(reading.tally.values == 1 && reading.tally.malformed == 1, "\(tag)")
      #expect(Reading(nested, step: 7) == reading, "\(tag)")
    }
    // Blanks without end are waited for no longer either.
    let blanks = String(repeating: "\t", count: 9000)
    let far = "2026-07-06T12:00:00Z stdout F \(blanks)\(Self.body)\n"
    #expect(Reading(far).tally.callbacks == 1)
    for step in [7, 4099] { #expect(Reading(far, step: step) == Reading(far)) }
  }
}
