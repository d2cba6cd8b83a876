internal import Primitives

/// Writes JSON, two blanks a level, members in the order in which they are given.
///
/// Rows are written on a line each: thousands of them stay readable, and make small differences.
struct JSONWriter {
  /// What was written and not yet drained.
  private(set) var output: [UInt8] = []
  private var depth = 0
  /// Whether everything stays on the line, as inside a row.
  private var isOnOneLine = false
  private var isFirst = true

  mutating func object<Failure: Error>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    try container("{", "}", body)
  }

  /// Writes an object on one line, with all that is in it.
  mutating func row(_ body: (inout JSONWriter) -> Void) {
    let outer = isOnOneLine
    isOnOneLine = true
    container("{", "}", body)
    isOnOneLine = outer
  }

  mutating func array<Failure: Error>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    try container("[", "]", body)
  }

  private mutating func container<Failure: Error>(
    _ open: StaticString, _ close: StaticString,
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    output.append(open)
    depth += 1
    isFirst = true
    try body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = false
    output.append(close)
  }

  /// Writes a member whose value `body` writes.
  mutating func member<Failure: Error>(
    _ name: String, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    separate()
    JSONString.append(Array(name.utf8), to: &output)
    output.append(": ")
    try body(&self)
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

  /// Writes an element that is a row, on a line.
  mutating func row(_ columns: [String], _ values: [Value]) {
    separate()
    row { object in
      for (column, value) in zip(columns, values) { object.member(column, value) }
    }
  }

  /// Writes an array of texts.
  mutating func texts(_ texts: [String]) {
    array { array in
      for text in texts { array.element { $0.scalar(Value(text)) } }
    }
  }

  /// Ends the last line.
  mutating func endDocument() {
    output.append(UInt8(ascii: "\n"))
  }

  /// Hands over what was written; returns whether writing goes on.
  mutating func drain(to sink: OutputSink, isLast: Bool = false) -> Bool {
    sink.take(&output, isLast: isLast)
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
    case .text(let text): JSONString.append(text, to: &output)
    case .integer(let number): output.append(decimal: number)
    case .boolean(let flag): output.append(flag ? "true" : "false")
    case .ratio(let numerator, let denominator): output.append(ratio: numerator, of: denominator)
    case .factor(let numerator, let denominator):
      output.append(factor: numerator, of: denominator)
    case .milliseconds(let milliseconds): output.append(seconds: milliseconds)
    case .instant(let instant): JSONString.append(instant.rfc3339, to: &output)
    }
  }
}

/// Texts from archives in JSON: quoted, with escapes for what is not printable.
enum JSONString {
  static func append(_ text: [UInt8], to output: inout [UInt8]) {
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
