import Callbacks
import Primitives
import Testing

@testable import Lifecycles

/// Messages go through the records of runs unharmed, whatever is joined first.
@Suite struct MessageCodingTests {
  private static let rules = OutcomeRules(coverageEnd: nil, receipts: .auto)

  private let coded = CodedMessages()

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `records join as events do`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let parts = (0..<4).map { _ in RecordedEvents(random: &generator, eventCount: 30) }
    let whole = parts.reduce(RecordedEvents.identity) { $0.merged(with: $1) }
    let runs = parts.map { coded.records($0, &generator) }
    #expect(try coded.contents(of: runs) == whole.contents, "seed \(seed)")
    #expect(
      try coded.contents(of: [coded.records(whole, &generator)]) == whole.contents, "seed \(seed)")

    let half = try coded.merged([runs[0], runs[2]], &generator)
    #expect(try coded.contents(of: [half, runs[1], runs[3]]) == whole.contents, "seed \(seed)")
    let all = try coded.merged([runs[3], half, runs[1]], &generator)
    #expect(try coded.contents(of: [all]) == whole.contents, "seed \(seed)")
  }

  @Test func `keys ascend`() {
    var generator = SeededGenerator(seed: 3)
    let keys = coded.records(RecordedEvents(random: &generator, eventCount: 200), &generator).map(
      \.key)
    #expect(keys.count == 5)
    for (key, next) in zip(keys, keys.dropFirst()) {
      #expect(key.lexicographicallyPrecedes(next))
    }
  }

  /// Checksums keep damage away; should one ever agree with it, nothing traps.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `damage is found`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let events = RecordedEvents(random: &generator, eventCount: 40)
    // Light enough for some of the recipients.
    let coded = CodedMessages(weightLimit: 200)
    for record in coded.records(events, &generator) {
      for count in 0..<record.value.count {
        #expect(isDamaged(record.key, Array(record.value.prefix(count))))
      }
      for offset in record.value.indices {
        var value = record.value
        value[offset] = UInt8.random(in: 0...255, using: &generator)
        _ = isDamaged(record.key, value)
      }
    }
    #expect(isDamaged([1, 2, 3, 4, 5, 6, 7, 8], []))
  }

  /// Whoever may write a run can make its checksums right, too.
  @Test func `an arrival at no time is damage`() throws {
    let (key, decoder) = try decoded()
    var message = decoder.message
    let latest = Timestamp.latest.millisecondsSinceEpoch
    for (last, isDamage) in [(latest, false), (latest + 1, true), (.max, true)] {
      message.tallies[0].firstArrival = latest - 1
      message.tallies[0].lastArrival = last
      let value = encoded(message, decoder.pool)
      #expect(isDamaged(key, value) == isDamage, "\(last)")
    }
  }

  /// Runs of before may hold it.
  @Test func `the least number is a missing code`() throws {
    let (key, decoder) = try decoded()
    var message = decoder.message
    for (code, expected) in [(.min, nil), (.min + 1, .min + 1)] as [(Int64, Int64?)] {
      // Of all, for they may come back in another order.
      for place in message.tallies.indices { message.tallies[place].earliestCode = code }
      var again = try read(key, encoded(message, decoder.pool))
      again.finishUndecided()
      #expect(again.message.tallies.count == message.tallies.count)
      #expect(again.message.tallies.allSatisfy { $0.code == expected })
    }
  }

  /// What is written at one go has room, whatever there is of it.
  @Test(arguments: [.max - 1, .min + 1, 1 << 62] as [Int64])
  func `the greatest numbers fit`(extreme: Int64) throws {
    let decoder = try decoded().1
    var (message, pool) = (decoder.message, decoder.pool)
    let name = pool.intern(Array(repeating: UInt8(ascii: "x"), count: 70_000).span)
    message.facts.segmentCount = .max
    message.facts.textHash = .max
    message.facts.recipientsHash = .max
    message.facts.recipientCount = .max
    message.facts.mediaCount = .max
    message.facts.time = Timestamp(millisecondsSinceEpoch: extreme / 4)
    message.facts.sender = PackedText(name)
    message.facts.tag = name
    message.cut.rank = .max
    message.cut.events = .max
    message.cut.earliestTime = extreme / 4
    for place in message.lifecycles.indices {
      message.lifecycles[place].carrierWeight = .max
      message.lifecycles[place].carrier = pool.intern(Array("carrier \(place)".utf8).span)
    }
    for place in message.tallies.indices {
      message.tallies[place].type = TypeID(.unknown, name: name)
      message.tallies[place].count = .max
      message.tallies[place].lateCount = .max
      message.tallies[place].earliestTime = -(extreme / 4)
      message.tallies[place].earliestCode = extreme
      message.tallies[place].firstArrival = extreme / 4
      message.tallies[place].lastArrival = extreme / 4 + .max / 2
    }
    let value = encoded(message, pool)
    #expect(value.count > 70_000 + message.tallies.count * 40)
    #expect(encoded(message, pool) == value)
  }

  /// A message that was read from a record, and the key of that: another in each process.
  private func decoded() throws -> (key: [UInt8], MessageDecoder) {
    var generator = SeededGenerator(seed: 5)
    let events = RecordedEvents(random: &generator, eventCount: 20)
    let record = try #require(coded.records(events, &generator).first)
    var decoder = try read(record.key, record.value)
    decoder.finishUndecided()
    return (record.key, decoder)
  }

  private func read(_ key: [UInt8], _ value: [UInt8]) throws(RecordDamage) -> MessageDecoder {
    var decoder = MessageDecoder()
    decoder.admit(sourceCount: 1)
    try decoder.add(0, beginsBlock: true, key: key.span, value: value.span)
    return decoder
  }

  /// The value of a record of the message.
  private func encoded(_ message: Message, _ pool: TextPool) -> [UInt8] {
    var encoder = MessageEncoder()
    encoder.encode(message, word: 0, pool, beginsBlock: true)
    return encoder.value
  }

  private func isDamaged(_ key: [UInt8], _ value: [UInt8]) -> Bool {
    do throws(RecordDamage) {
      var decoder = try read(key, value)
      decoder.finish(Self.rules)
      return false
    } catch {
      return true
    }
  }
}
