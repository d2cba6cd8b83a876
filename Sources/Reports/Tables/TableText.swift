internal import Primitives

/// A text from an archive as a table shows it: nothing in it acts on a terminal.
struct TableText {
  private let scalars: [Unicode.Scalar]
  /// In columns of the terminal.
  let width: Int

  init(_ bytes: [UInt8], _ characters: TableStyle.Characters) {
    let text = escapedForTerminal(bytes.span)
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if characters == .ascii, !scalar.isASCII {
        let hex = String(scalar.value, radix: 16)
        scalars.append(contentsOf: "\\u{\(hex)}".unicodeScalars)
      } else {
        scalars.append(scalar)
      }
    }
    self.scalars = scalars
    width = scalars.reduce(0) { $0 + $1.displayWidth }
  }

  /// The width of a text as a table shows it.
  static func width(_ bytes: [UInt8], _ characters: TableStyle.Characters) -> Int {
    isPlain(bytes) ? bytes.count : TableText(bytes, characters).width
  }

  /// Appends as much of a text as `width` has room for, with an ellipsis where something is left out.
  ///
  /// - Returns: The width of what was appended.
  static func append(
    _ bytes: [UInt8], width: Int, keepsEnd: Bool, _ style: TableStyle, to output: inout [UInt8]
  ) -> Int {
    if bytes.count <= width, isPlain(bytes) {
      output += bytes
      return bytes.count
    }
    let text = TableText(bytes, style.characters)
    guard text.width > width else {
      output.append(text.scalars[...])
      return text.width
    }
    let room = max(0, width - style.ellipsisWidth)
    let (kept, keptWidth) = keepsEnd ? text.end(room) : text.beginning(room)
    if keepsEnd { output.append(style.ellipsis) }
    output.append(kept)
    if !keepsEnd { output.append(style.ellipsis) }
    return keptWidth + style.ellipsisWidth
  }

  /// Whether a text is shown as it is, a byte a column: nearly all are.
  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    for byte in bytes where byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\\") {
      return false
    }
    return true
  }

  private func beginning(_ room: Int) -> (ArraySlice<Unicode.Scalar>, width: Int) {
    var (count, width) = (0, 0)
    while count < scalars.count, width + scalars[count].displayWidth <= room {
      width += scalars[count].displayWidth
      count += 1
    }
    return (scalars[..<count], width)
  }

  private func end(_ room: Int) -> (ArraySlice<Unicode.Scalar>, width: Int) {
    var (start, width) = (scalars.count, 0)
    while start > 0, width + scalars[start - 1].displayWidth <= room {
      start -= 1
      width += scalars[start].displayWidth
    }
    // A mark would combine with the ellipsis.
    return (scalars[start...].drop { $0.displayWidth == 0 }, width)
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ scalars: ArraySlice<Unicode.Scalar>) {
    for scalar in scalars { append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? []) }
  }
}
