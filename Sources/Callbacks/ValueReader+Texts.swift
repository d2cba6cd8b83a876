internal import Primitives

/// The texts in a value.
extension ValueReader {
  /// Hands on the events of a whole value and of the texts in it, in order.
  ///
  /// - Returns: Whether there were any.
  @inline(never)
  mutating func deliverTexts(
    _ window: Span<UInt8>, _ position: ValuePosition, _ sink: Sink
  ) -> Bool {
    let textReader = textReader ?? TextReader(rules, level: level + 1)
    self.textReader = textReader
    if level == 0 { inflationLeft = rules.valueLimit }
    let count = reader.batch.events.count
    var holdsEvents = count > 0
    var next = 0
    for place in reader.texts {
      if place.eventCount > next {
        sink(reader.batch, next..<place.eventCount, window, position)
        next = place.eventCount
      }
      var text = place.text
      if text.arrival == nil { text.arrival = reader.outerArrival }
      let isFound = textReader.read(text, in: window, inflationLeft: &inflationLeft) {
        batch, range, source in
        sink(batch, range, source, position)
      }
      if isFound { holdsEvents = true }
    }
    if next < count { sink(reader.batch, next..<count, window, position) }
    return holdsEvents
  }

  /// Begins other bytes, keeping the memory of those before; `arrival` is when the receiver got them,
  /// as what lies around them says.
  mutating func begin(arrival: Timestamp?, _ inflationLeft: Int) {
    state = .betweenValues
    lines = LineCounter()
    openBrackets = OpenBrackets()
    bytesBeforeWindow = 0
    tally.firstRejection = nil
    prefixes = PrefixState()
    hasMetEnd = false
    prefixes.arrivalAround = arrival
    reader.outerArrival = arrival
    self.inflationLeft = inflationLeft
  }
}
