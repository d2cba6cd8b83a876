internal import Primitives

/// Writes HTML, and SVG inside it: every text and every attribute is escaped, whoever wrote it.
struct HTMLWriter {
  typealias Attributes = KeyValuePairs<StaticString, String>

  /// What was written and not yet drained.
  private(set) var output: [UInt8] = []

  /// Writes markup of our own, as it stands.
  mutating func markup(_ literal: StaticString) {
    output.append(literal)
  }

  /// Writes an element whose content `body` writes.
  mutating func element<Failure: Error>(
    _ name: StaticString, _ attributes: Attributes = [:],
    _ body: (inout HTMLWriter) throws(Failure) -> Void
  ) throws(Failure) {
    open(name, attributes)
    try body(&self)
    output.append("</")
    output.append(name)
    output.append(">\n")
  }

  /// Writes an element that holds only text.
  mutating func leaf(_ name: StaticString, _ text: String, _ attributes: Attributes = [:]) {
    open(name, attributes)
    self.text(text)
    output.append("</")
    output.append(name)
    output.append(">\n")
  }

  private mutating func open(_ name: StaticString, _ attributes: Attributes) {
    output.append("<")
    output.append(name)
    for (attribute, value) in attributes {
      output.append(" ")
      output.append(attribute)
      output.append("=\"")
      text(value)
      output.append("\"")
    }
    output.append(">")
  }

  /// Writes text in which nothing is markup.
  mutating func text(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output.append("&amp;")
      case UInt8(ascii: "<"): output.append("&lt;")
      case UInt8(ascii: ">"): output.append("&gt;")
      case UInt8(ascii: "\""): output.append("&quot;")
      case UInt8(ascii: "'"): output.append("&#39;")
      default: output.append(byte)
      }
    }
  }

  /// Hands over what was written; returns whether writing goes on.
  @discardableResult
  mutating func drain(to sink: OutputSink, isLast: Bool = false) -> Bool {
    sink.take(&output, isLast: isLast)
  }
}
