/// A JSON value as it is written: members keep their order, keys may repeat, and any bytes go.
indirect enum JSON {
  /// Bytes that are written as they are, JSON or not.
  case raw([UInt8])
  case text(String)
  case array([JSON])
  case object([(name: String, value: JSON)])

  static func raw(_ text: String) -> JSON { .raw(Array(text.utf8)) }

  static let null = raw("null")
}

extension JSON: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int64) { self = .raw("\(value)") }
  init(booleanLiteral value: Bool) { self = .raw("\(value)") }
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { (name: $0.0, value: $0.1) })
  }
}

extension JSON {
  /// The object with the member at `path` replaced, added at the end or, with `nil`, removed.
  func setting(_ path: String..., to value: JSON?) -> JSON {
    setting(path[...], to: value)
  }

  private func setting(_ path: ArraySlice<String>, to value: JSON?) -> JSON {
    guard let name = path.first else { return value ?? .null }
    guard case .object(var members) = self else { preconditionFailure("\(name) of no object") }
    let rest = path.dropFirst()
    let index = members.firstIndex { $0.name == name }
    if rest.isEmpty, value == nil {
      if let index { members.remove(at: index) }
    } else if let index {
      members[index].value = members[index].value.setting(rest, to: value)
    } else {
      members.append((name, JSON.object([]).setting(rest, to: value)))
    }
    return .object(members)
  }

  /// The object with one more member at its end, even when it has one of that name.
  func adding(_ name: String, _ value: JSON) -> JSON {
    guard case .object(let members) = self else { preconditionFailure("\(name) of no object") }
    return .object(members + [(name, value)])
  }

  /// The value on one line.
  var bytes: [UInt8] {
    var output: [UInt8] = []
    append(to: &output, indent: nil)
    return output
  }

  /// The value over several lines, two blanks a level.
  var prettyBytes: [UInt8] {
    var output: [UInt8] = []
    append(to: &output, indent: 0)
    return output
  }

  private func append(to output: inout [UInt8], indent: Int?) {
    switch self {
    case .raw(let bytes): output += bytes
    case .text(let text): Self.append(text, to: &output)
    case .array(let elements):
      Self.append(elements, "[", "]", to: &output, indent) { element, output, indent in
        element.append(to: &output, indent: indent)
      }
    case .object(let members):
      Self.append(members, "{", "}", to: &output, indent) { member, output, indent in
        Self.append(member.name, to: &output)
        output += (indent == nil ? ":" : ": ").utf8
        member.value.append(to: &output, indent: indent)
      }
    }
  }

  private static func append<Part>(
    _ parts: [Part], _ open: String, _ close: String, to output: inout [UInt8], _ indent: Int?,
    _ body: (Part, inout [UInt8], Int?) -> Void
  ) {
    func lineBreak(_ indent: Int?) -> String {
      indent.map { "\n" + String(repeating: "  ", count: $0) } ?? ""
    }
    output += open.utf8
    for (index, part) in parts.enumerated() {
      if index > 0 { output += ",".utf8 }
      output += lineBreak(indent.map { $0 + 1 }).utf8
      body(part, &output, indent.map { $0 + 1 })
    }
    if !parts.isEmpty { output += lineBreak(indent).utf8 }
    output += close.utf8
  }

  private static func append(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
      case 0x0A: output += "\\n".utf8
      case 0x09: output += "\\t".utf8
      case ..<0x20:
        let digits = String(byte, radix: 16)
        output += "\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
