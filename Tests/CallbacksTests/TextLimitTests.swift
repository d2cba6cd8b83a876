import TestSupport
import Testing

@testable import Callbacks
@testable import Primitives

@Suite struct TextLimitTests {
  private static func event(_ member: String, _ text: String, inMessage: Bool = false) -> String {
    let long = #""\#(member)":"\#(text)""#
    return inMessage
      ? #"{"type":"message-sent","to":"+19195550101","message":{"id":"m",\#(long)}}"#
      : #"{"type":"message-sent","to":"+19195550101",\#(long),"message":{"id":"m"}}"#
  }

  @Test(arguments: [
    ("to", false), ("carrierName", false), ("type", false), ("id", true), ("tag", true),
    ("applicationId", true), ("from", true), ("channel", true), ("priority", true),
  ])
  func `an event with a huge text is left out and told of`(member: String, inMessage: Bool) {
    for (count, isRead) in [((1 << 20) - 1, true), (1 << 20, false)] {
      let event = Self.event(
        member, String(repeating: "x", count: count), inMessage: inMessage)
      let reading = Reading("[\(event),\(Self.event("x", "y"))]\n\(Self.event("x", "y"))")
      #expect(reading.events.count == (isRead ? 3 : 2))
      #expect(reading.tally.callbacks == 2)
      #expect(reading.tally.malformed == (isRead ? 0 : 1))
      let reason = reading.tally.firstRejection?.reason
      #expect(reason == (isRead ? nil : .textTooLong))
    }
  }

  @Test func `so it is in a text inside of a value`() {
    let event = Self.event("tag", String(repeating: "x", count: 1_100_000), inMessage: true)
    let reading = Reading(#"{"body":\#(quoted(event))}"#)
    #expect(reading.events.isEmpty)
    #expect(reading.tally.firstRejection?.reason == .textTooLong)
    #expect(reading.tally.foreign == 1 && reading.tally.malformed == 1)
  }

  @Test func `texts that nobody counts may be as long as they like`() {
    let long = String(repeating: "x", count: 1_200_000)
    let reading = Reading(Self.event("text", long, inMessage: true) + Self.event("other", long))
    #expect(reading.events.count == 2 && reading.tally.malformed == 0)
  }

  /// Whoever knows the hash that is stored can write texts that have the same.
  @Test func `recipients are counted, not hashes that somebody can prepare`() throws {
    let key = StableHash.stable.keys.1
    let escapes = (0..<8).map { index -> String in
      let byte = UInt8(truncatingIfNeeded: key >> UInt64(8 * index))
      return byte < 0x20 ? "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))" : ""
    }
    let numbers = (0..<20).map { number in
      var text: [UInt8] = [UInt8(ascii: "\"")]
      for index in 0..<8 {
        if escapes[index].isEmpty {
          text.append(UInt8(truncatingIfNeeded: key >> UInt64(8 * index)))
        } else {
          text += Array(escapes[index].utf8)
        }
      }
      return text + Array("number\(number + 10)tailtailtailtail\"".utf8)
    }
    let hashes = numbers.map { number -> UInt64 in
      var text: [UInt8] = []
      JSONEscapes.decode(number.span, 1..<number.count - 1, to: &text)
      return StableHash.stable.hash(text.span)
    }
    try #require(Set(hashes).count == 1)
    let line =
      Array(#"{"type":"message-sent","to":"+19195550101","message":{"id":"m","to":["#.utf8)
      + Array(numbers.joined(separator: [UInt8(ascii: ",")])) + Array("]}}".utf8)
    var reader = ValueReader()
    var counts: [Int32] = []
    _ = reader.read(line.span, isLast: true) { batch, range, _, _ in
      counts += batch.events[range].map(\.facts.recipientCount)
    }
    #expect(counts == [20])
  }
}
