import Primitives
import TestSupport
import Testing

@testable import Lifecycles

@Suite struct JoinLawTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `joining is merging`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    expectMergeLaws((0..<4).map { RecordedEvents(random: &generator, eventCount: $0 * 5) })
  }

  @Test func `each event counts once`() {
    var generator = SeededGenerator(seed: 1)
    let join = RecordedEvents(random: &generator, eventCount: 100).join
    var counts = LifecycleCounts.identity
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, OutcomeRules(coverageEnd: nil, receipts: .auto)) {
        counts.count($0)
      }
    }
    #expect(counts.uniqueEvents + counts.duplicates == 100)
  }

  /// Numbers are packed, longer ones behind shorter ones, and texts have the order in which they came.
  @Test func `of several senders the greatest by bytes remains`() {
    var pool = TextPool()
    let texts = ["zebra", "+2", "12345", "+19195550101", "ACME", "+1", "zeal", ""].map {
      Array($0.utf8)
    }
    let senders = texts.map { PackedText(number: $0.span) ?? PackedText(pool.intern($0.span)) }
    for (first, text) in zip(senders, texts) {
      for (second, other) in zip(senders, texts) {
        let greatest = text.lexicographicallyPrecedes(other) ? other : text
        #expect(first.greater(second, in: pool).bytes(in: pool) == greatest)
      }
    }
  }
}
