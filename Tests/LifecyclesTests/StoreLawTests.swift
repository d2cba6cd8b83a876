import Callbacks
import Lifecycles
import Primitives
import TestSupport
import Testing

/// A store as a value: equal when everything it knows is.
struct StoreValue: Mergeable {
  static var identity: StoreValue { StoreValue(store: LifecycleStore()) }

  let store: LifecycleStore

  mutating func merge(_ other: StoreValue) {
    // A store is shared, and a value must not be.
    let merged = LifecycleStore()
    merged.merge(store)
    merged.merge(other.store)
    self = StoreValue(store: merged)
  }

  static func == (a: StoreValue, b: StoreValue) -> Bool { a.contents == b.contents }

  /// All messages, in an order of their own, with the texts in place of their ids.
  var contents: [String] {
    var lines: [String] = []
    let rules = OutcomeRules(coverageEnd: nil, receipts: .auto)
    for partition in 0..<LifecycleStore.partitionCount {
      store.forEachMessage(in: partition, rules, store.pool) { lines.append(describe($0)) }
    }
    return lines.sorted()
  }

  private func describe(_ message: Message) -> String {
    let facts = message.facts
    let texts = [facts.application, facts.tag, facts.channel, facts.priority].map(text)
    let lifecycles = message.lifecycles.map { lifecycle in
      let tallies = message.tallies[lifecycle.tallies].map { tally in
        """
        \(tally.type.type) \(text(tally.type.name)) \(tally.count) \(tally.lateCount) \
        \(String(describing: tally.time)) \(String(describing: tally.code)) \
        \(String(describing: tally.arrivalSpread))
        """
      }
      return """
        \(lifecycle.recipient.bytes(in: store.pool)) \(text(lifecycle.carrier)) \
        \(String(describing: lifecycle.direction)) \(tallies.sorted())
        """
    }
    return """
      \(message.id) \(texts) \(facts.sender.bytes(in: store.pool)) \
      \(String(describing: facts.time)) \(String(describing: facts.segmentCount)) \
      \(facts.recipientCount) \(facts.mediaCount) \(facts.textHash) \(facts.keyword) \
      \(facts.recipientsHash) \(lifecycles.sorted())
      """
  }

  private func text(_ id: TextID) -> String { String(decoding: store.pool[id], as: UTF8.self) }
}

extension StoreValue {
  /// Reads one body.
  init(_ body: String) {
    let store = LifecycleStore()
    var recorder = LifecycleRecorder(store)
    var reader = ValueReader()
    _ = reader.read(Array(body.utf8).span, isLast: true) { batch, source, _ in
      for event in batch.events {
        recorder.record(event, batch, source, arrival: event.stampedArrival ?? event.time)
      }
    }
    self.init(store: store)
  }

  /// Events over few ids and values, so that they meet and conflict.
  init(random generator: inout SeededGenerator, eventCount: Int) {
    let bodies = (0..<eventCount).map { _ in Self.event(&generator) }
    self.init(bodies.joined(separator: "\n"))
  }

  private static func event(_ generator: inout SeededGenerator) -> String {
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
    let type = pick([
      "message-sending", "message-queued", "message-delivered", "message-failed",
      "message-received",
      "message-new", "message-read",
    ])
    let longID = String(repeating: "long", count: 10)
    let code = pick(["4770", "\"902\"", "null", "5600"])
    let time = pick(["", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", "2026-01-02T00:00:00Z"])
    let recipient = pick(["+19195550101", "+19195550102", "12345", "name"])
    let message = """
      {"id":"\(pick(["a", "b", longID + "1", longID + "2"]))","time":"\(pick(["", time]))",\
      "applicationId":"\(pick(["", "app1", "app2"]))","tag":"\(pick(["", "x", "xy"]))",\
      "from":"\(pick(["", "+19195550103", "SENDER"]))","text":"\(pick(["STOP", "hi", ""]))",\
      "to":["+1"\(pick(["", ",\"+2\""]))],"segmentCount":\(pick(["1", "2", "null"])),\
      "direction":"\(pick(["in", "out"]))"}
      """
    return """
      {"type":"\(type)","time":"\(time)","to":"\(recipient)","errorCode":\(code),\
      "carrierName":"\(pick(["", "one", "two"]))","message":\(message)}
      """
  }
}

@Suite struct StoreLawTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func storesMerge(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let stores = (0..<5).map { StoreValue(random: &generator, eventCount: $0 * 4) }
    expectMergeLaws(stores)
  }

  @Test func eachEventCountsOnce() {
    var generator = SeededGenerator(seed: 1)
    let store = StoreValue(random: &generator, eventCount: 100).store
    let counts = store.counts
    #expect(counts.uniqueEvents + counts.duplicates == 100)
  }
}
