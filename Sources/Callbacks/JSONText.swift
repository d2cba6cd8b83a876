internal import Primitives

/// Decoding of the escapes in a string that the cursor has accepted.
enum JSONText {
  /// Appends the text of the raw string `range` to `output`.
  ///
  /// Bytes outside escapes are copied as they are, invalid UTF-8 included. An escaped surrogate
  /// without its partner becomes U+FFFD.
  ///
  /// - Precondition: The cursor has accepted the string.
  static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let backslash =
        bytes.firstOffset(of: UInt8(ascii: "\\"), in: offset..<range.upperBound)
        ?? range.upperBound
      output.append(bytes.extracting(offset..<backslash))
      guard backslash < range.upperBound else { return }
      offset = backslash + 1
      let escape = bytes[offset]
      offset += 1
      switch escape {
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0C)
      case UInt8(ascii: "n"): output.append(0x0A)
      case UInt8(ascii: "r"): output.append(0x0D)
      case UInt8(ascii: "t"): output.append(0x09)
      case UInt8(ascii: "u"):
        append(scalar: scalar(bytes, at: &offset, end: range.upperBound), to: &output)
      default: output.append(escape)
      }
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

  private static func append(scalar: Unicode.Scalar, to output: inout [UInt8]) {
    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { output.append(unit) }
  }
}
