import Lifecycles
import Primitives
import TestSupport
import Testing

/// Messages whose events have more types than there are: they are found by an index then.
@Suite struct ManyTypesTests {
  private func event(_ type: Int, _ recipient: Int, of id: String = "a") -> String {
    """
    {"type":"type-\(type)","time":"2026-01-01T00:00:00Z","to":"+1919555\(1000 + recipient)",\
    "message":{"id":"\(id)","direction":"out"}}
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
  /// Of one hour, so that they are joined one after the other.
  @Test(arguments: [(60, 1), (1, 60), (60, 20)])
  func `a message takes nothing from the one before it`(typeCount: Int, recipientCount: Int) {
    var generator = SeededGenerator(seed: 10)
    var events: [String] = []
    for number in 0..<4 {
      let id = "176722560000\(number)abcdefgh234567zz"
      // Each has some of all, so that what is found in one lies elsewhere in another, or nowhere.
      for type in 0..<typeCount {
        for recipient in 0..<recipientCount where (type + recipient + number) % 4 != 0 {
          events.append(event(type, recipient, of: id))
        }
      }
    }
    events.shuffle(using: &generator)
    let join = RecordedEvents(events.joined(separator: "\n"), .home).join
    var tallies = 0
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, OutcomeRules(coverageEnd: nil, receipts: .auto)) {
        #expect($0.tallies.allSatisfy { $0.count == 1 })
        tallies += $0.tallies.count
      }
    }
    #expect(tallies == events.count)
  }
}
