/// Puts events into bodies, bodies into lines, and damage between them.
struct CorpusArchive {
  let dice: Dice
  let junk: CorpusJunk
  let isDamaged: Bool
  /// What bodies are wrapped in; `nil` leaves them as they came.
  let wrappers: CorpusWrappers?

  private var writer: DraftWriter { DraftWriter(dice: dice) }

  /// The bytes of an archive with these events in this order.
  func text(_ events: [CorpusEvent]) -> Bytes {
    var text: Bytes = dice.hits(oneIn: 6) ? [0xEF, 0xBB, 0xBF] : []
    var rest = events[...]
    while !rest.isEmpty {
      if dice.hits(oneIn: 8) {
        // A number does not bear everything behind it.
        let separator = isDamaged ? separator() : Array("\n".utf8)
        text += writer.write(junk.foreign(), layout: layout()) + separator
      }
      if dice.hits(oneIn: 25) { text += Array("[]".utf8) + separator() }
      if isDamaged, dice.hits(oneIn: 15) { text += junk.malformed() + separator() }
      let body = rest.prefix(dice.pick([1, 1, 1, 1, 2, 3, 5]))
      rest = rest.dropFirst(body.count)
      text += piece(Array(body)) + separator()
    }
    // Whoever wrote the last line may have been stopped.
    if isDamaged, dice.hits(oneIn: 4) { text += junk.malformed() }
    while dice.hits(oneIn: 3), text.last.map(Array("\r\n".utf8).contains) == true {
      text.removeLast()
    }
    return text
  }

  /// What a receiver writes when it is called with these events.
  private func piece(_ events: [CorpusEvent]) -> Bytes {
    let drafts = events.map(\.draft)
    if isDamaged, dice.hits(oneIn: 12) {
      return CorpusDamage(dice: dice, junk: junk).array(of: drafts)
    }
    if let wrappers, dice.roll(5) < 2 {
      let lines = WrappedLines(dice: dice, wrappers: wrappers, isDamaged: isDamaged)
      let written = lines.text(events, layout: layout())
      guard isDamaged, dice.hits(oneIn: 15) else { return written }
      return CorpusDamage(dice: dice, junk: junk).damaged(written, isExpendable: false)
    }
    let isBare = events.contains(where: \.isStamped)
    let written: Bytes
    switch dice.roll(isBare ? 7 : 12) {
    case 0..<4:
      written = drafts.map { writer.write($0, layout: layout()) + separator() }.flatMap { $0 }
    case 4, 5:
      written = writer.write(.array(drafts), layout: layout())
    case 6:
      let neighbours = drafts + (0..<dice.roll(3)).map { _ in junk.value() }
      written = writer.write(.array(dice.shuffled(neighbours)), layout: layout())
    default:
      let body = drafts.count == 1 ? drafts[0] : .array(drafts)
      written = writer.write(wrapped(body), layout: layout())
    }
    guard isDamaged, dice.hits(oneIn: 25) else { return written }
    return CorpusDamage(dice: dice, junk: junk)
      .damaged(written, isExpendable: events.allSatisfy(\.isExpendable))
  }

  private func layout() -> DraftLayout {
    switch dice.roll(12) {
    case 0: .spaced
    case 1: .lines(ending: dice.pick(["\n", "\r\n", "\n\n", "\n \t\n"]))
    default: .compact
    }
  }

  /// What stands between two values.
  private func separator() -> Bytes {
    switch dice.roll(40) {
    case 0: []
    case 1: Array(" ".utf8)
    case 2: Array("\n\n".utf8)
    case 3: Array("\n \t\r\n".utf8)
    case 4: Array("\n".utf8) + Bytes(repeating: 0, count: 1 + dice.roll(600))
    case 5: [0xEF, 0xBB, 0xBF]
    case 6: Array("\n".utf8) + [0xEF, 0xBB, 0xBF, 0x0A]
    case 7: [0]
    case 8..<13: Array("\r\n".utf8)
    default: Array("\n".utf8)
    }
  }

  /// A body inside what some receiver puts around it, without a time of its own.
  private func wrapped(_ body: Draft) -> Draft {
    var draft = body
    // With a few more levels inside, one of these is too deep.
    let deep = dice.pick(isDamaged ? [800, 1000, 1020] : [800])
    let depth = dice.hits(oneIn: 100) ? deep : dice.pick([1, 1, 1, 2, 3, 5, 40])
    for _ in 0..<depth {
      let key = dice.pick([
        "payload", "body", "params", "event", "webhook", "_json", "detail", "message", "req",
      ])
      switch dice.roll(6) {
      case 0: draft = .array([draft])
      case 1: draft = .array(dice.shuffled([draft, junk.value(), .object([])]))
      case 2:
        draft = .object([(key, draft), (junk.key(), junk.value()), ("type", .text("wrapper"))])
      case 3: draft = .object([("to", .text("x")), ("platform", .null), (key, draft)])
      default: draft = .object([(key, draft)])
      }
    }
    return draft
  }
}
