/// Writes bytes of unknown origin so that a terminal, a log and a reader of either are safe.
///
/// Printable UTF-8 stays as it is. Everything else is spelled out:
///
/// | bytes | become |
/// | --- | --- |
/// | a backslash | `\\`, so that no text can pretend to be an escape |
/// | ASCII control characters, ESC and line feed included | `\x1b` |
/// | bytes that are not UTF-8, one by one | `\xff` |
/// | other control, format (bidi, zero width) and separator characters, and those without an assigned meaning | `\u{202e}` |
public func escapedForTerminal(_ bytes: Span<UInt8>) -> String {
  var text = ""
  var source = ByteIterator(bytes)
  var parser = Unicode.UTF8.ForwardParser()
  var offset = 0
  while true {
    switch parser.parseScalar(from: &source.bytes) {
    case .valid(let encoded):
      append(Unicode.UTF8.decode(encoded), to: &text)
      offset += encoded.count
    case .error(let length):
      for index in offset..<offset + length { text += hexEscape(bytes[index]) }
      offset += length
    case .emptyInput:
      return text
    }
  }
}

/// Writes a text of unknown origin likewise.
public func escapedForTerminal(_ text: some StringProtocol) -> String {
  escapedForTerminal(Array(text.utf8).span)
}

/// Writes data so that a terminal has nothing to act on, and JSON stays what it is.
///
/// Backslashes and line feeds stay. What ``escapedForTerminal(_:)`` spells out becomes `\u202e`, beyond
/// U+FFFF two of these; bytes that are not UTF-8 become U+FFFD.
public func dataForTerminal(_ bytes: [UInt8]) -> String {
  var text = String()
  for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
    if scalar == "\n" || isPrintable(scalar) {
      text.unicodeScalars.append(scalar)
    } else {
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }
  return text
}

/// The parser of the standard library reads from an iterator, which a span does not have.
private struct ByteIterator {
  var bytes: IndexingIterator<[UInt8]>

  init(_ span: Span<UInt8>) {
    var copy: [UInt8] = []
    copy.append(span)
    bytes = copy.makeIterator()
  }
}

private func append(_ scalar: Unicode.Scalar, to text: inout String) {
  if scalar == "\\" {
    text += "\\\\"
  } else if isPrintable(scalar) {
    text.unicodeScalars.append(scalar)
  } else if scalar.isASCII {
    text += hexEscape(UInt8(scalar.value))
  } else {
    text += "\\u{" + String(scalar.value, radix: 16) + "}"
  }
}

private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
  return switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator: false
  case .privateUse, .unassigned, .surrogate: false
  default: true
  }
}

private func hexEscape(_ byte: UInt8) -> String {
  "\\x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
}
