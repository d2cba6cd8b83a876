internal import Primitives

/// How far a top-level array has been read element by element.
///
/// Arrays that go on beyond their first line are read so: a dump of a whole table is one array, and
/// need not fit in memory. Whole elements count. Damage is one malformed value besides the array,
/// and reading goes on at the line after the one where the broken element began or, when it lies
/// between elements, after the last whole element.
struct ArrayProgress {
  enum Expectation {
    case firstElement, element, separator
  }

  var expectation = Expectation.firstElement
  var holdsEvents = false
  /// How many whole elements there were so far.
  var elementCount = 0
  /// What the first element is; `nil` before it.
  var kind: ForeignKind?
  /// The line on which the last whole element ended.
  var lastElementLine = 0
}

extension ValueReader {
  /// Enters the array at `offset`, when it is one and goes on beyond its first line before `end`.
  mutating func beginArray(
    _ window: Span<UInt8>, _ offset: inout Int, upTo end: Int
  ) -> Bool {
    guard window[offset] == UInt8(ascii: "["),
      window.firstOffset(of: 0x0A, in: offset..<end) != nil
    else { return false }
    lines.passContent()
    offset += 1
    tally.values += 1
    state = .inArray(ArrayProgress())
    return true
  }

  /// Takes one step inside an array.
  ///
  /// - Returns: Whether there may be more to do.
  mutating func readArray(
    _ window: Span<UInt8>, _ offset: inout Int, _ isLast: Bool, _ progress: inout ArrayProgress,
    _ sink: Sink
  ) -> Bool {
    skipBlanks(window, &offset)
    guard offset < window.count else {
      guard isLast else { return false }
      breakOff(progress, window, offset, JSONDamage(.endOfInput, at: offset), next: .betweenValues)
      return true
    }
    switch (progress.expectation, window[offset]) {
    case (.firstElement, UInt8(ascii: "]")), (.separator, UInt8(ascii: "]")):
      takeByte(&offset)
      let isEmpty = progress.expectation == .firstElement
      count(progress, isCallback: progress.holdsEvents || isEmpty)
      state = .betweenValues
      return true
    case (.separator, UInt8(ascii: ",")):
      takeByte(&offset)
      progress.expectation = .element
      state = .inArray(progress)
      return true
    case (.separator, _):
      let damage = JSONDamage(.unexpectedByte, at: offset)
      let isOnElementLine = lines.line == progress.lastElementLine
      breakOff(
        progress, window, offset, damage, next: isOnElementLine ? .droppingLine : .betweenValues)
      return true
    default:
      return readElement(window, &offset, isLast, &progress, sink)
    }
  }

  private mutating func readElement(
    _ window: Span<UInt8>, _ offset: inout Int, _ isLast: Bool, _ progress: inout ArrayProgress,
    _ sink: Sink
  ) -> Bool {
    switch attempt(window, at: offset, isLast, element: progress.elementCount) {
    case .whole(let cursor):
      let holdsEvents = deliver(window, offset, cursor, sink)
      if holdsEvents { progress.holdsEvents = true }
      if progress.kind == nil { progress.kind = ForeignKind(window, elementAt: offset) }
      if !holdsEvents, progress.kind == .other, level == 0 {
        seekTypeName(in: window.extracting(offset..<cursor.offset))
      }
      progress.elementCount += 1
      progress.lastElementLine = lines.line
      progress.expectation = .separator
      offset = cursor.offset
      state = .inArray(progress)
      return true
    case .damaged(let damage):
      breakOff(progress, window, offset, damage, next: .droppingLine)
      return true
    case .needsMore:
      return false
    }
  }

  /// Ends a damaged array.
  private mutating func breakOff(
    _ progress: ArrayProgress, _ window: Span<UInt8>, _ offset: Int, _ damage: JSONDamage,
    next: State
  ) {
    count(progress, isCallback: progress.holdsEvents)
    // The damage is one value more.
    tally.values += 1
    reject(window, from: offset, damage)
    state = next
    // Nothing is dropped where it is read on as if there had been no array.
    if case .betweenValues = next { rejects?.endLast() }
  }

  /// Counts an array as the one value that it is.
  private mutating func count(_ progress: ArrayProgress, isCallback: Bool) {
    if isCallback {
      tally.callbacks += 1
    } else {
      tally.count(foreign: progress.kind ?? .other)
    }
  }

  private mutating func takeByte(_ offset: inout Int) {
    lines.passContent()
    offset += 1
  }

  private mutating func skipBlanks(_ window: Span<UInt8>, _ offset: inout Int) {
    while offset < window.count, window[offset].isBlank {
      if window[offset] == 0x0A { lines.passLineFeed() } else { lines.passBlank() }
      offset += 1
    }
  }
}
