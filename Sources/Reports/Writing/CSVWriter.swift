internal import Primitives
public import Runs

/// Writes CSV after RFC 4180 in UTF-8: a header and rows, each line ended by a line feed.
struct CSVWriter {
  private(set) var output: [UInt8] = []

  init(_ columns: [String]) {
    for (index, column) in columns.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output.append(contentsOf: column.utf8)
    }
    output.append(UInt8(ascii: "\n"))
  }

  mutating func row(_ values: [Value]) {
    for (index, value) in values.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      value.appendCSV(to: &output)
    }
    output.append(UInt8(ascii: "\n"))
  }

  /// Hands over what was written; returns whether writing goes on.
  mutating func drain(to sink: OutputSink, isLast: Bool = false) -> Bool {
    sink.take(&output, isLast: isLast)
  }
}

extension ReportTable {
  /// Writes the report as CSV; an error of writing stays in the sink.
  ///
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func writeCSV(to sink: OutputSink) throws(RunError) {
    var writer = CSVWriter(columns)
    try forEachRow { values in
      writer.row(values)
      return writer.drain(to: sink)
    }
    _ = writer.drain(to: sink, isLast: true)
  }
}

extension Value {
  fileprivate func appendCSV(to output: inout [UInt8]) {
    switch self {
    case .missing: break
    case .text(let text): CSVText.append(text, to: &output)
    case .integer(let number): output.append(decimal: number)
    case .boolean(let flag): output.append(flag ? "true" : "false")
    case .ratio(let numerator, let denominator):
      if denominator > 0 { output.append(ratio: numerator, of: denominator) }
    case .factor(let numerator, let denominator):
      if denominator > 0 { output.append(factor: numerator, of: denominator) }
    case .milliseconds(let milliseconds): output.append(seconds: milliseconds)
    case .instant(let instant): output.append(contentsOf: instant.rfc3339)
    }
  }
}

/// Texts from archives in CSV: quoted where they must be, and never a formula.
enum CSVText {
  static func append(_ text: [UInt8], to output: inout [UInt8]) {
    let text = guarded(text.repairedUTF8)
    guard text.contains(where: needsQuotes) else {
      output.append(contentsOf: text)
      return
    }
    output.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  /// Puts an apostrophe before what a spreadsheet would run.
  private static func guarded(_ text: [UInt8]) -> [UInt8] {
    guard let first = text.first else { return text }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: break
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      if isNumber(text.dropFirst()) { return text }
    default: return text
    }
    return [UInt8(ascii: "'")] + text
  }

  /// Whether digits, perhaps with a fraction and an exponent, follow a sign.
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    guard dropDigits(&rest) else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard dropDigits(&rest) else { return false }
    }
    if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard dropDigits(&rest) else { return false }
    }
    return rest.isEmpty
  }

  private static func dropDigits(_ text: inout ArraySlice<UInt8>) -> Bool {
    let rest = text.drop(while: \.isASCIIDigit)
    defer { text = rest }
    return rest.count < text.count
  }
}
