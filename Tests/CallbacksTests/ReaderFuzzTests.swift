import Callbacks
import Primitives
import Testing

/// Damages good archives at random; whatever comes out, the books must balance.
@Suite struct ReaderFuzzTests {
  static let seed: UInt64 = 0x5EED_2026

  static let bodies = [
    #"[{"type":"message-failed","time":"2026-07-06T12:00:01Z","to":"+19195550101","errorCode":770,"#
      + #""message":{"id":"1661365814859loidf7mcwd4qacn7","to":["+19195550101"],"from":"x"}}]"#
      + "\n",
    #"{"type":"message-received","message":{"id":"a","text":"STOP","media":["h:\/\/a.smil"]}}"#,
    #"{"a":{"type":"x","message":{"id":"1"}},"a":{"type":"y","message":{"id":"2"}}}"# + "\r\n",
    "[\n{\"type\":\"message-sent\",\"message\":{\"id\":\"b\"}},\n12,\n[],\n{\"a\":\n[1]}\n]\n",
    "{\n\"date\": 1783339200,\n\"type\": \"x\",\n\"message\": {\"id\": \"c\\ud800\"}\n}\n",
    #"{"type":"message-sent","platform":"x","message":{"id":"d"}}"# + "\n",
    "\u{FEFF}", "\0\0\n", "\n", " \t\r\n", "[]\n", "{}{}", "[[]]", "12 ", "true\n", "\"text\"\n",
    "-1.5e3,", "[1,\n2,\n", "{\"a\":[\n", "}\n", "[\n\0\n2]\n", "[\n\u{FEFF}\n", "null", "[[[[[[\n",
    "[{\"b\":\n", "{\"c\":{}}\n", "]}\n", "{\"d\":\n", ",\n", "1\n", "{\"e\":[\n{\"f\":\n",
  ]

  /// Bytes that tip the scales when they come instead of others.
  static let telling = Array("\n\n\"\\{}[],:0129-.eE tfnu\r\t\0\u{FEFF}\u{1F}\u{80}".utf8)

  @Test func `books balance and windows do not matter`() {
    var random = SeededGenerator(seed: Self.seed)
    for round in 0..<20_000 {
      let bytes = Self.archive(&random)
      let whole = Reading(bytes: bytes)
      let step = Int.random(in: 1...bytes.count + 1, using: &random)
      let stepped = Reading(bytes: bytes, step: max(step, bytes.count / 8))
      let tally = whole.tally
      let (lines, blankLines) = Self.lines(of: bytes)
      let slow = SlowReader(bytes)
      let isGood =
        tally.values == slow.values && tally.malformed == slow.malformed && whole == stepped
        && whole.leftover == 0
        && tally.values == tally.callbacks + tally.foreign + tally.malformed
        && tally.lines == lines && tally.blankLines == blankLines
        && (tally.malformed > 0) == (tally.firstRejection != nil)
      guard isGood else {
        Issue.record(
          """
          seed \(Self.seed), round \(round), step \(step): \(String(decoding: bytes, as: UTF8.self))
          \(whole) \(stepped) \(lines) lines, \(blankLines) blank; \(slow)
          """)
        return
      }
    }
  }

  @Test func `values inside damaged ones are read again`() {
    var random = SeededGenerator(seed: Self.seed)
    let lines = ["{\"a\":[\n", "[\n", "{\"a\":\n", "[{\"a\":\n", "{\"a\":{},\"b\":[1,\n", "[[\n"]
    let ends = [
      "", "1", "]", "}", "x", "\"", "\"\\", "1]}]}]}]}]}]}", "]]]]]]]]\n1\n{}\n", "\n\n[]]\n2",
    ]
    for round in 0..<60 {
      var text = ""
      let kinds = Int.random(in: 1...lines.count, using: &random)
      let count = round < 2 ? 1100 : Int.random(in: 1...60, using: &random)
      for _ in 0..<count {
        text += lines[Int.random(in: 0..<kinds, using: &random)]
      }
      text += ends[Int.random(in: ends.indices, using: &random)]
      let bytes = Array(text.utf8)
      let limit = round % 2 == 0 ? 64 << 20 : Int.random(in: 1...bytes.count, using: &random)
      let slow = SlowReader(bytes, valueLimit: limit)
      let whole = Reading(bytes: bytes, ReadingRules(valueLimit: limit))
      let stepped = Reading(bytes: bytes, step: 97, ReadingRules(valueLimit: limit))
      #expect(whole.tally.malformed == slow.malformed, "seed \(Self.seed), round \(round)")
      #expect(whole.tally.values == slow.values, "seed \(Self.seed), round \(round)")
      #expect(stepped == whole, "seed \(Self.seed), round \(round)")
    }
  }

  /// A few bodies, most of them damaged in a place or two.
  static func archive(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      bytes += bodies[Int.random(in: bodies.indices, using: &random)].utf8
    }
    for _ in 0..<Int.random(in: 0...4, using: &random) { damage(&bytes, &random) }
    return bytes
  }

  private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = min(place + Int.random(in: 1...24, using: &random), bytes.count)
    let other = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: other)
    case 3: bytes.insert(contentsOf: bytes[place...], at: other)
    case 4 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 5 where place < bytes.count:
      bytes[place] = telling[Int.random(in: telling.indices, using: &random)]
    default: bytes.insert(telling[Int.random(in: telling.indices, using: &random)], at: place)
    }
  }

  /// Lines, and those of nothing but blanks, NUL bytes and byte order marks, counted slowly.
  static func lines(of bytes: [UInt8]) -> (lines: Int, blankLines: Int) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let blankLines = lines.filter { line in
      var rest = line
      while let byte = rest.first {
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
          rest.removeFirst(3)
        } else if [0x20, 0x09, 0x0D, 0x00].contains(byte) {
          rest.removeFirst()
        } else {
          return false
        }
      }
      return true
    }
    return (lines.count, blankLines.count)
  }
}
