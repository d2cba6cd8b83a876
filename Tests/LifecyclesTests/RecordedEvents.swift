import Callbacks
import Primitives
import TestSupport

@testable import Lifecycles

/// What some recorders took down, as a value: equal when the same messages come of it.
struct RecordedEvents: Mergeable {
  static let identity = RecordedEvents(recorders: [])

  private(set) var recorders: [LifecycleRecorder]

  mutating func merge(_ other: RecordedEvents) {
    recorders += other.recorders
  }

  static func == (a: RecordedEvents, b: RecordedEvents) -> Bool { a.contents == b.contents }

  var join: LifecycleJoin { LifecycleJoin(recorders) }

  /// All messages, in an order of their own, with the texts in place of their ids.
  var contents: [String] { contents(weightLimit: MessageCut.weightLimit) }

  /// The same, with another limit of what a message may weigh.
  func contents(weightLimit: Int) -> [String] {
    var lines: [String] = []
    let join = LifecycleJoin(recorders, weightLimit: weightLimit)
    let rules = OutcomeRules(coverageEnd: nil, receipts: .auto)
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, rules) {
        lines.append(MessageDescription(message: $0, pool: join.pool).text)
      }
    }
    return lines.sorted()
  }
}

/// A message, spelled out.
struct MessageDescription {
  let message: Message
  let pool: TextPool

  var text: String {
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
        \(lifecycle.recipient.bytes(in: pool)) \(text(lifecycle.carrier)) \
        \(String(describing: lifecycle.direction)) \(tallies.sorted())
        """
    }
    return """
      \(message.id) \(texts) \(facts.sender.bytes(in: pool)) \
      \(String(describing: facts.time)) \(String(describing: facts.segmentCount)) \
      \(facts.recipientCount) \(facts.mediaCount) \(facts.textHash) \(facts.keyword) \
      \(facts.recipientsHash) \(String(describing: message.creationTime)) \(message.cut) \
      \(lifecycles.sorted())
      """
  }

  private func text(_ id: TextID) -> String { String(decoding: pool[id], as: UTF8.self) }
}

extension RecordedEvents {
  /// Reads one body.
  init(_ body: String, _ order: MessageOrder = .secret) {
    var recorder = LifecycleRecorder(order: order)
    var reader = ValueReader()
    _ = reader.read(Array(body.utf8).span, isLast: true) { batch, range, source, _ in
      for event in batch.events[range] {
        recorder.record(event, batch, source, arrival: event.stampedArrival ?? event.time)
      }
    }
    self.init(recorders: [recorder])
  }

  /// Events over few ids and values, so that they meet and conflict.
  init(
    random generator: inout SeededGenerator, eventCount: Int, _ order: MessageOrder = .secret
  ) {
    let bodies = (0..<eventCount).map { _ in Self.event(&generator) }
    self.init(bodies.joined(separator: "\n"), order)
  }

  private static func event(_ generator: inout SeededGenerator) -> String {
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
    let type = pick([
      "message-sending", "message-queued", "message-delivered", "message-failed",
      "message-received",
      "message-new", "message-read",
    ])
    let datedID = "1767225600000abcdefgh234567zz"
    let longID = String(repeating: "long", count: 10)
    let code = pick(["4770", "\"902\"", "null", "5600"])
    let time = pick(["", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", "2026-01-02T00:00:00Z"])
    let recipient = pick(["+19195550101", "+19195550102", "12345", "name"])
    let message = """
      {"id":"\(pick(["a", "b", longID + "1", longID + "2", datedID]))","time":"\(pick(["", time]))",\
      "applicationId":"\(pick(["", "app1", "app2"]))","tag":"\(pick(["", "x", "xy"]))",\
      "from":"\(pick(["", "+19195550103", "SENDER"]))","text":"\(pick(["STOP", "hi", ""]))",\
      "to":["+1"\(pick(["", ",\"+2\""]))],"segmentCount":\(pick(["0", "1", "2", "null"])),\
      "direction":"\(pick(["in", "out"]))"}
      """
    return """
      {"type":"\(type)","time":"\(time)","to":"\(recipient)","errorCode":\(code),\
      "carrierName":"\(pick(["", "one", "two"]))","message":\(message)}
      """
  }
}
