import Callbacks
import Primitives
import Testing

/// What the reader remembers from event to event must never show.
@Suite struct PredictionTests {
  static let seed: UInt64 = 0x5EED_2027

  private static func pick<Choice>(
    _ choices: [Choice], _ random: inout SeededGenerator
  ) -> Choice {
    choices[Int.random(in: choices.indices, using: &random)]
  }

  /// Times of a few days in all forms, a byte of most of them changed.
  static func times(_ random: inout SeededGenerator) -> [[UInt8]] {
    let days = ["2026-11-20", "2026-11-21", "2024-02-29", "2023-02-29", "0000-01-01", "9999-12-31"]
    let clocks = ["T00:00:00", "T23:59:59", "T12:34:56", "T23:59:60", "T24:00:00", "t01:02:03"]
    let ends = ["Z", ".1Z", ".123Z", ".123456Z", ".999999Z", "+02:00", ".5-05:00", "", "z", ".Z"]
    let bytes = Array("0123456789:-.TtZz+ /\u{7F}\u{80}".utf8)
    return (0..<400).map { _ in
      var time = Array((pick(days, &random) + pick(clocks, &random) + pick(ends, &random)).utf8)
      if Bool.random(using: &random) {
        let place = Int.random(in: time.indices, using: &random)
        time[place] = pick(bytes, &random)
      }
      return time
    }
  }

  @Test func `times of any day are read as if alone`() {
    var random = SeededGenerator(seed: Self.seed)
    let times = Self.times(&random)
    var archive: [UInt8] = []
    for time in times {
      archive += Array(#"{"type":"x","time":""#.utf8) + time
      archive += Array("\",\"message\":{\"id\":\"1\"}}\n".utf8)
    }
    var read: [Timestamp?] = []
    var reader = ValueReader()
    _ = reader.read(archive.span, isLast: true) { batch, range, _, _ in
      read += batch.events[range].map(\.time)
    }
    #expect(read == times.map { Timestamp(rfc3339: $0.span) }, "seed \(Self.seed)")
  }

  /// A callback whose members come in any order, some left out, with blanks or without.
  static func callback(_ number: Int, _ random: inout SeededGenerator) -> String {
    let blanks = ["", "", " ", "\t"]
    func blank() -> String { pick(blanks, &random) }
    func object(_ members: [(String, String)]) -> String {
      let some = members.shuffled(using: &random).map { key, value in
        "\(blank())\"\(key)\"\(blank()):\(blank())\(value)\(blank())"
      }
      return "{" + some.joined(separator: ",") + "}"
    }
    var other = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      // Without end, so that what is kept of keys overflows.
      ("k\(Int.random(in: 0...9999, using: &random))", #"["a"]"#)
    }
    let message = object(
      [("id", "\"m\(number)\""), ("to", #"["+19195550101"]"#), ("segmentCount", "1")] + other)
    other.append(("sendTo", #"{"to":"x","id":"y"}"#))
    return object(
      [("type", #""message-failed""#), ("to", "\"+1919555\(number)\""), ("message", message)]
        + other)
  }

  @Test func `keys of any order are read`() {
    var random = SeededGenerator(seed: Self.seed)
    let numbers = 1000..<4000
    let text = numbers.map { Self.callback($0, &random) }.joined(separator: "\n")
    let expected = numbers.map { "failed m\($0) +1919555\($0)" }
    for step in [nil, 4096] {
      let events = Reading(text, step: step).events
      #expect(
        events.map { $0.split(separator: " ").dropFirst().joined(separator: " ") } == expected,
        "seed \(Self.seed), step \(step ?? 0)")
    }
  }

  @Test(arguments: [
    (#"["+19195550101"]"#, "+19195550101"), (#"["\u002b19195550101"]"#, "+19195550101"),
    (#"[ "+19195550101" ]"#, "+19195550101"), (#"["19195550101"]"#, "+19195550101"),
    (#"["24544"]"#, "24544"), (#"[""]"#, ""), (#"["a","b"]"#, ""), (#"[["a"]]"#, ""),
    (#"[null]"#, ""), ("[]", ""), (#""a""#, "a"),
  ])
  func `a list of one is its element`(list: String, recipient: String) {
    for place in [#""to":\#(list),"message":{"id":"m"}"#, #""message":{"id":"m","to":\#(list)}"#] {
      let events = Reading(#"{"type":"message-sent",\#(place)}"#).events
      #expect(events == ["1:0 sent m \(recipient)"], "\(place)")
    }
  }

  /// Whatever stands in a line, it is read as by a reader that has not seen the line before it.
  @Test func `a damaged line is read as if alone`() {
    let lines = [
      #"[{"type":"message-sent","time":"2026-11-20T07:01:28.508369Z","to":"+19195550101","#
        + #""errorCode":4770,"message":{"id":"m","to":["+19195550101"],"media":["a","b"],"#
        + #""segmentCount":1,"tag":null,"content":{"text":"x"}}}]"#,
      #"{"data": {"body" : "e30=", "a":true}, "type": "x","#
        + "\n \"message\":{\n \"id\": \"m\",\"tag\":\"\"} }",
    ]
    // Longer than what is looked at at once.
    let behind = Array(("\n\"" + String(repeating: "x", count: 80) + "\"\n").utf8)
    let values = Array("\"\\{}[],:1x \n\0\u{1F}\u{80}".utf8)
    for line in lines.map({ Array($0.utf8) }) {
      for place in line.indices {
        var damaged = [line, line, line]
        damaged[0].remove(at: place)
        for value in values {
          damaged[1][place] = value
          damaged[2].insert(value, at: place)
          for other in damaged {
            let alone = Reading(bytes: other + behind)
            let taught = Reading(bytes: line + [0x0A] + other + behind)
            #expect(Self.isSame(taught, alone), "\(String(decoding: other, as: UTF8.self))")
          }
          damaged[2].remove(at: place)
        }
      }
    }
  }

  /// Whether a reading is that of a good line with one event, and of what another reading is of.
  private static func isSame(_ reading: Reading, _ rest: Reading) -> Bool {
    let (found, expected) = (reading.tally, rest.tally)
    // Behind where their values begin.
    let events = reading.events.dropFirst().map { $0.drop { $0 != " " } }
    return events == rest.events.map { $0.drop { $0 != " " } }
      && found.values == expected.values + 1 && found.callbacks == expected.callbacks + 1
      && found.malformed == expected.malformed
      && found.firstRejection?.reason == expected.firstRejection?.reason
  }
}
