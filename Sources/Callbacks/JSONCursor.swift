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
    guard offset < bytes.count else { throw JSONDamage(.endOfInput, at: offset) }
    return bytes[offset]
  }

  /// Skips blanks and returns the byte behind them.
  @inline(__always)
  mutating func significantByte(_ bytes: Span<UInt8>) throws(JSONDamage) -> UInt8 {
    var byte = try byte(bytes)
    // Callbacks are written without blanks, so that one comparison is the rule.
    while byte <= 0x20 {
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
        throw JSONDamage(.unexpectedByte, at: offset)
      }
      if byte == 0x0A { passedLineFeed = true }
      offset += 1
      byte = try self.byte(bytes)
    }
    return byte
  }

  /// Skips a string that begins with the quote at the cursor.
  @inline(__always)
  mutating func skipString(_ bytes: Span<UInt8>) throws(JSONDamage) -> RawJSON {
    let start = offset + 1
    offset = start
    // Most strings end within a few words and hold no escape.
    while bytes.count - offset >= 8 {
      let word = bytes.word(at: offset)
      let special =
        ByteMask.equal(word, to: 0x22) | ByteMask.equal(word, to: 0x5C)
        | ByteMask.less(word, than: 0x20)
      if special != 0 {
        offset += special.trailingZeroBitCount >> 3
        guard bytes[offset] == UInt8(ascii: "\"") else { break }
        defer { offset += 1 }
        return RawJSON(.string, start, offset)
      }
      offset += 8
    }
    return try skipRestOfString(bytes, from: start)
  }

  /// Skips the rest of a string byte by byte: its escapes, its damage, the last bytes of a window.
  @inline(never)
  private mutating func skipRestOfString(
    _ bytes: Span<UInt8>, from start: Int
  ) throws(JSONDamage) -> RawJSON {
    var kind = RawJSON.Kind.string
    while true {
      switch try byte(bytes) {
      case UInt8(ascii: "\""):
        defer { offset += 1 }
        return RawJSON(kind, start, offset)
      case UInt8(ascii: "\\"):
        kind = .escapedString
        try skipEscape(bytes)
      case ..<0x20:
        throw JSONDamage(.controlCharacter, at: offset)
      default:
        offset += 1
        skipPlainWords(bytes)
      }
    }
  }

  /// Skips whole words that hold nothing special.
  private mutating func skipPlainWords(_ bytes: Span<UInt8>) {
    while bytes.count - offset >= 8 {
      let word = bytes.word(at: offset)
      let special =
        ByteMask.equal(word, to: 0x22) | ByteMask.equal(word, to: 0x5C)
        | ByteMask.less(word, than: 0x20)
      guard special == 0 else { return }
      offset += 8
    }
  }

  private mutating func skipEscape(_ bytes: Span<UInt8>) throws(JSONDamage) {
    let start = offset
    offset += 1
    switch try byte(bytes) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 1
    case UInt8(ascii: "u"):
      offset += 1
      for _ in 0..<4 {
        guard try byte(bytes).hexadecimalDigit != nil else {
          throw JSONDamage(.invalidEscape, at: start)
        }
        offset += 1
      }
    default:
      throw JSONDamage(.invalidEscape, at: start)
    }
  }

  /// Skips a number or one of the three literals.
  ///
  /// What follows must be able to follow: `12x` is damaged from its first digit on.
  mutating func skipScalar(_ bytes: Span<UInt8>) throws(JSONDamage) -> RawJSON {
    let start = offset
    let kind: RawJSON.Kind
    switch try byte(bytes) {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try skipNumber(bytes)
      kind = .number
    case UInt8(ascii: "t"):
      try skipLiteral("true", bytes)
      kind = .true
    case UInt8(ascii: "f"):
      try skipLiteral("false", bytes)
      kind = .false
    case UInt8(ascii: "n"):
      try skipLiteral("null", bytes)
      kind = .null
    default:
      throw JSONDamage(.unexpectedByte, at: offset)
    }
    if offset < bytes.count, !bytes[offset].mayFollowScalar {
      throw JSONDamage(kind == .number ? .invalidNumber : .invalidLiteral, at: start)
    }
    return RawJSON(kind, start, offset)
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
