/// What RFC 8259 does not allow, or what is nested too deep.
struct JSONDamage: Error {
  /// The offset of the byte that cannot stand there; the end of the input when something lacks.
  var position: Int
}

/// Reads one value after the other, strictly and by recursion.
struct JSONTreeParser {
  static let deepestNesting = 1024

  let bytes: Bytes

  /// Reads the value that begins exactly at `start`, inside `depth` open containers.
  func value(at start: Int, depth: Int = 0) throws(JSONDamage) -> (tree: JSONTree, end: Int) {
    switch character(at: start) {
    case "{": return try object(at: start, depth: depth + 1)
    case "[": return try array(at: start, depth: depth + 1)
    case "\"":
      let (text, end) = try text(at: start)
      return (.text(text), end)
    case "t": return (.boolean(true), try literal("true", at: start))
    case "f": return (.boolean(false), try literal("false", at: start))
    case "n": return (.null, try literal("null", at: start))
    default:
      let end = try number(at: start)
      return (.number(Array(bytes[start..<end])), end)
    }
  }

  /// The first offset at or behind `start` that holds no JSON white space.
  func skippingBlanks(from start: Int) -> Int {
    var position = start
    while let character = character(at: position), " \t\r\n".unicodeScalars.contains(character) {
      position += 1
    }
    return position
  }

  /// The byte as the character of the same number; `nil` at the end.
  func character(at position: Int) -> Unicode.Scalar? {
    position < bytes.count ? Unicode.Scalar(bytes[position]) : nil
  }

  private func object(
    at start: Int, depth: Int
  ) throws(JSONDamage) -> (tree: JSONTree, end: Int) {
    guard depth <= Self.deepestNesting else { throw JSONDamage(position: start) }
    var members: [(key: Bytes, value: JSONTree)] = []
    var position = skippingBlanks(from: start + 1)
    if character(at: position) == "}" { return (.object([]), position + 1) }
    while true {
      guard character(at: position) == "\"" else { throw JSONDamage(position: position) }
      let (key, keyEnd) = try text(at: position)
      position = skippingBlanks(from: keyEnd)
      guard character(at: position) == ":" else { throw JSONDamage(position: position) }
      let (value, valueEnd) = try value(at: skippingBlanks(from: position + 1), depth: depth)
      // A key that occurs twice: the last counts.
      members.removeAll { $0.key == key }
      members.append((key, value))
      position = skippingBlanks(from: valueEnd)
      if character(at: position) == "}" { return (.object(members), position + 1) }
      guard character(at: position) == "," else { throw JSONDamage(position: position) }
      position = skippingBlanks(from: position + 1)
    }
  }

  private func array(
    at start: Int, depth: Int
  ) throws(JSONDamage) -> (tree: JSONTree, end: Int) {
    guard depth <= Self.deepestNesting else { throw JSONDamage(position: start) }
    var elements: [JSONTree] = []
    var position = skippingBlanks(from: start + 1)
    if character(at: position) == "]" { return (.array([]), position + 1) }
    while true {
      let (element, end) = try value(at: position, depth: depth)
      elements.append(element)
      position = skippingBlanks(from: end)
      if character(at: position) == "]" { return (.array(elements), position + 1) }
      guard character(at: position) == "," else { throw JSONDamage(position: position) }
      position = skippingBlanks(from: position + 1)
    }
  }

  private func literal(_ word: String, at start: Int) throws(JSONDamage) -> Int {
    let end = start + word.utf8.count
    guard end <= bytes.count, Array(bytes[start..<end]) == Array(word.utf8), mayEndScalar(at: end)
    else { throw JSONDamage(position: start) }
    return end
  }

  /// The end of the number at `start`.
  private func number(at start: Int) throws(JSONDamage) -> Int {
    var position = start
    if character(at: position) == "-" { position += 1 }
    let whole = digits(from: position)
    let hasLeadingZero = whole > position + 1 && character(at: position) == "0"
    guard whole > position, !hasLeadingZero else { throw JSONDamage(position: start) }
    position = whole
    if character(at: position) == "." {
      let fraction = digits(from: position + 1)
      guard fraction > position + 1 else { throw JSONDamage(position: start) }
      position = fraction
    }
    if character(at: position) == "e" || character(at: position) == "E" {
      position += 1
      if character(at: position) == "+" || character(at: position) == "-" { position += 1 }
      let exponent = digits(from: position)
      guard exponent > position else { throw JSONDamage(position: start) }
      position = exponent
    }
    guard mayEndScalar(at: position) else { throw JSONDamage(position: start) }
    return position
  }

  /// The first offset at or behind `start` that holds no digit.
  private func digits(from start: Int) -> Int {
    var position = start
    while let character = character(at: position), ("0"..."9").contains(character) {
      position += 1
    }
    return position
  }

  /// Whether a number or a literal may end before `position`: `12ab` is no number and no literal.
  private func mayEndScalar(at position: Int) -> Bool {
    guard let character = character(at: position) else { return true }
    return " \t\r\n[]{}\",".unicodeScalars.contains(character)
  }
}
