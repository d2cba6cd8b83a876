import Lifecycles
import Primitives
import Testing

@testable import Reports

struct ConditionTests {
  /// Of values that are named in a command; what a terminal would act on is not.
  @Test(
    arguments: [
      ("spring", "tag=spring"), (#"back\slash"#, #"tag=back\slash"#), ("a, b", #"tag="a, b""#),
      (#"say "x""#, #"tag=say "x""#), ("日本語", "tag=日本語"), ("", "tag="),
      ("\u{1B}[31m", nil), ("a\nb", nil), ("a\u{202E}b", nil), ("\u{0}", nil),
    ] as [(String, String?)])
  func `a value is written so that an option takes it`(text: String, condition: String?) throws {
    let member = SliceMember(dimension: .tag, value: .text(Array(text.utf8)))
    #expect(member.condition == condition)
    if let condition { #expect(try Condition(condition).description == condition) }
  }

  @Test(
    arguments: [
      ("carrier=", "carrier="), ("carrier!=", "carrier!="), ("tag~", "tag~"),
      ("tag=a,b", "tag=a,b"), ("tag=a,a,", "tag=a,a,"), (#"tag="a,b""#, #"tag="a,b""#),
      (#"tag="ab""#, "tag=ab"), (#"tag="a""b""#, #"tag=a"b"#), (#"tag="""ab""#, #"tag="""ab""#),
      (#"tag=a"b,c"#, #"tag=a"b,c"#), (#"tag="",x"#, "tag=,x"), ("tag==", "tag=="),
      ("tag=a!=b~c", "tag=a!=b~c"), ("tag~[!a-z]*,?", "tag~[!a-z]*,?"),
      (#"tag~"[a,b]""#, #"tag~"[a,b]""#), ("tag=\u{1F600}\u{301}", "tag=\u{1F600}\u{301}"),
      ("tag~[]],[!]]", "tag~[]],[!]]"), ("tag= a ", "tag= a "),
      ("recipient!=19195550101,", "recipient!=+19195550101,"),
      ("sender=19195550101,20100,shop", "sender=+19195550101,20100,shop"),
      ("recipient~1919*", "recipient~1919*"),
      ("error_code=770,902,9902", "error_code=4770,9902,9902"),
      ("error_code=04770,", "error_code=4770,"), ("error_code~*70", "error_code~*70"),
      ("segment_count=01", "segment_count=1"), ("group_size=770", "group_size=770"),
    ])
  func `conditions are written as they are read`(text: String, normal: String) throws {
    let condition = try Condition(text)
    #expect("\(condition)" == normal)
    #expect("\(try Condition(normal))" == normal)
  }

  @Test(
    arguments: [
      ("", .noOperator("")), ("carrier", .noOperator("carrier")),
      ("=x", .dimension(.unknown(name: "", nearest: nil))),
      ("Carrier=x", .dimension(.unknown(name: "Carrier", nearest: .carrier))),
      ("tag!~x", .noOperator("tag!~x")),
      ("error_code=abc", .noWholeNumber("abc", of: .errorCode)), ("error_code~abc", nil),
      ("segment_count!=1,1.0", .noWholeNumber("1.0", of: .segmentCount)),
      ("event_type=x", .dimension(.unknown(name: "event_type", nearest: nil))),
      (#"tag="a"#, .unclosedQuote(#""a"#)), (#"tag=b,"a""#, nil),
      (#"tag="a""#, nil), (#"tag="a""""#, nil), (#"tag="a"""#, .unclosedQuote(#""a"""#)),
      (#"tag="a"b"#, .textBehindQuote(#""a"b"#)), ("tag~[a", .unclosedBracket("[a")),
      ("tag~[]", .unclosedBracket("[]")), ("tag~[!]", .unclosedBracket("[!]")),
      ("tag~[a,b]", .unclosedBracket("[a")), ("tag~[z-a]", .backwardRange("[z-a]")),
      ("tag=[a", nil), ("tag~]", nil),
    ] as [(String, ConditionError?)])
  func `mistakes are told apart`(text: String, expected: ConditionError?) {
    var found: ConditionError?
    do throws(ConditionError) {
      _ = try Condition(text)
    } catch {
      found = error
    }
    #expect(found == expected)
  }

  /// Which of some messages a condition lets pass, by their tags.
  private func passing(_ condition: String, _ tags: [String]) throws -> [String] {
    let filter = LifecycleFilter([try Condition(condition)])
    let events = tags.enumerated().map { number, tag in
      #"{"type":"message-sent","to":"+19195550101","message":{"id":"\#(number)","tag":"\#(tag)"}}"#
    }
    var passing: [String] = []
    ReadArchive(events.joined(separator: "\n")).forEachMessage(
      OutcomeRules(coverageEnd: nil, receipts: .auto)
    ) { message, pool in
      if filter.contains(message, 0, pool) {
        passing.append(String(decoding: pool[message.facts.tag], as: UTF8.self))
      }
    }
    return passing.sorted()
  }

  @Test(
    arguments: [
      ("tag=a", ["a"]), ("tag=a,", ["", "a"]), ("tag=", [""]), ("tag=A", []),
      ("tag!=a,b", ["", "ab", "é", "éé"]), ("tag!=", ["a", "ab", "b", "é", "éé"]),
      ("tag~?", ["a", "b", "é"]), ("tag~*", ["", "a", "ab", "b", "é", "éé"]), ("tag~", [""]),
      ("tag~?*", ["a", "ab", "b", "é", "éé"]), ("tag~[!a]", ["b", "é"]),
      ("tag~[a-é]", ["a", "b", "é"]),
      ("tag~??", ["ab", "éé"]), ("tag~*b,a", ["a", "ab", "b"]), ("tag~*[é]", ["é", "éé"]),
      ("tag~[a-]", ["a"]), ("tag~[-b]", ["b"]),
    ])
  func `a condition holds for these tags`(condition: String, expected: [String]) throws {
    #expect(try passing(condition, ["", "a", "b", "ab", "é", "éé"]) == expected)
  }

  /// Wherever in a text they stand: eight bytes are looked at together.
  @Test(arguments: [0, 1, 7, 8, 9, 16, 17])
  func `bytes that are not UTF-8 are compared as they are shown`(count: Int) throws {
    let text = String(repeating: "a", count: count)
    let event = #"{"type":"message-sent","to":"+1","message":{"id":"m","tag":""# + text
    let archive = ReadArchive(bytes: Array(event.utf8) + [0xFF] + Array(#""}}"#.utf8))
    let conditions = [
      "tag~\(text)?", "tag~*[\u{FFFD}]", "tag=\(text)\u{FFFD}", "tag!=\(text)", "tag!=",
    ]
    for condition in conditions {
      let filter = LifecycleFilter([try Condition(condition)])
      archive.forEachMessage(OutcomeRules(coverageEnd: nil, receipts: .auto)) { message, pool in
        #expect(filter.contains(message, 0, pool), "\(condition)")
      }
    }
  }

  /// Long texts that nearly match must not take the time of all ways to divide them.
  @Test(.timeLimit(.minutes(30))) func `many stars end soon`() throws {
    let glob = try Glob(String(repeating: "*a", count: 50) + "b")
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 2000)
    let isMatch = glob.matches(text.span)
    #expect(!isMatch)
  }

  private static let globParts = ["*", "?", "a", "é", "[ab]", "[!a]", "[a-é]", "*", "b"]

  @Test func `globs agree with trying everything`() throws {
    let seed: UInt64 = 21
    var generator = SeededGenerator(seed: seed)
    var (matched, missed) = (0, 0)
    for round in 0..<20_000 {
      let parts = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        Self.globParts.randomElement(using: &generator) ?? ""
      }
      let text = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        ["a", "b", "é", "😀"].randomElement(using: &generator) ?? ""
      }
      let glob = try Glob(parts.joined())
      let bytes = Array(text.joined().utf8)
      let isMatch = glob.matches(bytes.span)
      let expected = matches(parts[...], text[...])
      #expect(isMatch == expected, "\(parts) \(text), seed \(seed), round \(round)")
      if expected { matched += 1 } else { missed += 1 }
    }
    #expect(matched > 1000 && missed > 1000)
  }

  private func matches(_ parts: ArraySlice<String>, _ text: ArraySlice<String>) -> Bool {
    guard let part = parts.first else { return text.isEmpty }
    if part == "*" {
      return matches(parts.dropFirst(), text) || !text.isEmpty && matches(parts, text.dropFirst())
    }
    guard let character = text.first else { return false }
    let isTaken =
      switch part {
      case "?": true
      case "[ab]": character == "a" || character == "b"
      case "[!a]": character != "a"
      case "[a-é]": character != "😀"
      default: part == character
      }
    return isTaken && matches(parts.dropFirst(), text.dropFirst())
  }
}
