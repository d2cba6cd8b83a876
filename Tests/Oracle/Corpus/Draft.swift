/// A JSON value before it is known how it will be written.
indirect enum Draft: Sendable {
  /// JSON text that stands as it is.
  case verbatim(String)
  /// Bytes that are quoted, and escaped where they must be or may be.
  case text(Bytes)
  case array([Draft])
  /// The members may be written in any order.
  case object([(key: String, value: Draft)])

  static func text(_ text: String) -> Draft { .text(Array(text.utf8)) }

  static func number(_ number: Int64) -> Draft { .verbatim("\(number)") }

  static let null = Draft.verbatim("null")
}

/// The white space between the tokens of a value.
enum DraftLayout {
  case compact
  /// Blanks and tabs in odd places.
  case spaced
  /// Over several lines, which end in the text given.
  case lines(ending: String)
}

/// Writes drafts, each time in another way that means the same.
struct DraftWriter {
  let dice: Dice

  func write(_ draft: Draft, layout: DraftLayout = .compact, indent: Int = 0) -> Bytes {
    switch draft {
    case .verbatim(let text):
      return Array(text.utf8)
    case .text(let text):
      return quoted(text)
    case .array(let elements):
      let written = elements.map { write($0, layout: layout, indent: indent + 1) }
      return enclosed(written, "[", "]", layout: layout, indent: indent)
    case .object(let members):
      let written = ordered(members).map { member in
        quoted(Array(member.key.utf8)) + blank(layout) + Array(":".utf8) + blank(layout)
          + write(member.value, layout: layout, indent: indent + 1)
      }
      return enclosed(written, "{", "}", layout: layout, indent: indent)
    }
  }

  private func enclosed(
    _ parts: [Bytes], _ opening: String, _ closing: String, layout: DraftLayout, indent: Int
  ) -> Bytes {
    var text = Array(opening.utf8)
    for (index, part) in parts.enumerated() {
      if index > 0 { text += Array(",".utf8) }
      text += lineBreak(layout, indent: indent + 1) + part + blank(layout)
    }
    if !parts.isEmpty || dice.hits(oneIn: 2) { text += lineBreak(layout, indent: indent) }
    return text + Array(closing.utf8)
  }

  private func lineBreak(_ layout: DraftLayout, indent: Int) -> Bytes {
    guard case .lines(let ending) = layout else { return blank(layout) }
    return Array((ending + String(repeating: " ", count: indent)).utf8)
  }

  private func blank(_ layout: DraftLayout) -> Bytes {
    guard case .spaced = layout else { return [] }
    return Array(dice.pick(["", "", "", " ", "  ", "\t", "\r", " \t "]).utf8)
  }

  /// Shuffles the members, and repeats some keys so that the right one stands last.
  private func ordered(_ members: [(key: String, value: Draft)]) -> [(key: String, value: Draft)] {
    var ordered = dice.hits(oneIn: 3) ? members : dice.shuffled(members)
    if !ordered.isEmpty, dice.hits(oneIn: 12) {
      let index = dice.roll(ordered.count)
      let decoy: [Draft] = [
        .null, .number(4770), .text("message-failed"), .text("2026-07-06T00:00:00Z"), .object([]),
        .array([.text("+19195550009")]), .verbatim("true"), .text(""),
      ]
      ordered.insert((ordered[index].key, dice.pick(decoy)), at: dice.roll(index + 1))
    }
    return ordered
  }

  private func quoted(_ text: Bytes) -> Bytes {
    let odds = dice.pick([3, 40, 1000])
    let quote = UInt8(ascii: "\"")
    var written = [quote]
    for byte in text {
      let isPlain = byte >= 0x20 && byte != quote && byte != UInt8(ascii: "\\")
      if isPlain && (byte >= 0x80 || !dice.hits(oneIn: odds)) {
        written.append(byte)
      } else {
        written += Array(escape(byte).utf8)
      }
    }
    return written + [quote]
  }

  /// One of the escapes of an ASCII character.
  private func escape(_ byte: UInt8) -> String {
    let short: [UInt8: String] = [
      0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0C: "\\f", 0x0D: "\\r", 0x22: "\\\"",
      0x2F: "\\/", 0x5C: "\\\\",
    ]
    if let short = short[byte], !dice.hits(oneIn: 4) { return short }
    let digits = String(byte, radix: 16, uppercase: dice.hits(oneIn: 2))
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
