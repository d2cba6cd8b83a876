internal import Primitives

/// Values with texts in them, or with more events than are held at a time.
extension ValueReader {
  /// Hands on the events of the whole value in `range` and of the texts in it, in order.
  ///
  /// Gzip in a text is inflated to no more than the longest value, together with the texts around it, and
  /// all of it to no more than ``ReadingRules/inflationRatio`` allows, with a little besides of which an
  /// archive has so much. What is beyond, and events that were left out, are one malformed value more. What
  /// is damaged in a text is none, but of gzip it is noted.
  ///
  /// - Returns: Whether there were any.
  @inline(never)
  mutating func deliverAll(
    _ window: Span<UInt8>, _ range: Range<Int>, _ position: ValuePosition, _ sink: Sink
  ) -> Bool {
    let allowance = min(ReadingRules.inflationAllowance, allowanceLeft)
    if level == 0 {
      inflationLeft = range.count * ReadingRules.inflationRatio + allowance
      losses = Losses()
    }
    let holdsEvents: Bool
    if !reader.overflows {
      holdsEvents = deliverBatch(window, position, sink)
    } else if let body = rules.body, level == 0 {
      holdsEvents = deliverBodies(body, window, range, position, sink)
    } else {
      holdsEvents = deliverParts(window, range, position, sink)
    }
    if level == 0 {
      allowanceLeft -= max(0, allowance - inflationLeft)
      if losses.holdsDamagedGzip { tally.countDamagedGzip(at: position) }
      if let reason = losses.reason { reject(window.extracting(range), at: position, reason) }
    }
    return holdsEvents
  }

  /// Reads an accepted value that overflows once more, and hands on what it holds batch by batch.
  private mutating func deliverParts(
    _ window: Span<UInt8>, _ range: Range<Int>, _ position: ValuePosition, _ sink: Sink
  ) -> Bool {
    var holdsEvents = false
    var cursor = JSONCursor(offset: range.lowerBound)
    while cursor.offset < range.upperBound {
      // What lies in arrays only is read by itself, and the arrays need no more than passing.
      guard !window[cursor.offset].isBlank, !window[cursor.offset].isOfArray else {
        cursor.offset += 1
        continue
      }
      do throws(JSONDamage) {
        try reader.readValue(window.extracting(first: range.upperBound), &cursor, depth: 0)
      } catch {
        preconditionFailure("an accepted value is damaged: \(error)")
      }
      repeat {
        if deliverBatch(window, position, sink) { holdsEvents = true }
      } while reader.readOn(window)
    }
    return holdsEvents
  }

  /// Hands on the bodies in the elements of an accepted array that has too many, one by one.
  private mutating func deliverBodies(
    _ body: JSONPointer, _ window: Span<UInt8>, _ range: Range<Int>, _ position: ValuePosition,
    _ sink: Sink
  ) -> Bool {
    var holdsEvents = false
    var elements = RawElements(ofArrayAt: range.lowerBound)
    var number = 0
    while let element = elements.next(window) {
      reader.keepBody(body, of: element, element: number, window)
      if deliverBatch(window, position, sink) { holdsEvents = true }
      number += 1
    }
    return holdsEvents
  }

  /// Hands on the events that the reader holds, and those of the texts that it holds, in order.
  private mutating func deliverBatch(
    _ window: Span<UInt8>, _ position: ValuePosition, _ sink: Sink
  ) -> Bool {
    if reader.hasOverlongText { losses.reason = .textTooLong }
    let count = reader.batch.events.count
    var holdsEvents = count > 0
    var next = 0
    for place in reader.texts {
      if place.eventCount > next {
        sink(reader.batch, next..<place.eventCount, window, position)
        next = place.eventCount
      }
      if deliver(place.text, window, position, sink) { holdsEvents = true }
    }
    if next < count { sink(reader.batch, next..<count, window, position) }
    return holdsEvents
  }

  /// Hands on the events of a text.
  private mutating func deliver(
    _ found: Finding, _ window: Span<UInt8>, _ position: ValuePosition, _ sink: Sink
  ) -> Bool {
    let nestedReader = nestedReader ?? NestedReader(rules, level: level + 1)
    self.nestedReader = nestedReader
    var text = found
    if text.arrival == nil { text.arrival = reader.outerArrival }
    let holdsEvents = nestedReader.read(
      text, in: window, inflationLeft: &inflationLeft, room: textRoom
    ) { batch, range, source in sink(batch, range, source, position) }
    losses.add(nestedReader.losses)
    return holdsEvents
  }

  /// Begins other bytes, keeping the memory of those before; `arrival` is when the receiver got them,
  /// as what lies around them says.
  mutating func begin(arrival: Timestamp?) {
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
    losses = Losses()
  }
}

extension UInt8 {
  /// Whether this opens, closes or divides an array.
  fileprivate var isOfArray: Bool {
    self == UInt8(ascii: "[") || self == UInt8(ascii: "]") || self == UInt8(ascii: ",")
  }
}
