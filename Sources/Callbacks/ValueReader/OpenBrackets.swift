internal import Primitives

/// What damage means for the values that begin inside the damaged one.
///
/// A value that breaks beyond its first line is read again from its second, where another value may
/// begin that breaks at the same place, and so on, as often as values nest: a thousand times. So the
/// brackets that were open at the damage are kept, with the state to read on from there. A value
/// that begins at one of them is only read when it is known to be whole.
///
/// Offsets are those of the archive, because windows come and go.
struct OpenBrackets {
  private enum Expectation {
    case value, valueOrEnd, key, keyOrEnd, colon, separator
  }

  /// Of the open brackets, outermost first; those before `first` are done with.
  private var offsets: [Int] = []
  private var first = 0
  /// Behind the last token that was read.
  private var position = 0
  private var expectation = Expectation.value
  /// What no further bytes can mend.
  private var damage: JSONDamage?
  /// Behind the byte that shows the damage: that of a number may lie far behind its beginning.
  private var damageEnd = 0
  /// Where the bytes ended inside a token.
  private var knownEnd: Int?

  private var openCount: Int { offsets.count - first }

  /// Follows the value that begins with the bracket at `offset`; one that is open goes on as it is.
  mutating func follow(_ offset: Int, isObject: Bool) {
    guard !begin(at: offset) else { return }
    offsets.removeAll(keepingCapacity: true)
    first = 0
    damage = nil
    knownEnd = nil
    open(offset, isObject: isObject)
  }

  /// Whether `offset` is that of an open bracket, which is then the outermost.
  mutating func begin(at offset: Int) -> Bool {
    while first < offsets.count, offsets[first] < offset { first += 1 }
    if first > EventReader.depthLimit {
      offsets.removeFirst(first)
      first = 0
    }
    return first < offsets.count && offsets[first] == offset
  }

  /// Reads on to the end of the value that begins with the outermost bracket.
  ///
  /// - Parameters:
  ///   - bytes: The window.
  ///   - start: How many bytes of the archive lie before the window.
  ///   - depth: How many brackets lie around the outermost.
  ///   - limit: The length of the longest value.
  /// - Throws: ``JSONDamage``, in the offsets of the window. Then the value does not end well.
  mutating func readOn(
    _ bytes: Span<UInt8>, from start: Int, depth: Int, limit: Int
  ) throws(JSONDamage) {
    guard first < offsets.count else { return }
    let end = offsets[first] + limit
    while openCount > 0 {
      guard position <= end else { throw JSONDamage(.tooLong, at: end - start) }
      if let damage {
        // As a reader that sees no more than the longest value would say.
        guard damageEnd <= end + 1 else { throw JSONDamage(.tooLong, at: end - start) }
        throw JSONDamage(damage.reason, at: damage.offset - start)
      }
      if knownEnd == start + bytes.count { throw JSONDamage(.endOfInput, at: bytes.count) }
      do throws(JSONDamage) {
        try readToken(bytes, from: start, depth: depth)
      } catch {
        switch error.reason {
        case .endOfInput: knownEnd = start + bytes.count
        case .tooDeep: throw error
        default:
          damage = JSONDamage(error.reason, at: start + error.offset)
          damageEnd = start + leastCount(of: bytes, showing: error, from: start, depth: depth)
        }
      }
    }
    guard position <= end else { throw JSONDamage(.tooLong, at: end - start) }
  }

  /// How many of the bytes show the damage of the next token: with fewer it may go on well.
  private func leastCount(
    of bytes: Span<UInt8>, showing damage: JSONDamage, from start: Int, depth: Int
  ) -> Int {
    var (low, high) = (position - start, bytes.count)
    func look(at count: Int) {
      if shows(damage, bytes.extracting(first: count), from: start, depth: depth) {
        high = count
      } else {
        low = count + 1
      }
    }
    // Nearly always it is the byte at the damage, and of what goes on behind it one that is near.
    var step = 1
    while low < high, damage.offset + step < high {
      look(at: damage.offset + step)
      step *= 2
    }
    if low < high, low <= damage.offset { look(at: damage.offset) }
    while low < high { look(at: (low + high) / 2) }
    return high
  }

  private func shows(
    _ damage: JSONDamage, _ bytes: Span<UInt8>, from start: Int, depth: Int
  ) -> Bool {
    var probe = self
    do throws(JSONDamage) {
      try probe.readToken(bytes, from: start, depth: depth)
      return false
    } catch {
      return error.reason == damage.reason
    }
  }

  private mutating func readToken(
    _ bytes: Span<UInt8>, from start: Int, depth: Int
  ) throws(JSONDamage) {
    var cursor = JSONCursor(offset: position - start)
    let byte = try cursor.significantByte(bytes)
    let next = start + cursor.offset + 1
    switch (expectation, byte) {
    case (.valueOrEnd, UInt8(ascii: "]")), (.keyOrEnd, UInt8(ascii: "}")):
      close(at: next)
    case (.value, UInt8(ascii: "{")), (.value, UInt8(ascii: "[")),
      (.valueOrEnd, UInt8(ascii: "{")), (.valueOrEnd, UInt8(ascii: "[")):
      guard depth + openCount < EventReader.depthLimit else {
        throw JSONDamage(.tooDeep, at: cursor.offset)
      }
      open(start + cursor.offset, isObject: byte == UInt8(ascii: "{"))
    case (.value, UInt8(ascii: "\"")), (.valueOrEnd, UInt8(ascii: "\"")):
      _ = try cursor.skipString(bytes)
      pass(to: start + cursor.offset, .separator)
    case (.value, _), (.valueOrEnd, _):
      _ = try cursor.skipScalar(bytes)
      // What ends with the window may go on behind it.
      guard cursor.offset < bytes.count else { throw JSONDamage(.endOfInput, at: bytes.count) }
      pass(to: start + cursor.offset, .separator)
    case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
      _ = try cursor.skipString(bytes)
      pass(to: start + cursor.offset, .colon)
    case (.colon, UInt8(ascii: ":")):
      pass(to: next, .value)
    case (.separator, UInt8(ascii: ",")):
      pass(to: next, isInObject(bytes, start) ? .key : .value)
    case (.separator, UInt8(ascii: "]")) where !isInObject(bytes, start),
      (.separator, UInt8(ascii: "}")) where isInObject(bytes, start):
      close(at: next)
    default:
      throw JSONDamage(.unexpectedByte, at: cursor.offset)
    }
  }

  private mutating func pass(to offset: Int, _ expected: Expectation) {
    position = offset
    expectation = expected
  }

  private mutating func open(_ offset: Int, isObject: Bool) {
    offsets.append(offset)
    pass(to: offset + 1, isObject ? .keyOrEnd : .valueOrEnd)
  }

  private mutating func close(at offset: Int) {
    offsets.removeLast()
    pass(to: offset, .separator)
  }

  private func isInObject(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    guard let offset = offsets.last else { return false }
    return bytes[offset - start] == UInt8(ascii: "{")
  }
}
