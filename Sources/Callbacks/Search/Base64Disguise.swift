internal import Primitives

/// What stands behind the name of a member by which a string is read as base64.
///
/// Such are the member `data`, and `body` where `isBase64Encoded` is true. What follows the name is
/// harmless where it is one of these, as they stand or with backslashes before quotes, because the
/// object is text itself; everything else may be base64, or make some.
///
/// | name | harmless |
/// | --- | --- |
/// | both | no quote, which makes it another name; a comma or the end of an object or array behind the quote, which makes it a value |
/// | `data` | no string; a string shorter than any text with an event; one that begins with a bracket; an object that is empty or whose first name is none of the types of DynamoDB, which are capitals |
/// | `isBase64Encoded` | `false` |
enum Base64Disguise {
  enum Name {
    case data, flag
  }

  /// Whether base64 may follow a name that ends at `offset`.
  static func mayFollow(_ name: Name, _ window: Span<UInt8>, at offset: Int) -> Bool {
    var peek = Peek(offset: offset, end: min(window.count, offset + TextSearch.reach / 2))
    peek.skipBackslashes(window)
    switch peek.next(window) {
    case UInt8(ascii: "\""): break
    case nil: return true
    default: return false
    }
    peek.skipBlanks(window)
    switch peek.next(window) {
    case UInt8(ascii: ":"): break
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return false
    default: return true
    }
    peek.skipBlanks(window)
    switch name {
    case .flag: return !window.holds(Array("false".utf8), at: peek.offset)
    case .data: return mayBeEncoded(window, peek)
    }
  }

  /// Whether a value may be a string of base64, or become one.
  private static func mayBeEncoded(_ window: Span<UInt8>, _ start: Peek) -> Bool {
    var peek = start
    guard let first = peek.next(window) else { return true }
    switch first {
    case UInt8(ascii: "{"): return mayBeTyped(window, peek)
    case UInt8(ascii: "["), UInt8(ascii: "-"), UInt8(ascii: "t"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return false
    default: return mayBeEncodedString(window, start)
    }
  }

  private static func mayBeEncodedString(_ window: Span<UInt8>, _ start: Peek) -> Bool {
    var peek = start
    peek.skipBackslashes(window)
    guard peek.next(window) == UInt8(ascii: "\"") else { return true }
    let textStart = peek.offset
    guard let first = peek.next(window) else { return true }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return false }
    let shortEnd = textStart + Finding.leastTextLength
    return window.firstOffset(of: UInt8(ascii: "\""), in: textStart..<min(shortEnd, window.count))
      == nil
  }

  /// Whether an object may be a typed value of DynamoDB.
  private static func mayBeTyped(_ window: Span<UInt8>, _ start: Peek) -> Bool {
    var peek = start
    peek.skipBlanks(window)
    if peek.byte(window) == UInt8(ascii: "}") { return false }
    peek.skipBackslashes(window)
    guard peek.next(window) == UInt8(ascii: "\""), let first = peek.next(window) else {
      return true
    }
    return first.isASCIICapital || first == UInt8(ascii: "\\")
  }
}

/// A look at a few bytes.
private struct Peek {
  private(set) var offset: Int
  let end: Int

  init(offset: Int, end: Int) {
    self.offset = offset
    self.end = end
  }

  func byte(_ window: Span<UInt8>) -> UInt8? { offset < end ? window[offset] : nil }

  mutating func next(_ window: Span<UInt8>) -> UInt8? {
    defer { offset = min(offset + 1, end) }
    return byte(window)
  }

  mutating func skipBackslashes(_ window: Span<UInt8>) {
    while byte(window) == UInt8(ascii: "\\") { offset += 1 }
  }

  mutating func skipBlanks(_ window: Span<UInt8>) {
    while byte(window)?.isBlank == true { offset += 1 }
  }
}
