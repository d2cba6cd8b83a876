internal import Primitives

/// What may write a text in other bytes than its own, as far as a search must notice it.
///
/// See ``TextSearch`` for the rules.
enum Disguise {
  // By these, places are found that are worth a look.
  static let escape = BytePair(
    first: UInt8(ascii: "\\"), second: UInt8(ascii: "u"), distance: 1)
  static let data = BytePair(first: UInt8(ascii: "d"), second: UInt8(ascii: "t"), distance: 2)
  static let base64Flag = BytePair(
    first: UInt8(ascii: "B"), second: UInt8(ascii: "E"), distance: 6)
  static let cutLine = BytePair(first: UInt8(ascii: "s"), second: UInt8(ascii: "P"), distance: 7)

  private static let escapeStart = Array("\\u00".utf8)
  private static let dataName = Array("data".utf8)
  private static let flagName = Array("Base64Encoded".utf8)
  private static let cutLineTags = [Array("stdout P".utf8), Array("stderr P".utf8)]

  /// Whether one of them begins at `place`.
  static func begins(_ window: Span<UInt8>, at place: Int, _ isTelling: [Bool]) -> Bool {
    switch window[place] {
    case UInt8(ascii: "\\"):
      window.holds(escapeStart, at: place)
        && isEscape(window, digitsAt: place + escapeStart.count, isTelling)
    case UInt8(ascii: "d"):
      window.holds(dataName, at: place)
        && (place == 0 || window[place - 1] == UInt8(ascii: "\""))
        && EncodedText.mayFollow(.data, window, at: place + dataName.count)
    case UInt8(ascii: "B"):
      window.holds(flagName, at: place)
        && EncodedText.mayFollow(.flag, window, at: place + flagName.count)
    case UInt8(ascii: "s"):
      cutLineTags.contains { window.holds($0, at: place) }
    default: false
    }
  }

  /// Whether an escape stands for a byte that tells; one that is cut short may.
  private static func isEscape(
    _ window: Span<UInt8>, digitsAt offset: Int, _ isTelling: [Bool]
  ) -> Bool {
    guard window.count - offset >= 2 else { return true }
    guard let high = window[offset].hexadecimalDigit, let low = window[offset + 1].hexadecimalDigit
    else { return false }
    return isTelling[Int(high << 4 | low)]
  }

  /// By byte: whether an escape that stands for it may be part of a needle, of an escape one level
  /// further inside, or of what is looked for here.
  static func tellingBytes(_ needles: [[UInt8]]) -> [Bool] {
    var isTelling = [Bool](repeating: false, count: 256)
    let names = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for byte in Array("\(names) \"\\".utf8) + needles.flatMap({ $0 }) {
      isTelling[Int(byte)] = true
    }
    return isTelling
  }
}

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
enum EncodedText {
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
    let shortEnd = textStart + Embedded.leastTextLength
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
