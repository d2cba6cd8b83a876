import Callbacks
import Lifecycles
import Primitives
import TestSupport
import Testing

@Suite struct MessageOrderTests {
  private static let rules = OutcomeRules(coverageEnd: nil, receipts: .auto)

  /// The ids of all messages as they come, of events that are dealt to some recorders.
  private func ids(_ names: [String], recorders count: Int, _ order: MessageOrder) -> [String] {
    var recorders = (0..<count).map { _ in LifecycleRecorder(order: order) }
    for (number, name) in names.enumerated() {
      var reader = ValueReader()
      let event = Array(#"{"type":"message-sent","message":{"id":"\#(name)"}}"#.utf8)
      _ = reader.read(event.span, isLast: true) { batch, range, source, _ in
        for event in batch.events[range] {
          recorders[number % count].record(event, batch, source, arrival: nil)
        }
      }
    }
    let join = LifecycleJoin(recorders)
    var ids: [String] = []
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, Self.rules) {
        ids.append(String(decoding: $0.id, as: UTF8.self))
      }
    }
    return ids
  }

  @Test func `a stable order does not depend on how events came`() {
    let names = (0..<3000).map {
      "\($0 % 1000)" + ($0 % 3 == 0 ? "a long end, behind 32 bytes" : "")
    }
    var generator = SeededGenerator(seed: 7)
    let expected = ids(names, recorders: 1, .stable)
    #expect(expected.count == Set(names).count)
    for count in [1, 2, 7] {
      #expect(ids(names.shuffled(using: &generator), recorders: count, .stable) == expected)
    }
    #expect(Set(ids(names, recorders: 2, .secret)) == Set(expected))
  }

  /// Outputs are in this order: it must not change from version to version unnoticed.
  @Test func `a stable order is the same everywhere`() {
    #expect(ids((0..<8).map { "m\($0)" }, recorders: 1, .stable) == Self.recorded)
  }

  private static let recorded = ["m0", "m3", "m7", "m1", "m5", "m6", "m4", "m2"]
}
