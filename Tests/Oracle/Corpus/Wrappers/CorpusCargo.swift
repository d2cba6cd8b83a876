/// What a wrapper carries: a body as it came, or one that is wrapped already.
struct CorpusCargo {
  let dice: Dice
  let texts: CorpusTexts
  let value: Draft
  /// When it was archived, in milliseconds since the epoch.
  let time: Int64

  var text: Draft { .text(texts.text(of: value, at: time)) }

  /// As most programs write it: what they got as a text, or what they parsed.
  var any: Draft { dice.hits(oneIn: 2) ? text : value }

  /// In base64, perhaps with gzip inside.
  var base64: Draft {
    var bytes = texts.text(of: value, at: time)
    if dice.hits(oneIn: 3) { bytes = CorpusGzip(dice: dice).compressed(bytes) }
    return .text(CorpusBase64(dice: dice).written(bytes))
  }

  /// In base64, with gzip inside.
  var compressed: Draft {
    let bytes = CorpusGzip(dice: dice).compressed(texts.text(of: value, at: time))
    return .text(CorpusBase64(dice: dice).written(bytes))
  }

  /// The whole, or what an array holds one by one, as queues hand it on.
  var parts: [CorpusCargo] {
    guard case .array(let elements) = value, !elements.isEmpty, dice.hits(oneIn: 2) else {
      return [self]
    }
    return elements.map { element in
      CorpusCargo(
        dice: dice, texts: texts, value: element, time: time + Int64(dice.roll(2000)))
    }
  }
}
