internal import Primitives

/// Writes JSON, two blanks a level, members in the order in which they are given.
///
/// Rows are written on a line each: thousands of them stay readable, and make small differences.
struct JSONWriter {
  private(set) var output: [UInt8] = []
  private var depth = 0
  /// Whether everything stays on the line, as inside a row.
  private var isOnOneLine = false
  private var isFirst = true

  mutating func object(_ body: (inout JSONWriter) -> Void) {
    container("{", "}", body)
  }

  /// Writes an object on one line.
  mutating func row(_ body: (inout JSONWriter) -> Void) {
    isOnOneLine = true
    container("{", "}", body)
    isOnOneLine = false
  }

  mutating func array(_ body: (inout JSONWriter) -> Void) {
    container("[", "]", body)
  }

  private mutating func container(
    _ open: StaticString, _ close: StaticString, _ body: (inout JSONWriter) -> Void
  ) {
    output.append(open)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = false
    output.append(close)
  }

  /// Writes a member whose value `body` writes.
  mutating func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
    separate()
    string(Array(name.utf8))
    output.append(": ")
    body(&self)
  }

  mutating func member(_ name: String, _ value: Value) {
    member(name) { $0.scalar(value) }
  }

  mutating func member(_ name: String, _ text: String) {
    member(name, Value(text))
  }

  /// Writes an element whose value `body` writes.
  mutating func element(_ body: (inout JSONWriter) -> Void) {
    separate()
    body(&self)
  }

  private mutating func separate() {
    if !isFirst { output.append(isOnOneLine ? ", " : ",") }
    isFirst = false
    breakLine()
  }

  private mutating func breakLine() {
    guard !isOnOneLine else { return }
    output.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { output.append("  ") }
  }

  mutating func scalar(_ value: Value) {
    guard !value.isMissing else {
      output.append("null")
      return
    }
    switch value {
    case .missing: break
    case .text(let text): string(text)
    case .integer(let number): output.append(decimal: number)
    case .boolean(let flag): output.append(flag ? "true" : "false")
    case .ratio(let numerator, let denominator): output.append(ratio: numerator, of: denominator)
    case .milliseconds(let milliseconds): output.append(seconds: milliseconds)
    case .instant(let instant): string(instant.rfc3339)
    }
  }

  private mutating func string(_ text: [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text.repairedUTF8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case ..<0x20, 0x7F:
        output.append("\\u00")
        output.append(Self.hexDigits[Int(byte >> 4)])
        output.append(Self.hexDigits[Int(byte & 15)])
      default:
        output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
