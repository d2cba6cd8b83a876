import Primitives
import Testing

@testable import Lifecycles

/// A message as a run holds it.
struct CodedRecord {
  var key: [UInt8]
  var value: [UInt8]
  var beginsBlock: Bool
}

/// Messages that go through the records of runs, in blocks of random length.
struct CodedMessages {
  var weightLimit = MessageCut.weightLimit
  private static let rules = OutcomeRules(coverageEnd: nil, receipts: .auto)

  func records(
    _ events: RecordedEvents, _ generator: inout SeededGenerator
  ) -> [CodedRecord] {
    var records: [CodedRecord] = []
    var encoder = MessageEncoder()
    let join = LifecycleJoin(events.recorders, weightLimit: weightLimit)
    for partition in 0..<LifecycleJoin.partitionCount {
      var beginsBlock = true
      join.forEachRecord(in: partition, &encoder) { key, value in
        var record = CodedRecord(key: [], value: [], beginsBlock: beginsBlock)
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
    _ runs: [[CodedRecord]], _ decoder: inout MessageDecoder,
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

  /// What comes of several runs.
  func contents(of runs: [[CodedRecord]]) throws(RecordDamage) -> [String] {
    var lines: [String] = []
    var decoder = MessageDecoder(weightLimit: weightLimit)
    try merge(runs, &decoder) { decoder, _ in
      decoder.finish(Self.rules)
      lines.append(MessageDescription(message: decoder.message, pool: decoder.pool).text)
      if lines.count % 3 == 0 { decoder.renewPool() }
    }
    return lines.sorted()
  }

  /// Several runs as one.
  func merged(
    _ runs: [[CodedRecord]], _ generator: inout SeededGenerator
  ) throws(RecordDamage) -> [CodedRecord] {
    var records: [CodedRecord] = []
    var encoder = MessageEncoder()
    var decoder = MessageDecoder(weightLimit: weightLimit)
    try merge(runs, &decoder) { decoder, key in
      let beginsBlock = records.isEmpty || Int.random(in: 0..<4, using: &generator) == 0
      decoder.encode(into: &encoder, beginsBlock: beginsBlock)
      #expect(encoder.key == key)
      records.append(CodedRecord(key: key, value: encoder.value, beginsBlock: beginsBlock))
      if records.count % 2 == 0 { decoder.renewPool() }
    }
    return records
  }
}
