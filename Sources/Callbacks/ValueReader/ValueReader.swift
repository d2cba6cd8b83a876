internal import Primitives

/// Cuts the bytes of one archive into values, and hands on those that hold events.
///
/// The bytes come in windows. The reader says how many it is done with; the rest must lie at the
/// start of the next window, with more behind it. A line never has to be found before it is read:
/// a value is parsed from where it begins, and line feeds matter only where it is damaged.
///
/// | value | what counts |
/// | --- | --- |
/// | whole | all of it, on however many lines |
/// | damaged on its first line | one malformed value; the rest of the line is dropped |
/// | damaged on a later line | one malformed value; reading goes on at its second line |
/// | top-level array over several lines | element by element, see ``ArrayProgress`` |
///
/// Strings in a value that hold JSON text are read as archives of their own, by the same rules, four
/// levels deep. What loggers write before the JSON of a line is skipped, see ``LinePrefix``.
public struct ValueReader: ~Copyable {
  enum State {
    case betweenValues
    /// Behind damage, up to the next line feed.
    case droppingLine
    /// Inside a top-level array that went on beyond its first line.
    case inArray(ArrayProgress)
  }

  /// Receives events that follow each other: those of a batch in a range, the bytes they refer to,
  /// and where their value begins.
  public typealias Sink = (EventBatch, Range<Int>, Span<UInt8>, ValuePosition) -> Void

  public internal(set) var tally = ValueTally()
  var reader = EventReader()
  var lines = LineCounter()
  var openBrackets = OpenBrackets()
  var state = State.betweenValues
  /// Bytes before the window.
  var bytesBeforeWindow = 0
  let rules: ReadingRules
  /// How many texts lie around these bytes: 0 for an archive.
  let level: Int
  /// Reads the texts in values; made for the first one.
  var nestedReader: NestedReader?
  /// How many bytes the texts of one value may still be inflated to.
  var inflationLeft = 0
  /// How much more than by its own bytes the values to come may be inflated to, all together.
  var allowanceLeft: Int
  /// How many bytes texts in texts may be inflated to at a time.
  var textRoom: Int
  /// What does not count of the last value that is whole; in a text, of all of them.
  var losses = Losses()
  /// How many bytes of values without an event may still be looked at.
  var unsearchedBytes = searchedForeignBytes
  var prefixes = PrefixState()
  /// Whether the end of the archive has cut a value, or has ended one that might have gone on.
  var hasMetEnd = false
  /// Bytes of the window, if it is the last of an archive.
  var lastWindowCount: Int?
  /// Whether the pieces of lines are put together: of those that were, nothing is a piece again.
  let joinsPieces: Bool
  /// Reads lines that were put together; made for the first one.
  var lineReader: NestedReader?
  /// The lines that were dropped, if they are asked for.
  public var rejects: RejectedLines?
  /// The last malformed value of which the line was asked for.
  var lastRejection: Rejection?

  public init(_ rules: ReadingRules = ReadingRules()) {
    self.init(rules, level: 0)
    if rules.rejectLimit > 0 { rejects = RejectedLines(limit: rules.rejectLimit) }
  }

  init(_ rules: ReadingRules, level: Int, joinsPieces: Bool = true) {
    self.rules = rules
    self.level = level
    self.joinsPieces = joinsPieces
    textRoom = rules.valueLimit
    allowanceLeft = rules.archiveAllowance
    reader.searchesTexts = level < ReadingRules.textLevels
    reader.batchLimit = rules.batchLimit
  }

  var valueLimit: Int { rules.valueLimit }

  /// Reads the values in a window.
  ///
  /// - Parameters:
  ///   - window: What the last call left, and the bytes that follow it; at most 1 GiB.
  ///   - isLast: Whether the archive ends with this window. Then all of it is consumed.
  ///   - sink: Called for each value with events, or element of a long array.
  /// - Returns: How many bytes are done with. What is left needs a longer window: the beginning of a
  ///   value, of at most `valueLimit` bytes, or however little that is of what may be the prefix of a
  ///   line, some kilobytes, or a piece of one, a megabyte. It is read from its beginning again, so
  ///   that a window of which nothing was done with should grow by a factor.
  public mutating func read(_ window: Span<UInt8>, isLast: Bool, _ sink: Sink) -> Int {
    precondition(window.count <= RawJSON.offsetLimit, "\(window.count) bytes in a window")
    lastWindowCount = isLast ? window.count : nil
    var offset = 0
    var isReading = true
    while isReading {
      switch state {
      case .droppingLine: isReading = dropLine(window, &offset, isLast)
      case .betweenValues: isReading = readNext(window, &offset, isLast, sink)
      case .inArray(var progress):
        isReading = readArray(window, &offset, isLast, &progress, sink)
      }
    }
    bytesBeforeWindow += offset
    if isLast {
      rejects?.endLast()
      hasMetEnd = true
      readUnendedLines(sink)
      lines.finish()
      tally.lines = lines.lines
      tally.blankLines = lines.blankLines
    }
    return offset
  }

  // Each step takes what it can from the window, and returns whether there may be more to do.

  /// Drops bytes up to behind the next line feed.
  private mutating func dropLine(
    _ window: Span<UInt8>, _ offset: inout Int, _ isLast: Bool
  ) -> Bool {
    // Inside an array even a line of NUL bytes is damage; it is blank all the same.
    let start = offset
    guard skipSeparators(window, &offset, isLast, onThisLine: true) else {
      rejects?.addToLast(window.extracting(start..<offset))
      return false
    }
    if window[offset] != 0x0A { lines.passContent() }
    let lineFeed = window.firstOffset(of: 0x0A, in: offset..<window.count)
    rejects?.addToLast(window.extracting(start..<(lineFeed ?? window.count)))
    guard let lineFeed else {
      offset = window.count
      return false
    }
    rejects?.endLast()
    lines.passLineFeed()
    offset = lineFeed + 1
    state = .betweenValues
    return true
  }

  /// Skips what may stand between values, and reads the next value.
  private mutating func readNext(
    _ window: Span<UInt8>, _ offset: inout Int, _ isLast: Bool, _ sink: Sink
  ) -> Bool {
    guard skipSeparators(window, &offset, isLast) else { return false }
    if lines.isBlank, window.mayBeginPrefix(at: offset) || prefixes.isInForce {
      let start = offset
      guard passPrefix(window, &offset, isLast, sink) else { return false }
      if offset > start { return true }
    }
    let lineEnd = prefixes.endsWithLine ? lineEnd(window, from: offset) : nil
    let reach = window.extracting(first: lineEnd ?? window.count)
    switch attempt(reach, at: offset, isLast || lineEnd != nil, element: nil) {
    case .whole(let cursor):
      // Read by element even when the window holds all of it, for the same positions in any window.
      if cursor.passedLineFeed, beginArray(window, &offset, upTo: cursor.offset) { return true }
      tally.values += 1
      let holdsEvents = deliver(window, offset, cursor, sink)
      if holdsEvents || window.isEmptyArray(at: offset) {
        tally.callbacks += 1
      } else if level == 0 {
        countForeign(offset..<cursor.offset, window)
      }
      offset = cursor.offset
      return true
    case .damaged(let damage):
      if !beginArray(window, &offset, upTo: damage.offset) { dropDamaged(window, &offset, damage) }
      return true
    case .needsMore:
      return beginArray(window, &offset, upTo: window.count)
    }
  }

  /// Hands on the events of a whole value, and passes its lines.
  ///
  /// - Returns: Whether there were any.
  mutating func deliver(
    _ window: Span<UInt8>, _ start: Int, _ cursor: JSONCursor, _ sink: Sink
  ) -> Bool {
    let position = ValuePosition(
      line: lines.line, offset: bytesBeforeWindow + start, dependsOnEnd: hasMetEnd)
    if cursor.passedLineFeed {
      lines.pass(window.extracting(start..<cursor.offset))
    } else {
      lines.passContent()
    }
    if !reader.texts.isEmpty || reader.hasOverlongText || reader.overflows {
      return deliverAll(window, start..<cursor.offset, position, sink)
    }
    guard !reader.batch.isEmpty else { return false }
    sink(reader.batch, reader.batch.events.indices, window, position)
    return true
  }

  /// Skips what may stand between values, line feeds included.
  ///
  /// - Returns: Whether another byte is at `offset`; else it needs a longer window.
  @inline(__always)
  private mutating func skipSeparators(
    _ window: Span<UInt8>, _ offset: inout Int, _ isLast: Bool
  ) -> Bool {
    // The rule: one line feed, and behind it what is ASCII and no blank.
    if offset < window.count, window[offset] == 0x0A {
      lines.passLineFeed()
      offset += 1
    }
    if offset < window.count, (0x21..<0x80).contains(window[offset]) { return true }
    return skipSeparators(window, &offset, isLast, onThisLine: false)
  }

  /// Skips blanks, NUL bytes and byte order marks, and line feeds or not.
  ///
  /// - Returns: Whether another byte is at `offset`; else it needs a longer window.
  @inline(never)
  mutating func skipSeparators(
    _ window: Span<UInt8>, _ offset: inout Int, _ isLast: Bool, onThisLine: Bool
  ) -> Bool {
    while offset < window.count {
      switch window[offset] {
      case 0x0A:
        if onThisLine { return true }
        lines.passLineFeed()
      case 0x20, 0x09, 0x0D, 0x00:
        lines.passBlank()
      case 0xEF:
        let rest = window.extracting(offset..<min(offset + 3, window.count))
        if rest.equals("\u{FEFF}") {
          lines.passBlank()
          offset += 2
        } else {
          let mayBecomeMark = rest.count == 1 || rest.count == 2 && rest[1] == 0xBB
          return isLast || !mayBecomeMark
        }
      default:
        return true
      }
      offset += 1
    }
    return false
  }
}

extension Span<UInt8> {
  /// Whether the accepted value at `offset` is an array without elements.
  func isEmptyArray(at offset: Int) -> Bool {
    guard self[offset] == UInt8(ascii: "[") else { return false }
    var elements = RawElements(ofArrayAt: offset)
    return elements.next(self) == nil
  }
}

extension UInt8 {
  /// Whether this begins a number or a literal, which show their end only by what follows.
  var beginsScalar: Bool {
    self != UInt8(ascii: "{") && self != UInt8(ascii: "[") && self != UInt8(ascii: "\"")
  }
}
