/// Writes wrapped bodies as archives hold them: on lines, glued, in dumps, behind prefixes.
struct WrappedLines {
  let dice: Dice
  let wrappers: CorpusWrappers
  let isDamaged: Bool

  private var writer: DraftWriter { DraftWriter(dice: dice) }
  private var prefixes: CorpusPrefixes { CorpusPrefixes(dice: dice, times: wrappers.times) }

  func text(_ events: [CorpusEvent], layout: DraftLayout) -> Bytes {
    switch dice.roll(16) {
    case 0, 1: return dump(events)
    case 2: return events.flatMap { writer.write(wrappers.wrapped([$0]).value) }
    case 3: return container(events)
    case 4: return prefixed(bare(events), layout: layout)
    case 5: return prefixed(wrappers.wrapped(events), layout: layout)
    case 6:
      let (value, time) = wrappers.wrapped(events)
      return writer.write(.text(wrappers.texts.text(of: value, at: time)))
    case 7 where isDamaged:
      let (value, time) = bare(events)
      return Array("\n".utf8) + prefixes.nearMiss(time, writer.write(value))
    default: return writer.write(wrappers.wrapped(events).value, layout: layout)
    }
  }

  /// The body as it came, and when.
  private func bare(_ events: [CorpusEvent]) -> (value: Draft, time: Int64) {
    (wrappers.body(events), (events.map(\.time).max() ?? 0) + dice.pick([0, 900, 2 * hour]))
  }

  /// An array with its brackets and commas on lines of their own.
  private func dump(_ events: [CorpusEvent]) -> Bytes {
    let (opening, comma, closing) = dice.pick([
      ("[\n", "\n,\n", "\n]"), ("[\n", ",\n", "\n]"), ("[", "\n,", "\n]"), ("[\r\n", ",\r\n", "]"),
    ])
    let elements = events.map { writer.write(wrappers.wrapped([$0]).value) }
    return Array(opening.utf8) + elements.joined(separator: comma.utf8) + closing.utf8
  }

  private func prefixed(_ body: (value: Draft, time: Int64), layout: DraftLayout) -> Bytes {
    // Behind a prefix the first brace has to stand on the same line.
    let isObject = if case .object = body.value { true } else { false }
    return lineStart() + prefixes.text(body.time)
      + writer.write(body.value, layout: isObject || isDamaged ? layout : .compact)
  }

  private func container(_ events: [CorpusEvent]) -> Bytes {
    let (value, time) = dice.hits(oneIn: 2) ? bare(events) : wrappers.wrapped(events)
    let text = dice.hits(oneIn: 8) ? prefixes.text(time) : []
    return lineStart()
      + prefixes.containerLines(time, text + writer.write(value), isDamaged: isDamaged)
  }

  /// A prefix that does not begin its line is damage.
  private func lineStart() -> Bytes {
    isDamaged && dice.hits(oneIn: 10) ? [] : Array("\n".utf8)
  }
}
