internal import Primitives

@testable import Callbacks

/// Answers each line of standard input with what is read of the value that it holds in hexadecimal:
/// `-` for one that is rejected, else its strings, in order, as hexadecimal with a point behind each.
func answerLines() {
  while let line = readLine() { print(answer(bytes(ofHexadecimal: line))) }
}

private let digits = Array("0123456789abcdef".utf8)

private func bytes(ofHexadecimal line: String) -> [UInt8] {
  let digits = Array(line.utf8)
  return stride(from: 0, to: digits.count - 1, by: 2).map { index in
    digits[index...index + 1].reduce(0) { $0 << 4 | UInt8($1.hexadecimalDigit ?? 0) }
  }
}

private func answer(_ bytes: [UInt8]) -> String {
  var reader = EventReader()
  var cursor = JSONCursor(offset: 0)
  do throws(JSONDamage) {
    _ = try cursor.significantByte(bytes.span)
    let start = cursor
    try reader.readValue(bytes.span, &cursor, depth: 0)
    let end = cursor
    for offset in end.offset..<bytes.count where !bytes[offset].isBlank { return "-" }
    var value = start
    var answer: [UInt8] = []
    for string in strings(in: try value.skipAccepted(bytes.span), bytes.span) {
      for byte in string { answer += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
      answer.append(UInt8(ascii: "."))
    }
    return String(decoding: answer, as: UTF8.self)
  } catch {
    return "-"
  }
}

/// The names and strings in an accepted value, decoded.
private func strings(in value: RawJSON, _ bytes: Span<UInt8>) -> [[UInt8]] {
  var found: [[UInt8]] = []
  switch value.kind {
  case .string, .escapedString, .quotingString:
    found.append(
      value.withText(bytes) { text in
        var copy: [UInt8] = []
        copy.append(text)
        return copy
      })
  case .array, .loneString:
    var elements = RawElements(of: value)
    while let element = elements.next(bytes) { found += strings(in: element, bytes) }
  case .object:
    var members = RawObject(value)
    while let (name, member) = members.next(bytes) {
      found += strings(in: name, bytes) + strings(in: member, bytes)
    }
  default: break
  }
  return found
}
