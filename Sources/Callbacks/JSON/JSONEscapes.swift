internal import Primitives

/// Decoding of the escapes in a string that the cursor has accepted.
enum JSONEscapes {
  /// Appends the text of the raw string `range` to `output`.
  ///
  /// Bytes outside escapes are copied as they are, invalid UTF-8 included. An escaped surrogate
  /// without its partner becomes U+FFFD.
  ///
  /// - Precondition: The cursor has accepted the string.
  static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
    // No text is longer than what writes it; a word more is room for the last one to be copied.
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: range.count + 8))
    var target = output.mutableSpan
    let end = decode(bytes, range, to: &target, at: start)
    output.removeSubrange(end...)
  }

  /// Writes the text of a string at `start`, and returns the offset behind it.
  private static func decode(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to target: inout MutableSpan<UInt8>, at start: Int
  ) -> Int {
    var end = start
    var offset = range.lowerBound
    while offset < range.upperBound {
      if range.upperBound - offset >= 8 {
        let word = bytes.word(at: offset)
        target.set(word, at: end)
        let backslash = ByteMask.equal(word, to: UInt8(ascii: "\\"))
        let plainCount = backslash == 0 ? 8 : backslash.trailingZeroBitCount >> 3
        offset += plainCount
        end += plainCount
        if backslash == 0 { continue }
      } else if bytes[offset] != UInt8(ascii: "\\") {
        target[end] = bytes[offset]
        offset += 1
        end += 1
        continue
      }
      let escape = bytes[offset + 1]
      offset += 2
      if escape == UInt8(ascii: "u") {
        write(scalar(bytes, at: &offset, end: range.upperBound), to: &target, at: &end)
      } else {
        target[end] = unescaped(escape)
        end += 1
      }
    }
    return end
  }

  /// What a letter behind a backslash stands for.
  @inline(__always)
  private static func unescaped(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }

  /// Reads the four digits behind `\u`, and the partner of a high surrogate.
  private static func scalar(
    _ bytes: Span<UInt8>, at offset: inout Int, end: Int
  ) -> Unicode.Scalar {
    let first = codeUnit(bytes, at: offset)
    offset += 4
    guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    guard end - offset >= 6, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let second = codeUnit(bytes, at: offset + 2)
    guard second & 0xFC00 == 0xDC00 else { return "\u{FFFD}" }
    offset += 6
    return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) ?? "\u{FFFD}"
  }

  private static func codeUnit(_ bytes: Span<UInt8>, at offset: Int) -> UInt32 {
    var unit: UInt32 = 0
    for index in 0..<4 { unit = unit << 4 | (bytes[offset + index].hexadecimalDigit ?? 0) }
    return unit
  }

  private static func write(
    _ scalar: Unicode.Scalar, to target: inout MutableSpan<UInt8>, at end: inout Int
  ) {
    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      target[end] = unit
      end += 1
    }
  }
}
