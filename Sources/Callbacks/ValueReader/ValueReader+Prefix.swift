internal import Primitives

/// What is known of the prefixes of lines.
struct PrefixState {
  /// When the receiver got what has no prefix.
  var arrivalAround: Timestamp?
  /// Whether the last value had a prefix, whose time must not hold for the next.
  var isInForce = false
  /// Whether it was that of a container runtime, where a value ends with its line at the latest.
  var endsWithLine = false
  var partialLines = PartialLines()
  /// Up to where the end of the line was looked for, in the archive.
  fileprivate var searchedEnd = 0
}

extension ValueReader {
  /// Passes the prefixes of a line, if there are some at `offset`.
  ///
  /// - Returns: `false` when it needs a longer window.
  @inline(never)
  mutating func passPrefix(
    _ window: Span<UInt8>, _ offset: inout Int, _ isLast: Bool, _ sink: Sink
  ) -> Bool {
    prefixes.isInForce = false
    prefixes.endsWithLine = false
    reader.outerArrival = prefixes.arrivalAround
    var content = offset
    var arrival: Timestamp?
    var isOfContainer = false
    // What goes on for longer is no prefix, and must not be waited for.
    while content - offset < LinePrefix.sizeLimit {
      // Two bytes tell whether another one may begin.
      if window.count - content < 2, !isLast { return false }
      guard content < window.count, window.mayBeginPrefix(at: content) else { break }
      let search = LinePrefix.search(window, at: content, isLast: isLast)
      if case .needsMore = search { return false }
      guard case .found(let prefix) = search else { break }
      if !isOfContainer, let stream = prefix.stream, joinsPieces,
        prefix.isPartial || prefixes.partialLines.isOpen(stream)
      {
        return takePiece(window, &offset, isLast, prefix, stream, sink)
      }
      content = prefix.contentOffset
      arrival = prefix.arrival ?? arrival
      // Behind any other there is a value.
      guard prefix.stream != nil else { break }
      isOfContainer = true
      // What a program wrote may have a prefix of its own, and be indented.
      guard
        skipSeparators(window, &content, isLast, onThisLine: true) || isLast
          || content - offset >= LinePrefix.sizeLimit
      else { return false }
    }
    guard content > offset else { return true }
    lines.passContent()
    offset = content
    prefixes.isInForce = true
    prefixes.endsWithLine = isOfContainer
    prefixes.searchedEnd = 0
    if let arrival { reader.outerArrival = arrival }
    return true
  }

  /// Where the line of a container runtime ends, as far as that is in the window.
  mutating func lineEnd(_ window: Span<UInt8>, from offset: Int) -> Int? {
    // A line may hold many values, and is searched once.
    let start = max(offset, prefixes.searchedEnd - bytesBeforeWindow)
    let end = window.firstOffset(of: 0x0A, in: min(start, window.count)..<window.count)
    prefixes.searchedEnd = bytesBeforeWindow + (end ?? window.count)
    return end
  }

  /// Takes a line as the piece of a longer one, and reads that one when it is whole.
  ///
  /// - Returns: `false` when it needs a longer window.
  private mutating func takePiece(
    _ window: Span<UInt8>, _ offset: inout Int, _ isLast: Bool, _ prefix: LinePrefix,
    _ stream: LinePrefix.Stream, _ sink: Sink
  ) -> Bool {
    // Of the archive, not of the window, which may reach further or not.
    let limit = max(prefix.contentOffset, offset + rules.pieceLimit)
    let reach = min(limit, window.count)
    var end = window.firstOffset(of: 0x0A, in: prefix.contentOffset..<reach)
    if end == nil, reach == limit || isLast {
      if reach < limit { hasMetEnd = true }
      end = reach
    }
    guard let end else { return false }
    let position = ValuePosition(line: lines.line, offset: bytesBeforeWindow + offset)
    prefixes.partialLines.add(
      window.extracting(prefix.contentOffset..<end), prefix, stream, at: position,
      limit: valueLimit)
    lines.passContent()
    offset = end
    if !prefix.isPartial, let line = prefixes.partialLines.take(stream) { read(line, sink) }
    return true
  }

  /// Reads what was cut and never ended.
  mutating func readUnendedLines(_ sink: Sink) {
    while let line = prefixes.partialLines.takeUnended() { read(line, sink) }
  }

  /// Reads a line that was put together, whose values are those of the archive.
  private mutating func read(_ line: PartialLines.Line, _ sink: Sink) {
    if line.isTooLong {
      return reject(line.bytes.span, at: line.position, .tooLong)
    }
    let lineReader = lineReader ?? NestedReader(rules, level: level, joinsPieces: false)
    self.lineReader = lineReader
    var position = line.position
    position.dependsOnEnd = hasMetEnd
    let found = lineReader.read(
      line, inflationLeft: &inflationLeft, allowanceLeft: &allowanceLeft, room: textRoom
    ) { batch, range, source, _ in sink(batch, range, source, position) }
    tally.add(found, at: line.position)
    // In an archive they were counted with each value.
    if level > 0 { losses.add(lineReader.losses) }
    if let rejection = found.firstRejection {
      note(rejection.reason, of: line.bytes.span, at: line.position)
    }
  }
}

extension Span<UInt8> {
  /// Whether what begins at `offset` may be the prefix of a line.
  @inline(__always)
  func mayBeginPrefix(at offset: Int) -> Bool {
    LinePrefix.mayBegin(with: self[offset], offset + 1 < count ? self[offset + 1] : 0)
  }
}
