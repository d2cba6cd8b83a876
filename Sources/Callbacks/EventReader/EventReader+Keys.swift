internal import Primitives

/// The keys of objects, and the texts behind those that were expected.
extension EventReader {
  /// Skips the brace or the comma before a key, and blanks around it.
  ///
  /// - Returns: `false` behind the closing brace, which stood there instead.
  @inline(__always)
  static func passSeparator(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, isFirst: Bool
  ) throws(JSONDamage) -> Bool {
    if isFirst { cursor.offset &+= 1 }
    let byte = try cursor.significantByte(bytes)
    if byte == UInt8(ascii: "}") {
      cursor.offset &+= 1
      return false
    }
    guard !isFirst else { return true }
    guard byte == UInt8(ascii: ",") else {
      throw JSONDamage(.unexpectedByte, at: cursor.offset)
    }
    cursor.offset &+= 1
    return true
  }

  /// Reads the text that begins behind an expected key, or the array of nothing but that text.
  ///
  /// - Parameters:
  ///   - bytes: Those in which both lie.
  ///   - cursor: Where the key stands; behind the value afterwards.
  ///   - key: The key.
  ///   - plainCount: How many bytes of the text are known to be nothing special.
  ///   - place: That of the object.
  /// - Returns: `nil` if it is anything else or holds an escape; the cursor then stays.
  @inline(__always)
  static func plainText(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, _ key: KeyChain.Key, _ plainCount: Int,
    _ place: Place
  ) -> RawJSON? {
    let start = cursor.offset &+ Int(key.text.count)
    var end = start &+ plainCount
    if plainCount == Span<UInt8>.scanned { end = JSONCursor.plainEnd(bytes, from: end) }
    guard UInt(bitPattern: end &+ 1) < UInt(bitPattern: bytes.count),
      bytes[end] == UInt8(ascii: "\"")
    else { return nil }
    if key.opening == .string {
      cursor.offset = end &+ 1
      return RawJSON(.string, start, end)
    }
    guard bytes[end &+ 1] == UInt8(ascii: "]"), place.depth &+ 1 < depthLimit else { return nil }
    cursor.offset = end &+ 2
    return RawJSON(.loneString, start, end)
  }

  /// Reads a key that is not the expected one, its colon and blanks behind it.
  ///
  /// - Parameters:
  ///   - bytes: Those in which it lies.
  ///   - start: Behind the brace or comma before it.
  ///   - previous: The key before it.
  ///   - separatorOffset: Behind the value before it, or at the brace.
  /// - Returns: The cursor at the value, the link of the key, and what it means.
  /// - Throws: ``JSONDamage``.
  @inline(never)
  mutating func readUnexpectedKey(
    _ bytes: Span<UInt8>, _ start: JSONCursor, _ previous: KeyChain.Link,
    from separatorOffset: Int
  ) throws(JSONDamage) -> (JSONCursor, KeyChain.Link, MemberKey) {
    var cursor = start
    if let key = keys.alternative(after: previous, bytes, at: separatorOffset) {
      cursor.move(
        to: separatorOffset &+ Int(key.valueOffset), passingLineFeed: key.passesLineFeed)
      return (cursor, key.link, key.member)
    }
    guard try cursor.significantByte(bytes) == UInt8(ascii: "\"") else {
      throw JSONDamage(.unexpectedByte, at: cursor.offset)
    }
    let name = try cursor.skipString(bytes)
    guard try cursor.significantByte(bytes) == UInt8(ascii: ":") else {
      throw JSONDamage(.unexpectedByte, at: cursor.offset)
    }
    cursor.offset += 1
    _ = try cursor.significantByte(bytes)
    let member = MemberKey(name, bytes)
    let link =
      name.kind == .string
      ? keys.follow(previous, bytes, separatorOffset..<cursor.offset, member)
      : keys.unusual(after: previous)
    return (cursor, link, member)
  }
}
