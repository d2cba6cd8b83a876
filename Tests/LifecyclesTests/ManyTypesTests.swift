import Lifecycles
import Primitives
import TestSupport
import Testing

/// Messages whose events have more types than there are: they are found by an index then.
@Suite struct ManyTypesTests {
  private func event(_ type: Int, _ recipient: Int) -> String {
    """
    {"type":"type-\(type)","time":"2026-01-01T00:00:00Z","to":"+1919555\(1000 + recipient)",\
    "message":{"id":"a","direction":"out"}}
    """
  }

  /// Of each recipient and type how many events there are.
  private func counts(_ events: [String]) -> [String: Int64] {
    let join = RecordedEvents(events.joined(separator: "\n")).join
    var counts: [String: Int64] = [:]
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, OutcomeRules(coverageEnd: nil, receipts: .auto)) {
        for lifecycle in $0.lifecycles {
          let recipient = String(decoding: lifecycle.recipient.bytes(in: join.pool), as: UTF8.self)
          for tally in $0.tallies[lifecycle.tallies] {
            let type = String(decoding: join.pool[tally.type.name], as: UTF8.self)
            #expect(counts.updateValue(tally.count, forKey: "\(recipient) \(type)") == nil)
          }
        }
      }
    }
    return counts
  }

  @Test(arguments: [1, 3, 20])
  func `each is counted once, in any order`(recipientCount: Int) {
    var generator = SeededGenerator(seed: 9)
    // As many as are searched for, one more, and many; and then a message of few again.
    for typeCount in [31, 32, 33, 34, 200] {
      var expected: [String: Int64] = [:]
      var events: [String] = []
      for recipient in 0..<recipientCount {
        for type in 0..<typeCount {
          let count = Int.random(in: 1...3, using: &generator)
          expected["+1919555\(1000 + recipient) type-\(type)"] = Int64(count)
          events += [String](repeating: event(type, recipient), count: count)
        }
      }
      events.shuffle(using: &generator)
      #expect(counts(events) == expected, "\(typeCount) types")
    }
  }
}
