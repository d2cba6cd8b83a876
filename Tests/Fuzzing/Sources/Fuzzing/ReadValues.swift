import Callbacks
import Primitives

/// All that a reader found in some bytes, as bytes that are quickly compared.
struct ReadValues: Equatable {
  var events: [UInt8] = []
  var eventCount = 0
  var tally = ValueTally()
  var rejects: [RejectedLine] = []

  /// Reads `bytes` in windows that grow by `step` bytes.
  init(_ bytes: [UInt8], step: Int, _ rules: ReadingRules) {
    var reader = ValueReader(rules)
    var start = 0
    var end = min(step, bytes.count)
    while true {
      let isLast = end == bytes.count
      let window = bytes.span.extracting(start..<end)
      let count = reader.read(window, isLast: isLast) { batch, range, source, position in
        for event in batch.events[range] { add(event, batch, source, position) }
      }
      require(count >= 0 && count <= window.count, "\(count) bytes of \(window.count) used")
      start += count
      rejects += reader.rejects?.take() ?? []
      if isLast { break }
      end = min(end + step, bytes.count)
    }
    require(start == bytes.count, "\(bytes.count - start) bytes are left")
    tally = reader.tally
    checkSums(rules)
  }

  /// What holds of every tally.
  private func checkSums(_ rules: ReadingRules) {
    require(tally.values == tally.callbacks + tally.foreign + tally.malformed, "\(tally)")
    require((tally.malformed > 0) == (tally.firstRejection != nil), "\(tally)")
    require(tally.blankLines <= tally.lines, "\(tally)")
    require(rejects.count <= min(tally.malformed, rules.rejectLimit), "\(rejects.count) rejects")
    require(
      rejects.isEmpty || rules.rejectLimit == 0 || tally.firstRejection == rejects[0].rejection,
      "\(tally) \(rejects)")
  }

  private mutating func add(
    _ event: Event, _ batch: EventBatch, _ source: Span<UInt8>, _ position: ValuePosition
  ) {
    eventCount += 1
    events.append(littleEndian: UInt64(position.line))
    events.append(littleEndian: UInt64(position.offset))
    let facts = event.facts
    for text in [
      event.typeName, event.recipient, event.carrier, event.messageID, facts.application,
      facts.sender, facts.tag, facts.channel, facts.priority,
    ] {
      // An unknown type has a name, and of others it does not matter.
      if text == event.typeName, event.type != .unknown { continue }
      events.append(littleEndian: UInt64(text.count))
      batch.with(text, source) { events.append($0) }
    }
    require(!event.messageID.isMissing, "an event without a message")
    for time in [event.time, event.stampedArrival, facts.time] {
      events.append(littleEndian: UInt64(bitPattern: time?.millisecondsSinceEpoch ?? .min))
      require(time.map { $0 >= .earliest && $0 <= .latest } ?? true, "\(time as Any)")
    }
    for number in [event.errorCode, facts.segmentCount.map(Int64.init)] {
      events.append(littleEndian: UInt64(bitPattern: number ?? .min))
    }
    events.append(littleEndian: UInt64(facts.recipientCount))
    events.append(littleEndian: UInt64(facts.mediaCount))
    events.append(littleEndian: facts.textHash)
    events.append(littleEndian: facts.recipientsHash)
    events += [
      event.type.rawValue, facts.keyword.rawValue,
      event.direction.map { $0 == .inbound ? 1 : 2 } ?? 0,
    ]
  }
}
