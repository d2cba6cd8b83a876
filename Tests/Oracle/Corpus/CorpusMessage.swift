/// A message of the corpus, before anybody reports on it.
struct CorpusMessage {
  enum Traffic {
    case outbound, inbound
    /// Events of both directions under one id.
    case mixed
  }

  var id: String
  var traffic: Traffic
  /// Milliseconds since the epoch.
  var creation: Int64
  var sender: String
  /// The set is the same in all events that could be inbound.
  var recipients: [String]
  /// The same in all inbound events: where they disagree, a hash decides.
  var text: Draft
  var application: Draft
  var media: Draft
  var channel: String?
}

/// Invents messages from small pools, so that they collide.
struct CorpusMessages {
  let dice: Dice
  /// Where in time most of the messages are, in milliseconds since the epoch.
  let bases: [Int64]

  init(dice: Dice) {
    self.dice = dice
    bases = (0..<1 + dice.roll(3)).map { _ in dice.pick(Self.interestingTimes) }
  }

  /// One message, or the copies of an inbound one.
  func next() -> [CorpusMessage] {
    switch dice.roll(10) {
    case 0..<5: [message(.outbound)]
    case 5: [message(.mixed)]
    case 6, 7: [message(.inbound)]
    default: copies()
    }
  }

  private func message(_ traffic: CorpusMessage.Traffic) -> CorpusMessage {
    let creation = creation()
    let count = dice.pick([1, 1, 1, 1, 1, 1, 2, 2, 3, 5, 10, 12])
    return CorpusMessage(
      id: id(creation), traffic: traffic, creation: creation, sender: dice.pick(Self.senders),
      recipients: Array(dice.shuffled(Self.numbers).prefix(count)),
      text: dice.pick(Self.texts), application: dice.pick(Self.applications),
      media: dice.pick(Self.media), channel: dice.pick([nil, nil, "SMS", "MMS", "RBM", ""]))
  }

  /// An inbound message of which several owned numbers have a copy, some of them too late.
  private func copies() -> [CorpusMessage] {
    var copy = message(.inbound)
    return (0..<2 + dice.roll(4)).map { _ in
      copy.creation += dice.pick([0, 0, 1, 500, 30_000, 59_999, 60_000, 60_001, 61_000, 3_600_000])
      copy.id = id(copy.creation)
      if dice.hits(oneIn: 10) { copy.text = dice.pick(Self.texts) }
      if dice.hits(oneIn: 10) { copy.media = dice.pick(Self.media) }
      if dice.hits(oneIn: 20) { copy.sender = dice.pick(Self.senders) }
      return copy
    }
  }

  private func creation() -> Int64 {
    let base = dice.pick(bases)
    switch dice.roll(12) {
    case 0: return base + dice.pick([-1, 0, 1])
    case 1: return base + dice.roll(-30...30) * hour
    case 2: return base + dice.roll(0...240) * minute + dice.pick([-1, 0])
    default: return base + dice.roll(-2 * hour...4 * hour)
    }
  }

  private func id(_ creation: Int64) -> String {
    switch dice.roll(20) {
    case 0: return "msg-\(dice.roll(100_000))"
    case 1: return "\(creation)" + dice.word(15)
    case 2: return "\(creation)" + dice.word(15) + dice.pick(["A", "1", "-", "é"])
    case 3: return dice.pick(["id,\"", "=", "línea\n", "\\", " ", "\u{0}", "x'y"]) + dice.word(6)
    default: return "\(creation)" + dice.word(16)
    }
  }

  /// The change of the receipt wait, nights with changing clocks, a new year, long ago.
  private static let interestingTimes: [Int64] = [
    1_783_296_000_000, 1_783_296_000_000, 1_782_907_200_000, 1_772_953_200_000, 1_793_512_800_000,
    1_767_225_600_000, 1_551_398_400_000, 1_784_999_999_999,
  ]

  static let numbers = [
    "+19195550001", "+19195550002", "+19195550003", "+19195550004", "+18885550005", "+442079460000",
    "+4915112345678", "+123456789", "30303", "12345678", "1234567890123456", "Support",
    "+1-919-555-0006",
  ]
  private static let senders = [
    "+19195559999", "19195559999", "+18005550000", "72727", "ACME", "+4915100000000", "acme, inc.",
  ]
  private static let applications: [Draft] = [
    .text("93de2206-9669-4e07-948d-329f4b722ee2"), .text("app-2"), .text("app-2"), .text("app-10"),
    .text("a, \"b\"\nc"), .text("=1+1"), .text("äpp"), .verbatim(#""lone\ud800x""#),
    .text([0x61, 0xFF, 0x62, 0xE2, 0x82]), .verbatim(#""\ud83d\ude00""#), .text(""), .null,
  ]
  private static let texts: [Draft] = [
    .null, .text(""), .text("Hello"), .text("STOP"), .text(" stop\t"), .text("\r\nUnsubscribe\n"),
    .text("OptOut"), .text("Stop it"), .text("START"), .text("unstop "), .text("yEs"),
    .text("HELP"), .text("info"), .text("help me"), .text("QUIT."), .text("ＳＴＯＰ"),
    .text("a \"quoted\" \\ text\n"), .text([0x68, 0xFF, 0xC3, 0x28]),
    .verbatim(#""\udc00 \ud800""#),
    .verbatim(#""caf\u00e9 \ud83d\ude00""#), .text("REVOKE"), .text("END"), .text("cancel"),
    .text("STOPALL"), .text("subscribe"),
  ]
  private static let media: [Draft] = [
    .null, .null, .null, .array([]), .array([.text("https://x/a.jpg")]),
    .array([.text("https://x/a.smil")]), .array([.text("https://x/A.SMIL?b=c#d"), .text("b.png")]),
    .array([.text(""), .null, .text("c.smil.jpg"), .text("d?e.smil")]), .text("lone.gif"),
    .text(""),
    .text("lone.smil"), .object([]), .object([("url", .text("https://x/a.smil"))]),
    .array([.number(7), .object([]), .array([]), .verbatim("false")]),
  ]
}
