/// Puts values into texts, which are archives of their own.
struct CorpusTexts {
  let dice: Dice
  let times: CorpusTimes
  let junk: CorpusJunk

  private var writer: DraftWriter { DraftWriter(dice: dice) }
  private var prefixes: CorpusPrefixes { CorpusPrefixes(dice: dice, times: times) }

  /// The text that a body was received as, or what a program made of it.
  func text(of draft: Draft, at time: Int64) -> Bytes {
    let compact = writer.write(draft)
    switch dice.roll(24) {
    case 0: return prefixes.text(time) + compact
    case 1: return prefixes.containerLines(time, compact, isDamaged: true)
    case 2: return prefixes.nearMiss(time, compact)
    case 3: return compact + dice.pick(["", " ", "\n"]).utf8 + junk.malformed()
    case 4: return junk.malformed() + dice.pick(["", "\n", "\n"]).utf8 + compact
    case 5: return Array(compact.prefix(dice.roll(compact.count + 1)))
    case 6: return interrupted(compact)
    case 7: return writer.write(junk.foreign()) + dice.pick(["\n", "\n", " "]).utf8 + compact
    case 8: return dice.pick([[0xEF, 0xBB, 0xBF], [0, 0], [0x0A, 0x0D, 0x0A], [0x20]]) + compact
    case 9: return writer.write(draft, layout: .lines(ending: dice.pick(["\n", "\r\n"])))
    case 10: return writer.write(draft, layout: .spaced)
    case 11: return prefixes.text(time) + writer.write(draft, layout: .lines(ending: "\n"))
    case 12: return compact + Array("\n".utf8)
    case 13, 14: return oneByOne(draft)
    default: return compact
    }
  }

  /// The elements of an array as values of their own, on lines or glued.
  private func oneByOne(_ draft: Draft) -> Bytes {
    guard case .array(let elements) = draft else { return writer.write(draft) }
    let separator = Array(dice.pick(["\n", "\n", "", " ", "\r\n"]).utf8)
    return elements.flatMap { writer.write($0) + separator }
  }

  /// A line feed in the wrong place: nothing whole says what it did not say before.
  private func interrupted(_ text: Bytes) -> Bytes {
    let position = dice.roll(text.count + 1)
    let lineFeed = Array(dice.pick(["\n", "x\n", "}\n"]).utf8)
    return Array(text[..<position]) + lineFeed + text[position...]
  }
}
