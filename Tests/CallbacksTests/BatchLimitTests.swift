import Foundation
import Primitives
import TestSupport
import Testing

@testable import Callbacks

/// Values with more events and texts than are held at a time: they are read once more, in parts.
@Suite struct BatchLimitTests {
  private static let seed: UInt64 = 0x0BA7_C4ED

  /// Everything that is read of a text.
  private struct Result: Equatable {
    var events: [String] = []
    var tally = ValueTally()
    var rejects: [RejectedLine] = []
  }

  private func read(
    _ text: String, limit: Int? = nil, body: String? = nil
  ) -> (result: Result, largestBatch: Int) {
    var rules = ReadingRules(body: body.flatMap { JSONPointer($0) }, rejectLimit: 1000)
    if let limit { rules.batchLimit = limit }
    var reader = ValueReader(rules)
    var result = Result()
    var largestBatch = 0
    _ = reader.read(Array(text.utf8).span, isLast: true) { batch, range, source, position in
      largestBatch = max(largestBatch, batch.events.count)
      for event in batch.events[range] {
        result.events.append(
          "\(position.line):\(position.offset) \(batch.listing(of: event, source))")
      }
    }
    result.rejects = reader.rejects?.take() ?? []
    result.tally = reader.tally
    return (result, largestBatch)
  }

  @Test func `the size of a batch does not show`() {
    var random = SeededGenerator(seed: Self.seed)
    var overflowCount = 0
    for round in 0..<3000 {
      var nextID = 0
      let text = Self.value(&random, &nextID, depth: 0) + "\n" + DuplicateKeyTests.event(7)
      let whole = read(text)
      for limit in [1, 2, 3, 7] {
        let parts = read(text, limit: limit)
        #expect(
          parts.result == whole.result, "seed \(Self.seed), round \(round), \(limit): \(text)")
        #expect(parts.largestBatch <= limit, "seed \(Self.seed), round \(round): \(text)")
        if whole.largestBatch > limit { overflowCount += 1 }
      }
      for pointer in ["", "/a", "/0", "/1/a", "/a/0"] {
        let whole = read(text, body: pointer).result
        let parts = read(text, limit: 1, body: pointer).result
        #expect(parts == whole, "seed \(Self.seed), round \(round), \(pointer): \(text)")
      }
    }
    #expect(overflowCount > 1000)
  }

  @Test(arguments: WrapperTests.wrappers.map(\.line))
  func `wrapped events come one by one`(line: String) {
    for text in [line, "[\(line),\(line)]", "[[\(line)],\(line)]", #"{"x":[\#(line),\#(line)]}"#] {
      #expect(read(text, limit: 1).result == read(text).result, "\(text)")
    }
  }

  @Test func `damage behind the first events makes none of them count`() {
    let events = (0..<20).map(DuplicateKeyTests.event).joined(separator: ",")
    for text in ["[\(events)", #"{"x":[\#(events)]"#, "[{\"x\":[\(events)]},{\"x\":[\(events)]}"] {
      let found = read("\(text) oh\n[]\n", limit: 3).result
      #expect(found.events.isEmpty && found.tally.malformed == 1 && found.tally.callbacks == 1)
    }
  }

  @Test func `what is left out of a value is told once`() {
    let long = #"{"type":"x","message":{"id":"\#(String(repeating: "a", count: 1 << 20))"}}"#
    let bomb = gzip([UInt8](repeating: 0x20, count: 1 << 20))
    let packed = #"{"data":"\#(Data(bomb).base64EncodedString())"}"#
    for parts in [[long, long, "{}"], [packed, packed, packed, packed]] {
      let event = DuplicateKeyTests.event(1)
      let text = "[\(event),\(parts.joined(separator: ",")),\(event)]\n"
      let whole = read(text).result
      #expect(whole.tally.malformed == 1 && whole.events.count == 2)
      #expect(read(text, limit: 1).result == whole)
    }
  }

  /// A value that may hold events in any way.
  private static func value(
    _ random: inout SeededGenerator, _ nextID: inout Int, depth: Int
  ) -> String {
    switch Int.random(in: 0..<(depth < 5 ? 12 : 5), using: &random) {
    case 0: return ["1", "null", "\"\"", "[]", "{}", "true"].randomElement(using: &random) ?? ""
    case 1...4:
      nextID += 1
      return DuplicateKeyTests.event(nextID)
    case 5: return quoted(value(&random, &nextID, depth: depth + 2))
    case 6:
      let packed = base64(value(&random, &nextID, depth: depth + 2))
      return #"{"body":"\#(packed)","isBase64Encoded":true}"#
    case 7:
      let packed = gzip(Array(value(&random, &nextID, depth: depth + 2).utf8))
      return #"{"data":"\#(Data(packed).base64EncodedString())"}"#
    case 8...9:
      let members = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        let key = ["a", "b", "message", "type", "body"].randomElement(using: &random) ?? ""
        return "\"\(key)\":\(value(&random, &nextID, depth: depth + 1))"
      }
      let stamp = Bool.random(using: &random) ? [#""timestamp":178333\#(depth)200"#] : []
      return "{\((members + stamp).joined(separator: ","))}"
    default:
      let elements = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        value(&random, &nextID, depth: depth + 1)
      }
      return "[\(elements.joined(separator: Bool.random(using: &random) ? "," : " , "))]"
    }
  }
}
