/// A JSON number, exactly: `±0.digits × 10^exponent`, with no zeros around the digits.
struct OracleNumber {
  var isNegative: Bool
  var digits: Bytes
  var exponent: Int

  /// Reads a number that is known to be well-formed.
  init(_ written: Bytes) {
    isNegative = written.first == UInt8(ascii: "-")
    let parts = written.split { $0 | 0x20 == UInt8(ascii: "e") }
    let mantissa = parts[0].drop { $0 == UInt8(ascii: "-") }
    let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
    digits = mantissa.filter { $0 != UInt8(ascii: ".") }
    exponent = point - mantissa.startIndex
    if parts.count > 1 {
      let power = String(decoding: parts[1], as: UTF8.self)
      // A power that fits nowhere is as good as the largest that does.
      exponent += max(-1_000_000, min(1_000_000, Int(power) ?? (power.first == "-" ? .min : .max)))
    }
    while digits.first == UInt8(ascii: "0") {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
  }

  var isWhole: Bool {
    digits.isEmpty || digits.count <= exponent
  }

  var isBelowZero: Bool {
    isNegative && !digits.isEmpty
  }

  /// The number times ten to the `power`, the fraction cut; `nil` beyond 64 bits.
  func cut(timesTenToThe power: Int = 0) -> Int64? {
    let places = exponent + power
    guard !digits.isEmpty, places > 0 else { return 0 }
    guard places <= 19 else { return nil }
    let zeros = Bytes(repeating: UInt8(ascii: "0"), count: places)
    let text = String(decoding: (digits + zeros).prefix(places), as: UTF8.self)
    return Int64((isNegative ? "-" : "") + text)
  }
}

/// The number that a member holds: a number of JSON, a text of digits, or what mongoexport writes.
func numberHeld(by tree: JSONTree?) -> OracleNumber? {
  switch tree {
  case .number(let written):
    return OracleNumber(written)
  case .text(let text):
    return isAllDigits(text) ? OracleNumber(text) : nil
  case .object:
    for key in ["$numberInt", "$numberLong"] {
      guard let text = tree?[key]?.text else { continue }
      let digits = text.first == UInt8(ascii: "-") ? Array(text.dropFirst()) : text
      return isAllDigits(digits) ? OracleNumber(text) : nil
    }
    for key in ["$numberDouble", "$numberDecimal"] {
      guard let text = tree?[key]?.text else { continue }
      // `Infinity` and `NaN` are written here too.
      return isJSONNumber(text) ? OracleNumber(text) : nil
    }
    return nil
  case .null, .boolean, .array, nil:
    return nil
  }
}

/// A whole number that fits 64 bits and is not the greatest of them; anything else is missing.
func errorCode(_ tree: JSONTree?) -> Int64? {
  guard let number = numberHeld(by: tree), number.isWhole, let code = number.cut(), code < .max
  else { return nil }
  return catalogued(code)
}

/// A number of segments from 0 up to 2^31 - 1, a fraction rounded up; anything else is missing.
func segmentCount(_ tree: JSONTree?) -> Int64? {
  let limit = Int64(Int32.max)
  guard let number = numberHeld(by: tree), let whole = number.cut(), 0...limit ~= whole else {
    return nil
  }
  // What is cut of a number below zero is what rounding up takes.
  let count = number.isWhole || number.isNegative ? whole : whole + 1
  return count > limit ? nil : count
}

/// Whether a text is a number of JSON from its first to its last byte.
func isJSONNumber(_ text: Bytes) -> Bool {
  guard let (tree, end) = try? JSONTreeParser(bytes: text).value(at: 0), case .number = tree else {
    return false
  }
  return end == text.count
}

func isAllDigits(_ text: some Collection<UInt8>) -> Bool {
  !text.isEmpty && text.allSatisfy(isDigit)
}

func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}
