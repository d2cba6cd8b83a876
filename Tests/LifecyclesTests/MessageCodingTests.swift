import Primitives
import Testing

@testable import Lifecycles

/// A message as a run holds it.
private struct Record {
  var key: [UInt8]
  var value: [UInt8]
  var beginsBlock: Bool
}

/// Messages go through the records of runs unharmed, whatever is joined first.
@Suite struct MessageCodingTests {
  private static let rules = OutcomeRules(coverageEnd: nil, receipts: .auto)

  /// The records of some events, in blocks of random length.
  private func records(
    _ events: RecordedEvents, _ generator: inout SeededGenerator
  ) -> [Record] {
    var records: [Record] = []
    var encoder = MessageEncoder()
    let join = events.join
    for partition in 0..<LifecycleJoin.partitionCount {
      var beginsBlock = true
      join.forEachRecord(in: partition, &encoder) { key, value in
        var record = Record(key: [], value: [], beginsBlock: beginsBlock)
        record.key.append(key)
        record.value.append(value)
        records.append(record)
        beginsBlock = Int.random(in: 0..<4, using: &generator) == 0
        return beginsBlock
      }
    }
    return records
  }

  /// Calls `body` behind the records of each key.
  private func merge(
    _ runs: [[Record]], _ decoder: inout MessageDecoder,
    _ body: (inout MessageDecoder, _ key: [UInt8]) -> Void
  ) throws(RecordDamage) {
    decoder.admit(sourceCount: runs.count)
    var next = runs.map { _ in 0 }
    func key(_ run: Int) -> [UInt8]? {
      next[run] < runs[run].count ? runs[run][next[run]].key : nil
    }
    while let least = runs.indices.compactMap(key).min(by: { $0.lexicographicallyPrecedes($1) }) {
      for run in runs.indices where key(run) == least {
        let record = runs[run][next[run]]
        try decoder.add(
          run, beginsBlock: record.beginsBlock, key: record.key.span, value: record.value.span)
        next[run] += 1
      }
      body(&decoder, least)
    }
  }

  private func contents(of runs: [[Record]]) throws(RecordDamage) -> [String] {
    var lines: [String] = []
    var decoder = MessageDecoder()
    try merge(runs, &decoder) { decoder, _ in
      decoder.finish(Self.rules)
      lines.append(MessageDescription(message: decoder.message, pool: decoder.pool).text)
      if lines.count % 3 == 0 { decoder.renewPool() }
    }
    return lines.sorted()
  }

  /// Several runs as one.
  private func merged(
    _ runs: [[Record]], _ generator: inout SeededGenerator
  ) throws(RecordDamage) -> [Record] {
    var records: [Record] = []
    var encoder = MessageEncoder()
    var decoder = MessageDecoder()
    try merge(runs, &decoder) { decoder, key in
      let beginsBlock = records.isEmpty || Int.random(in: 0..<4, using: &generator) == 0
      decoder.encode(into: &encoder, beginsBlock: beginsBlock)
      #expect(encoder.key == key)
      records.append(Record(key: key, value: encoder.value, beginsBlock: beginsBlock))
      if records.count % 2 == 0 { decoder.renewPool() }
    }
    return records
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `records join as events do`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let parts = (0..<4).map { _ in RecordedEvents(random: &generator, eventCount: 30) }
    let whole = parts.reduce(RecordedEvents.identity) { $0.merged(with: $1) }
    let runs = parts.map { records($0, &generator) }
    #expect(try contents(of: runs) == whole.contents, "seed \(seed)")
    #expect(try contents(of: [records(whole, &generator)]) == whole.contents, "seed \(seed)")

    let half = try merged([runs[0], runs[2]], &generator)
    #expect(try contents(of: [half, runs[1], runs[3]]) == whole.contents, "seed \(seed)")
    let all = try merged([runs[3], half, runs[1]], &generator)
    #expect(try contents(of: [all]) == whole.contents, "seed \(seed)")
  }

  @Test func `keys ascend`() {
    var generator = SeededGenerator(seed: 3)
    let keys = records(RecordedEvents(random: &generator, eventCount: 200), &generator).map(\.key)
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
    for record in records(events, &generator) {
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

  private func isDamaged(_ key: [UInt8], _ value: [UInt8]) -> Bool {
    var decoder = MessageDecoder()
    decoder.admit(sourceCount: 1)
    do throws(RecordDamage) {
      try decoder.add(0, beginsBlock: true, key: key.span, value: value.span)
    } catch {
      return true
    }
    decoder.finish(Self.rules)
    return false
  }
}
