import Lifecycles
import Primitives
import TestSupport
import Testing

@Suite struct JoinLawTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func joiningIsMerging(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    expectMergeLaws((0..<4).map { RecordedEvents(random: &generator, eventCount: $0 * 5) })
  }

  @Test func eachEventCountsOnce() {
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
}
