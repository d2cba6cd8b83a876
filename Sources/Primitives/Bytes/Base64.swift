/// Base64 (RFC 4648), in the standard alphabet and the one for URLs.
public enum Base64 {
  /// Appends what `text` encodes to `output`.
  ///
  /// Padding may be missing. Bits behind the last whole byte are ignored.
  ///
  /// - Returns: `false` when it is no base64; some bytes may have been appended then.
  public static func decode(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
    var end = text.count
    while end > 0, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
    guard end > 0, end % 4 != 1 else { return false }
    var isValid = true
    output.append(addingCapacity: end / 4 * 3 + end % 4) { output in
      isValid = decode(text.extracting(first: end), to: &output)
    }
    return isValid
  }

  private static func decode(_ text: Span<UInt8>, to output: inout OutputSpan<UInt8>) -> Bool {
    let values = values.span
    var offset = 0
    while text.count - offset >= 4 {
      let first = values[Int(text[offset])]
      let second = values[Int(text[offset + 1])]
      let third = values[Int(text[offset + 2])]
      let fourth = values[Int(text[offset + 3])]
      guard first | second | third | fourth < 64 else { return false }
      output.append(first << 2 | second >> 4)
      output.append(second << 4 | third >> 2)
      output.append(third << 6 | fourth)
      offset += 4
    }
    guard offset < text.count else { return true }
    let first = values[Int(text[offset])]
    let second = values[Int(text[offset + 1])]
    let third = text.count - offset == 3 ? values[Int(text[offset + 2])] : 0
    guard first | second | third < 64 else { return false }
    output.append(first << 2 | second >> 4)
    if text.count - offset == 3 { output.append(second << 4 | third >> 2) }
    return true
  }

  /// What encodes `bytes` in the standard alphabet, padded.
  public static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var bits: UInt32 = 0
      for index in 0..<3 { bits = bits << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
      for place in 0..<4 {
        let value = Int(bits >> UInt32(18 - 6 * place) & 63)
        output.append(place <= count ? letters[value] : UInt8(ascii: "="))
      }
    }
    return output
  }

  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// By byte: the six bits that it stands for; 255 for no letter of the alphabets.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
    values[Int(UInt8(ascii: "-"))] = 62
    values[Int(UInt8(ascii: "_"))] = 63
    return values
  }()
}
