/// Breaks what was whole.
struct CorpusDamage {
  let dice: Dice
  let junk: CorpusJunk

  private var writer: DraftWriter { DraftWriter(dice: dice) }

  /// Breaks one value, or a few in a row.
  ///
  /// Values that are not expendable are only cut or interrupted, so that nothing whole says what it
  /// did not say before.
  func damaged(_ text: Bytes, isExpendable: Bool) -> Bytes {
    let position = dice.roll(text.count + 1)
    let (head, tail) = (Array(text[..<position]), Array(text[position...]))
    switch dice.roll(isExpendable ? 8 : 3) {
    case 0: return head
    case 1: return head + Array("\n".utf8) + tail
    case 2: return head + junk.malformed() + Array("\n".utf8) + tail
    case 3: return tail
    case 4: return head + tail.dropFirst()
    case 5: return head + [UInt8(dice.roll(256))] + tail
    case 6: return head + [UInt8(dice.roll(256))] + tail.dropFirst()
    default: return head + dice.pick([[], [0], [0xEF, 0xBB, 0xBF], Array(",".utf8)]) + tail
    }
  }

  /// An array over several lines, with something wrong in it or nothing.
  func array(of drafts: [Draft]) -> Bytes {
    let ending = Array(dice.pick(["\n", "\n", "\r\n", "\n\n"]).utf8)
    var elements = drafts.map { written($0) }
    for _ in 0..<dice.roll(3) {
      elements.insert(written(junk.foreign()), at: dice.roll(elements.count + 1))
    }
    let broken = dice.pick([0, 1, 1, 2])
    for _ in 0..<broken { breakOne(of: &elements) }
    let odds = dice.pick([1, 2, 5])
    func lineBreak() -> Bytes { dice.hits(oneIn: odds) ? ending : [] }
    var text = Array("[".utf8) + lineBreak()
    for (index, element) in elements.enumerated() {
      text += element + lineBreak()
      if index < elements.count - 1 { text += comma() + lineBreak() }
    }
    return text + closing()
  }

  private func written(_ draft: Draft) -> Bytes {
    writer.write(draft, layout: dice.hits(oneIn: 5) ? .lines(ending: "\n") : .compact)
  }

  /// Cuts an element short, or puts text that is none between two.
  private func breakOne(of elements: inout [Bytes]) {
    let index = dice.roll(elements.count)
    if dice.hits(oneIn: 2) {
      elements[index] = Array(elements[index].prefix(dice.roll(elements[index].count + 1)))
    } else {
      elements.insert(junk.malformed(), at: index)
    }
  }

  /// What separates two elements, or fails to.
  private func comma() -> Bytes {
    Array(dice.pick([",", ",", ",", ",", ",", ",", ",", ",", ", ", "", ",,", " x ", ",\n,"]).utf8)
  }

  private func closing() -> Bytes {
    Array(dice.pick(["]", "]", "]", "]", ",]", "", "}", "]]"]).utf8)
  }
}
