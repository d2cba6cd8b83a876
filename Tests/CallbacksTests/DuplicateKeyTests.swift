import Callbacks
import Primitives
import Testing

/// Of a key that occurs twice in a wrapper the last counts, and with it the events in it.
@Suite struct DuplicateKeyTests {
  /// An event whose message id is `id`.
  static func event(_ id: Int) -> String {
    #"{"type":"x","message":{"id":"\#(id)"}}"#
  }

  private func ids(_ text: String) -> [String] {
    events(in: text).compactMap { $0.split(separator: "id=").last.map(String.init) }
  }

  @Test(arguments: [
    (#"{"a":1,"a":2}"#, "12", ["2"]), (#"{"a":1,"\u0061":2}"#, "12", ["2"]),
    (#"{"\u0061":1,"a":2}"#, "12", ["2"]), (#"{"a":1,"b":2}"#, "12", ["1", "2"]),
    (#"{"a":1,"a":null}"#, "1", []), (#"{"a":null,"a":1}"#, "1", ["1"]),
    (#"{"a":1,"b":2,"a":3}"#, "123", ["2", "3"]),
    (#"{"a":1,"b":2,"b":3,"a":4}"#, "1234", ["3", "4"]),
    (#"{"a":[1,2,3],"b":4,"a":5,"b":[]}"#, "12345", ["5"]),
    (#"{"a":1,"c":{"a":2},"a":3}"#, "123", ["2", "3"]),
    (#"{"a":{"a":1,"a":2},"b":3}"#, "123", ["2", "3"]),
    (#"{"a":{"b":1},"a":{"b":2}}"#, "12", ["2"]), (#"{"a":1,"a":2,"a":3,"a":4}"#, "1234", ["4"]),
    (#"{"":1,"":2}"#, "12", ["2"]),
    (#"{"a":1,"A":2,"a ":3,"a\u0000":4}"#, "1234", ["1", "2", "3", "4"]),
    (#"[{"a":1},{"a":2}]"#, "12", ["1", "2"]), (#"{"message":1,"message":2}"#, "12", ["2"]),
    (#"{"message":{"a":1},"message":{"a":2}}"#, "12", ["2"]),
    (#"{"type":1,"type":2,"\ud83d\ude00":3,"😀":4}"#, "1234", ["2", "4"]),
    (#"{"\ud800":1,"\udfff":2}"#, "12", ["2"]),
  ])
  func `last of equal keys counts`(pattern: String, digits: String, expected: [String]) {
    // A digit behind a colon, comma or bracket stands for the event with that id.
    var text = pattern
    for digit in digits {
      for before in ":,[" {
        for after in ",]}" {
          text.replace(
            "\(before)\(digit)\(after)",
            with: "\(before)\(Self.event(Int("\(digit)") ?? 0))\(after)")
        }
      }
    }
    #expect(ids(text) == expected)
  }

  @Test func `many members are taken back by key`() {
    let seed: UInt64 = 20_261_124
    var random = SeededGenerator(seed: seed)
    for round in 0..<40 {
      var members: [String] = []
      var last: [Int: [String]] = [:]
      for id in 0..<Int.random(in: 1...120, using: &random) {
        let key = Int.random(in: 0..<60, using: &random)
        let count = Int.random(in: 0...2, using: &random)
        let name = Bool.random(using: &random) ? "k\(key)" : #"\u006b\#(key)"#
        members.append(
          #""\#(name)":[\#((0..<count).map { Self.event(id * 10 + $0) }.joined(separator: ","))]"#)
        last[key] = (0..<count).map { "\(id * 10 + $0)" }
      }
      let expected = last.values.joined().compactMap(Int.init).sorted().map(String.init)
      #expect(
        ids("{\(members.joined(separator: ","))}") == expected, "seed \(seed), round \(round)")
    }
  }
}
