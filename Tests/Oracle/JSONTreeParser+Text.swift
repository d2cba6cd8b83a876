extension JSONTreeParser {
  /// Reads the text whose opening quote is at `start`.
  func text(at start: Int) throws(JSONDamage) -> (content: Bytes, end: Int) {
    var content: Bytes = []
    var position = start + 1
    while let character = character(at: position) {
      switch character {
      case "\"":
        return (content, position + 1)
      case "\\":
        let (decoded, end) = try escape(at: position)
        content += decoded
        position = end
      case "\u{0}"..."\u{1F}":
        throw JSONDamage(position: position)
      default:
        content.append(bytes[position])
        position += 1
      }
    }
    throw JSONDamage(position: position)
  }

  /// Decodes the escape whose backslash is at `start`.
  private func escape(at start: Int) throws(JSONDamage) -> (decoded: Bytes, end: Int) {
    switch character(at: start + 1) {
    case "\"": return (Array("\"".utf8), start + 2)
    case "\\": return (Array("\\".utf8), start + 2)
    case "/": return (Array("/".utf8), start + 2)
    case "b": return ([0x08], start + 2)
    case "f": return ([0x0C], start + 2)
    case "n": return ([0x0A], start + 2)
    case "r": return ([0x0D], start + 2)
    case "t": return ([0x09], start + 2)
    default: break
    }
    guard let unit = codeUnit(at: start) else { throw JSONDamage(position: start) }
    if let scalar = Unicode.Scalar(unit) { return (utf8(scalar), start + 6) }
    // Half of a surrogate pair; it stands for something only as the first of two.
    if unit < 0xDC00, let low = codeUnit(at: start + 6), (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00))
    {
      return (utf8(scalar), start + 12)
    }
    return (utf8("\u{FFFD}"), start + 6)
  }

  /// The number that `\u` and four hexadecimal digits at `start` write.
  private func codeUnit(at start: Int) -> UInt32? {
    guard character(at: start) == "\\", character(at: start + 1) == "u" else { return nil }
    var unit: UInt32 = 0
    for position in start + 2..<start + 6 {
      guard let digit = character(at: position).flatMap({ Character($0).hexDigitValue }) else {
        return nil
      }
      unit = unit * 16 + UInt32(digit)
    }
    return unit
  }

  private func utf8(_ scalar: Unicode.Scalar) -> Bytes {
    Array(String(scalar).utf8)
  }
}
