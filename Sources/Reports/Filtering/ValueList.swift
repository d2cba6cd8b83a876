/// Values with commas between them, in double quotes where they have a comma.
enum ValueList {
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")

  /// Reads a list of at least one value, which may be empty.
  ///
  /// - Throws: ``ConditionError/unclosedQuote(_:)`` and ``ConditionError/textBehindQuote(_:)``.
  static func values(of list: ArraySlice<UInt8>) throws(ConditionError) -> [String] {
    var values: [String] = []
    var rest = list
    while true {
      if rest.first == quote {
        values.append(try quoted(&rest, list))
      } else {
        let value = rest.prefix { $0 != comma }
        values.append(String(decoding: value, as: UTF8.self))
        rest = rest.dropFirst(value.count)
      }
      guard let next = rest.popFirst() else { return values }
      guard next == comma else { throw .textBehindQuote(String(decoding: list, as: UTF8.self)) }
    }
  }

  /// Reads the value in quotes that `rest` begins with.
  private static func quoted(
    _ rest: inout ArraySlice<UInt8>, _ list: ArraySlice<UInt8>
  ) throws(ConditionError) -> String {
    var value: [UInt8] = []
    rest = rest.dropFirst()
    while let byte = rest.popFirst() {
      if byte == quote {
        guard rest.first == quote else { return String(decoding: value, as: UTF8.self) }
        rest = rest.dropFirst()
      }
      value.append(byte)
    }
    throw .unclosedQuote(String(decoding: list, as: UTF8.self))
  }

  /// Writes a list, with quotes only where they are needed.
  static func text(of values: [String]) -> String {
    values.map { value in
      let needsQuotes = value.utf8.contains(comma) || value.utf8.first == quote
      guard needsQuotes else { return value }
      let parts = value.split(separator: "\"", omittingEmptySubsequences: false)
      return "\"" + parts.joined(separator: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
