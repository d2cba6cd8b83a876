internal import Primitives

/// The texts in a value.
extension ValueReader {
  /// The most that deflate packs into a byte.
  private static let greatestRatio = 1032

  /// Hands on the events of the whole value in `range` and of the texts in it, in order.
  ///
  /// Gzip in a text is inflated to no more than the longest value, and all of it together to no more
  /// than bytes that are packed once can hold. What is beyond is one malformed value more.
  ///
  /// - Returns: Whether there were any.
  @inline(never)
  mutating func deliverTexts(
    _ window: Span<UInt8>, _ range: Range<Int>, _ position: ValuePosition, _ sink: Sink
  ) -> Bool {
    let nestedReader = nestedReader ?? NestedReader(rules, level: level + 1)
    self.nestedReader = nestedReader
    if level == 0 {
      inflationLeft = range.count * Self.greatestRatio
      hasCutText = false
    }
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
      if nestedReader.isCut { hasCutText = true }
    }
    if next < count { sink(reader.batch, next..<count, window, position) }
    if level == 0, hasCutText { reject(window.extracting(range), at: position, .inflatesTooFar) }
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
    hasCutText = false
  }
}
