import Primitives
import Testing

@testable import Lifecycles
@testable import Reports

struct CopySetTests {
  @Test(
    arguments: [
      ([], 0), ([0], 1), ([0, 0, 0], 1), ([0, 60], 1), ([0, 60.001], 2), ([60, 0], 1),
      // A chain is as long as its links allow, however long that is.
      ([0, 50, 100, 150, 200], 1), ([200, 0, 100, 50, 150], 1), ([0, 50, 111, 150], 2),
      ([-30, 30], 1), ([nil], 1), ([nil, nil], 2), ([0, nil, 1], 2),
    ] as [([Double?], Int64)])
  func `copies follow each other within a minute`(seconds: [Double?], count: Int64) {
    #expect(CopySet(seconds: seconds).gatheredCount == count)
  }

  @Test func `a copy between two chains joins them, whoever saw it`() {
    let ends = CopySet(seconds: [0, 100])
    #expect(ends.gatheredCount == 2)
    var all = ends
    all.merge(CopySet(seconds: [50]))
    #expect(all.gatheredCount == 1)
    #expect(all == CopySet(seconds: [50, 100, 0]))
    #expect(all != ends)
  }

  @Test func `copies are alike in sender, recipients, text and attachments`() {
    var pool = TextPool()
    func message(_ change: (inout MessageFacts) -> Void = { _ in }) -> Message {
      var message = Message()
      message.creationTime = Timestamp(millisecondsSinceEpoch: 0)
      message.facts.sender = PackedText(Array("+14155550120".utf8).span, pool: &pool)
      message.facts.recipientsHash = 2
      message.facts.textHash = 3
      message.facts.mediaCount = 1
      change(&message.facts)
      return message
    }
    let other = PackedText(Array("+14155550121".utf8).span, pool: &pool)
    let name = PackedText(Array("name".utf8).span, pool: &pool)
    let messages = [
      message(), message { $0.sender = other }, message { $0.sender = name },
      message { $0.recipientsHash = 3 }, message { $0.textHash = 2 }, message { $0.mediaCount = 2 },
      // The same numbers in other places.
      message { ($0.recipientsHash, $0.textHash) = (3, 2) },
    ]
    var set = CopySet()
    for message in messages + messages { set.insert(message, pool) }
    #expect(set.gatheredCount == Int64(messages.count))
    // What may differ between copies.
    set.insert(message { ($0.segmentCount, $0.recipientCount) = (9, 9) }, pool)
    set.insert(message { $0.tag = pool.intern(Array("tag".utf8).span) }, pool)
    #expect(set.gatheredCount == Int64(messages.count))
  }

  @Test func `neither order nor grouping shows`() {
    let seed: UInt64 = 21
    var generator = SeededGenerator(seed: seed)
    for round in 0..<200 {
      let seconds = (0..<8).map { _ in Double(Int.random(in: 0...400, using: &generator)) }
      let split = Int.random(in: 0...8, using: &generator)
      var parts = CopySet(seconds: Array(seconds[split...]).shuffled(using: &generator))
      parts.merge(CopySet(seconds: Array(seconds[..<split])))
      #expect(parts == CopySet(seconds: seconds), "seed \(seed), round \(round)")
      // A new message wherever the sorted times leave a gap.
      let sorted = seconds.sorted()
      let gaps = zip(sorted, sorted.dropFirst()).count { $1 - $0 > 60 }
      #expect(parts.gatheredCount == Int64(gaps + 1), "seed \(seed), round \(round)")
    }
  }
}
