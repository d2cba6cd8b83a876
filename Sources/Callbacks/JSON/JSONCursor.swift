internal import Primitives

/// A place in JSON text, and the strict RFC 8259 steps from there.
///
/// The cursor holds an offset and no span: every step is given the bytes anew. Steps that meet the
/// end of the bytes throw ``JSONDamage/Reason/endOfInput``, so that the caller can come back with
/// more. Strings are not checked for valid UTF-8: callbacks with broken texts still count.
struct JSONCursor {
  var offset: Int
  /// Whether a line feed was skipped.
  private(set) var passedLineFeed = false

  init(offset: Int) {
    self.offset = offset
  }

  /// The byte at the cursor.
  @inline(__always)
  func byte(_ bytes: Span<UInt8>) throws(JSONDamage) -> UInt8 {
    // Compared as if without a sign, so that it also is the check of the access.
    guard UInt(bitPattern: offset) < UInt(bitPattern: bytes.count) else {
      throw JSONDamage(.endOfInput, at: offset)
    }
    return bytes[offset]
  }

  /// Skips blanks and returns the byte behind them.
  @inline(__always)
  mutating func significantByte(_ bytes: Span<UInt8>) throws(JSONDamage) -> UInt8 {
    let byte = try byte(bytes)
    // Callbacks are written without blanks, so that one comparison is the rule.
    guard byte <= 0x20 else { return byte }
    self = try behindBlanks(bytes)
    return bytes[offset]
  }

  // What is rare is done on a copy: a cursor that other functions could reach would have to lie in
  // memory, and every step would wait for it.

  @inline(never)
  private func behindBlanks(_ bytes: Span<UInt8>) throws(JSONDamage) -> JSONCursor {
    var cursor = self
    var byte = try cursor.byte(bytes)
    while byte <= 0x20 {
      guard byte.isBlank else { throw JSONDamage(.unexpectedByte, at: cursor.offset) }
      if byte == 0x0A { cursor.passedLineFeed = true }
      cursor.offset += 1
      byte = try cursor.byte(bytes)
    }
    return cursor
  }

  /// Skips a string that begins with the quote at the cursor.
  @inline(__always)
  mutating func skipString(_ bytes: Span<UInt8>) throws(JSONDamage) -> RawJSON {
    let start = offset &+ 1
    let end = Self.plainEnd(bytes, from: start)
    // The rule: no escape, and the window goes on.
    if UInt(bitPattern: end) < UInt(bitPattern: bytes.count), bytes[end] == UInt8(ascii: "\"") {
      offset = end &+ 1
      return RawJSON(.string, start, end)
    }
    let string = try Self.string(bytes, from: start, plainUpTo: end)
    offset = string.end &+ 1
    return string
  }

  /// Moves to `offset`, perhaps over a line feed.
  @inline(__always)
  mutating func move(to offset: Int, passingLineFeed passesLineFeed: Bool) {
    self.offset = offset
    passedLineFeed = passedLineFeed || passesLineFeed
  }

  /// The offset of the first byte from `start` on that is special in a string; or one shortly
  /// before the end of the bytes.
  @inline(__always)
  static func plainEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while bytes.count &- end >= Span<UInt8>.scanned {
      let plain = bytes.plainCount(at: end)
      end &+= plain
      if plain < Span<UInt8>.scanned { break }
    }
    return end
  }

  /// Reads the rest of a string byte by byte: its escapes, its damage, the last bytes of a window.
  @inline(never)
  private static func string(
    _ bytes: Span<UInt8>, from start: Int, plainUpTo end: Int
  ) throws(JSONDamage) -> RawJSON {
    var cursor = JSONCursor(offset: end)
    var kind = RawJSON.Kind.string
    while true {
      switch try cursor.byte(bytes) {
      case UInt8(ascii: "\""):
        return RawJSON(kind, start, cursor.offset)
      case UInt8(ascii: "\\"):
        if try cursor.skipEscape(bytes) {
          kind = .quotingString
        } else if kind == .string {
          kind = .escapedString
        }
        // JSON in a string has a backslash every few bytes.
        cursor.offset = plainEnd(bytes, from: cursor.offset)
      case ..<0x20:
        throw JSONDamage(.controlCharacter, at: cursor.offset)
      default:
        cursor.offset = plainEnd(bytes, from: cursor.offset + 1)
      }
    }
  }

  /// Skips the escape at the cursor.
  ///
  /// - Returns: Whether it stands for a quote.
  private mutating func skipEscape(_ bytes: Span<UInt8>) throws(JSONDamage) -> Bool {
    let start = offset
    offset += 1
    let letter = try byte(bytes)
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 1
      return letter == UInt8(ascii: "\"")
    case UInt8(ascii: "u"):
      offset += 1
      var codeUnit: UInt32 = 0
      for _ in 0..<4 {
        guard let digit = try byte(bytes).hexadecimalDigit else {
          throw JSONDamage(.invalidEscape, at: start)
        }
        codeUnit = codeUnit << 4 | digit
        offset += 1
      }
      return codeUnit == UInt32(UInt8(ascii: "\""))
    default:
      throw JSONDamage(.invalidEscape, at: start)
    }
  }

  /// Skips a number or one of the three literals.
  ///
  /// What follows must be able to follow: `12x` is damaged from its first digit on.
  @inline(__always)
  mutating func skipScalar(_ bytes: Span<UInt8>) throws(JSONDamage) -> RawJSON {
    let start = offset
    // Most numbers are counts of one digit.
    if bytes.count &- start >= 2, bytes[start].isASCIIDigit,
      bytes[start &+ 1] == UInt8(ascii: ",") || bytes[start &+ 1] == UInt8(ascii: "}")
    {
      offset = start &+ 1
      return RawJSON(.number, start, offset)
    }
    let scalar = try Self.scalar(bytes, at: start)
    offset = scalar.end
    return scalar
  }

  @inline(never)
  private static func scalar(
    _ bytes: Span<UInt8>, at start: Int
  ) throws(JSONDamage) -> RawJSON {
    var cursor = JSONCursor(offset: start)
    let kind: RawJSON.Kind
    switch try cursor.byte(bytes) {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try cursor.skipNumber(bytes)
      kind = .number
    case UInt8(ascii: "t"):
      try cursor.skipLiteral("true", bytes)
      kind = .true
    case UInt8(ascii: "f"):
      try cursor.skipLiteral("false", bytes)
      kind = .false
    case UInt8(ascii: "n"):
      try cursor.skipLiteral("null", bytes)
      kind = .null
    default:
      throw JSONDamage(.unexpectedByte, at: start)
    }
    let end = cursor.offset
    if end < bytes.count, !bytes[end].mayFollowScalar {
      throw JSONDamage(kind == .number ? .invalidNumber : .invalidLiteral, at: start)
    }
    return RawJSON(kind, start, end)
  }

  private mutating func skipNumber(_ bytes: Span<UInt8>) throws(JSONDamage) {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    if try byte(bytes) == UInt8(ascii: "0") {
      offset += 1
    } else {
      try skipDigits(bytes, of: start)
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try skipDigits(bytes, of: start)
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      let sign = try byte(bytes)
      if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
      try skipDigits(bytes, of: start)
    }
  }

  /// Skips one digit or more.
  private mutating func skipDigits(
    _ bytes: Span<UInt8>, of number: Int
  ) throws(JSONDamage) {
    guard try byte(bytes).isASCIIDigit else { throw JSONDamage(.invalidNumber, at: number) }
    while offset < bytes.count, bytes[offset].isASCIIDigit { offset += 1 }
  }

  private mutating func skipLiteral(
    _ literal: StaticString, _ bytes: Span<UInt8>
  ) throws(JSONDamage) {
    let start = offset
    let expected = packed(literal)
    for index in 0..<literal.utf8CodeUnitCount {
      let byte = try byte(bytes)
      guard UInt64(byte) == expected >> UInt64(index * 8) & 0xFF else {
        throw JSONDamage(.invalidLiteral, at: start)
      }
      offset += 1
    }
  }
}

extension UInt8 {
  /// Whether this is a blank that JSON allows between tokens.
  @inline(__always)
  var isBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  /// Whether a number or literal can end before this byte: at a blank, bracket, quote or comma.
  var mayFollowScalar: Bool {
    switch self {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "["),
      UInt8(ascii: "{"), UInt8(ascii: "\""):
      true
    default:
      isBlank
    }
  }

  /// The value of an ASCII hexadecimal digit.
  var hexadecimalDigit: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
