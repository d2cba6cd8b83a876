internal import Primitives

/// The texts in a value.
extension ValueReader {
  /// Hands on the events of the whole value in `range` and of the texts in it, in order.
  ///
  /// Gzip in a text is inflated to no more than the longest value, and all of it together to no more
  /// than ``ReadingRules/inflationRatio`` allows. What is beyond, and events that were left out, are one
  /// malformed value more.
  ///
  /// - Returns: Whether there were any.
  @inline(never)
  mutating func deliverTexts(
    _ window: Span<UInt8>, _ range: Range<Int>, _ position: ValuePosition, _ sink: Sink
  ) -> Bool {
    let nestedReader = nestedReader ?? NestedReader(rules, level: level + 1)
    self.nestedReader = nestedReader
    if level == 0 {
      inflationLeft = range.count * ReadingRules.inflationRatio + ReadingRules.inflationAllowance
      leftOut = nil
    }
    if reader.hasOverlongText { leftOut = .textTooLong }
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
      let isFound = nestedReader.read(text, in: window, inflationLeft: &inflationLeft) {
        batch, range, source in
        sink(batch, range, source, position)
      }
      if isFound { holdsEvents = true }
      if let reason = nestedReader.leftOut { leftOut = reason }
    }
    if next < count { sink(reader.batch, next..<count, window, position) }
    if level == 0, let leftOut { reject(window.extracting(range), at: position, leftOut) }
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
    lastRejection = nil
    prefixes = PrefixState()
    hasMetEnd = false
    prefixes.arrivalAround = arrival
    reader.outerArrival = arrival
    self.inflationLeft = inflationLeft
    leftOut = nil
  }
}
