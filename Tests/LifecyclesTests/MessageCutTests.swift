import Callbacks
import Primitives
import TestSupport
import Testing

@testable import Lifecycles

/// What somebody may send for one message.
private struct SentEvent {
  var recipient: String
  var type: String
  var carrier: String
  var second: Int

  var body: String {
    """
    {"type":"\(type)","time":"2026-01-01T00:00:\(10 + second)Z","to":"\(recipient)",\
    "carrierName":"\(carrier)","message":{"id":"m","direction":"out"}}
    """
  }

  /// Over few values, so that recipients are joined of several events, some of them with long texts.
  init(random generator: inout SeededGenerator) {
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
    let number = Int.random(in: 100..<120, using: &generator)
    let long = String(repeating: "n\(number) ", count: Int.random(in: 10..<40, using: &generator))
    recipient = pick(["+19195550\(number)", "number \(number)", "+19195550\(number)", long])
    type = pick(["message-sent", "message-delivered", "message-queued", "queued " + long])
    carrier = pick(["", "one", "two", long])
    second = Int.random(in: 0..<50, using: &generator)
  }
}

/// The rule of ``MessageCut``, written down once more.
private struct ExpectedCut {
  private(set) var recipients: Set<String> = []
  private(set) var leftOut: [SentEvent] = []

  init(_ events: [SentEvent], weightLimit: Int) {
    var weight = 0
    let byRecipient = Dictionary(grouping: events, by: \.recipient)
    for (recipient, events) in byRecipient.sorted(by: { Self.rank($0.key) < Self.rank($1.key) }) {
      weight += Self.weight(events)
      if weight > weightLimit {
        leftOut += events
      } else {
        recipients.insert(recipient)
      }
    }
  }

  private static func rank(_ recipient: String) -> UInt64 {
    var pool = TextPool()
    let text = Array(recipient.utf8)
    let packed = PackedText(number: text.span) ?? PackedText(pool.intern(text.span))
    return MessageCut.rank(of: packed, pool)
  }

  private static func isKnown(_ type: String) -> Bool {
    ["message-sent", "message-delivered", "message-queued"].contains(type)
  }

  private static func weight(_ events: [SentEvent]) -> Int {
    let types = Set(events.map(\.type)).map { 64 + (isKnown($0) ? 0 : $0.utf8.count) }
    let carrier = events.map(\.carrier.utf8.count).max() ?? 0
    let recipient = events[0].recipient
    return (recipient.hasPrefix("+") ? 0 : recipient.utf8.count) + carrier + types.reduce(0, +)
  }
}

@Suite struct MessageCutTests {
  /// Heavier than a few recipients, lighter than all.
  private static let weightLimit = 2000
  private static let seeds = 1...40 as ClosedRange<UInt64>

  private static func recorded(_ events: [SentEvent]) -> RecordedEvents {
    RecordedEvents(events.map(\.body).joined(separator: "\n"))
  }

  @Test(arguments: seeds)
  func `the recipients before the limit remain`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let events = (0..<150).map { _ in SentEvent(random: &generator) }
    let expected = ExpectedCut(events, weightLimit: Self.weightLimit)
    let join = LifecycleJoin(Self.recorded(events).recorders, weightLimit: Self.weightLimit)
    var found: Message?
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, OutcomeRules(coverageEnd: nil, receipts: .auto)) {
        found = $0
      }
    }
    let message = try #require(found)
    let recipients = message.lifecycles.map {
      String(decoding: $0.recipient.bytes(in: join.pool), as: UTF8.self)
    }
    #expect(Set(recipients) == expected.recipients)
    #expect(message.cut.events == Int64(expected.leftOut.count) && !expected.leftOut.isEmpty)
    #expect(message.tallies.reduce(0) { $0 + $1.count } + message.cut.events == 150)
    // The message has no time but that of its earliest event, whoever got it.
    let start = Timestamp(millisecondsSinceEpoch: 1_767_225_600_000)
    let first = try #require(events.map(\.second).min())
    #expect(message.creationTime == start.advanced(byMilliseconds: Int64(first + 10) * 1000))
  }

  @Test(arguments: seeds)
  func `the same remain whatever is joined first`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let events = (0..<150).map { _ in SentEvent(random: &generator) }
    let whole = Self.recorded(events).contents(weightLimit: Self.weightLimit)
    #expect(
      Self.recorded(events.shuffled(using: &generator)).contents(weightLimit: Self.weightLimit)
        == whole)

    // Parts that are too heavy themselves, and parts that are not.
    let coded = CodedMessages(weightLimit: Self.weightLimit)
    var runs: [[CodedRecord]] = []
    var rest = events.shuffled(using: &generator)[...]
    while !rest.isEmpty {
      let part = rest.prefix(Int.random(in: 1...60, using: &generator))
      rest = rest.dropFirst(part.count)
      runs.append(coded.records(Self.recorded(Array(part)), &generator))
    }
    #expect(try coded.contents(of: runs) == whole)
    while runs.count > 1 {
      runs.shuffle(using: &generator)
      let some = Array(runs.prefix(Int.random(in: 2...3, using: &generator)))
      runs.removeFirst(some.count)
      runs.append(try coded.merged(some, &generator))
      #expect(try coded.contents(of: runs) == whole, "\(runs.count) runs")
    }
  }

  @Test func `a message within the limit is whole`() throws {
    var generator = SeededGenerator(seed: 1)
    let events = Self.recorded((0..<150).map { _ in SentEvent(random: &generator) })
    let contents = events.contents
    #expect(contents == events.contents(weightLimit: .max))
    #expect(contents != events.contents(weightLimit: Self.weightLimit))
  }

  /// It is weighed before it is whole, and goes on with other recipients then.
  @Test func `a message that grows beyond the limit is cut on the way`() {
    let limit = MessageCut.weightLimit / MessageCut.pairWeight
    var builder = MessageBuilder()
    let pool = TextPool()
    builder.begin(MessageID(), [])
    for round in 0..<2 {
      for number in 0..<(2 * limit) {
        var event = LoggedEvent()
        let recipient = Array("+1\(number)".utf8)
        event.recipient = PackedText(number: recipient.span) ?? .missing
        event.type = TypeID(round == 0 ? .sent : .delivered, name: .missing)
        builder.join(event, pool)
        #expect(builder.message.tallies.count < 2 * limit)
      }
    }
    builder.gather(pool)
    let message = builder.message
    #expect(message.lifecycles.count == limit / 2)
    #expect(message.lifecycles.allSatisfy { $0.tallies.count == 2 })
    #expect(message.cut.events == Int64(3 * limit))
  }

  @Test func `one recipient with too many types is left out with all of them`() {
    let bodies = (0..<40).map { number in
      let type = "type \(number) " + String(repeating: "x", count: 30)
      return #"{"type":"\#(type)","to":"+19195550101","message":{"id":"m","direction":"out"}}"#
    }
    let events = RecordedEvents(bodies.joined(separator: "\n"))
    #expect(events.contents(weightLimit: 2000)[0].contains("events: 40"))
    #expect(events.contents(weightLimit: 2000)[0].hasSuffix("[]"))
    #expect(events.contents(weightLimit: 8000)[0].contains("events: 0"))
  }

  @Test func `a message behind one that was cut is whole`() {
    let texts = (0..<40).map { "recipient \($0) " + String(repeating: "x", count: 50) }
    var (builder, pool) = (MessageBuilder(weightLimit: 2000), TextPool())
    for texts in [texts, Array(texts.prefix(20)), texts] {
      builder.begin(MessageID(), [])
      for text in texts {
        var event = LoggedEvent()
        event.recipient = PackedText(pool.intern(Array(text.utf8).span))
        event.type = TypeID(.sent, name: .missing)
        builder.join(event, pool)
      }
      builder.gather(pool)
      let count = builder.message.lifecycles.count
      #expect(count > 10 && count + Int(builder.message.cut.events) == texts.count)
    }
  }

  /// With so many types that they are found by an index, which has to go with those that are left out.
  @Test func `a recipient that remains is joined further`() {
    var (builder, pool) = (MessageBuilder(), TextPool())
    func event(_ recipient: PackedText, _ type: Int) -> LoggedEvent {
      var event = LoggedEvent()
      event.recipient = recipient
      event.type = TypeID(.unknown, name: pool.intern(Array("type \(type)".utf8).span))
      return event
    }
    let recipients = ["ACME", "Ajax"].map { PackedText(pool.intern(Array($0.utf8).span)) }
    let ranks = recipients.map { MessageCut.rank(of: $0, pool) }
    builder.begin(MessageID(), [])
    for type in 0..<50 {
      for recipient in recipients { builder.join(event(recipient, type), pool) }
    }
    var cut = MessageCut()
    (cut.rank, cut.events) = (ranks.max(), 3)
    builder.join(cut, pool)
    for type in 0..<60 {
      for recipient in recipients { builder.join(event(recipient, type), pool) }
    }
    builder.gather(pool)
    #expect(builder.message.lifecycles.map(\.tallies.count) == [60])
    #expect(
      builder.message.tallies.map(\.count).sorted()
        == [1, 2].flatMap {
          Array(repeating: $0, count: $0 == 1 ? 10 : 50)
        })
    #expect(builder.message.cut.events == 3 + 50 + 60)
  }

  @Test func `of what names of carriers weighed the most counts`() {
    for weights in [[100, 80], [80, 100]] as [[UInt32]] {
      var builder = MessageBuilder()
      builder.begin(MessageID(), [])
      builder.join(MessageFacts(), TextPool())
      for weight in weights {
        let lifecycle = builder.join(
          recipient: .missing, carrier: .missing, .outbound, TextPool())
        builder.join(carrierWeight: weight, to: lifecycle)
      }
      #expect(builder.message.lifecycles.map(\.carrierWeight) == [100])
    }
  }

  /// Ledgers go by it.
  @Test func `the rank of a recipient never changes`() {
    var pool = TextPool()
    let number = PackedText(number: Array("+19195550101".utf8).span) ?? .missing
    let name = PackedText(pool.intern(Array("ACME".utf8).span))
    #expect(MessageCut.rank(of: number, pool) == 11_120_450_459_633_351_752)
    #expect(MessageCut.rank(of: name, pool) == 7_576_326_834_316_771_976)
  }
}
