internal import Primitives

/// A text from an archive as a table shows it: nothing in it acts on a terminal.
struct TableText {
  /// How much is looked at of a text that a table shows: more bytes than what fits any cell has.
  private static let byteLimit = 4096

  private let scalars: [Unicode.Scalar]
  /// In columns of the terminal.
  let width: Int

  init(_ bytes: [UInt8], _ characters: TableStyle.Characters) {
    self.init(escaped: Self.spelled(escapedForTerminal(bytes.span), characters))
  }

  /// - Parameter text: Nothing in it acts on a terminal, and the terminal can show all of it.
  init(escaped text: String) {
    scalars = Array(text.unicodeScalars)
    width = text.displayWidth
  }

  /// Spells out what a terminal cannot show.
  static func spelled(_ text: String, _ characters: TableStyle.Characters) -> String {
    guard characters == .ascii, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return text.unicodeScalars.reduce(into: "") { spelled, scalar in
      spelled += scalar.isASCII ? "\(scalar)" : "\\u{\(String(scalar.value, radix: 16))}"
    }
  }

  /// The width of a text as a table shows it.
  static func width(_ bytes: [UInt8], _ characters: TableStyle.Characters) -> Int {
    isPlain(bytes)
      ? bytes.count : TableText(Array(bytes.beginning(ofBytes: byteLimit)), characters).width
  }

  /// Appends as much of a text as `width` has room for, with an ellipsis where something is left out.
  ///
  /// - Returns: The width of what was appended.
  static func append(
    _ bytes: [UInt8], width: Int, _ cut: TextCut, _ style: TableStyle, to output: inout [UInt8]
  ) -> Int {
    if bytes.count <= width, isPlain(bytes) {
      output += bytes
      return bytes.count
    }
    let text = TableText(bytes.seen(cut, ofBytes: byteLimit), style.characters)
    // What is not seen is left out, however little room the rest needs.
    let room = bytes.count > byteLimit ? min(width, text.width - 1) : width
    return text.append(width: room, cut, style, to: &output)
  }

  /// Appends as much as `width` has room for, with an ellipsis where something is left out.
  ///
  /// - Returns: The width of what was appended.
  func append(
    width: Int, _ cut: TextCut, _ style: TableStyle, to output: inout [UInt8]
  ) -> Int {
    guard self.width > width else {
      output.append(scalars[...])
      return self.width
    }
    let room = max(0, width - style.ellipsisWidth)
    let (head, headWidth) = beginning(cut == .end ? room : cut == .middle ? (room + 1) / 2 : 0)
    let (tail, tailWidth) = end(cut == .beginning ? room : cut == .middle ? room / 2 : 0)
    output.append(head)
    output.append(style.ellipsis)
    output.append(tail)
    return headWidth + style.ellipsisWidth + tailWidth
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
    // Marks would stand on what is before the text.
    guard room > 0 else { return ([], 0) }
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
  /// The part of a text that is looked at, whatever room there is for it.
  fileprivate func seen(_ cut: TextCut, ofBytes limit: Int) -> [UInt8] {
    guard count > limit else { return self }
    return switch cut {
    case .end: Array(beginning(ofBytes: limit))
    case .beginning: Array(ending(ofBytes: limit))
    case .middle: Array(beginning(ofBytes: limit / 2) + ending(ofBytes: limit / 2))
    }
  }

  fileprivate mutating func append(_ scalars: ArraySlice<Unicode.Scalar>) {
    for scalar in scalars { append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? []) }
  }
}
