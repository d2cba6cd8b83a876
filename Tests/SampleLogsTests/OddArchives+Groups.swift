extension OddArchives {
  /// MMS and groups, with and without receipts.
  static var mmsAndGroups: [JSON] {
    let sendingOnly = SampleMessage("sendingonly", at: "17T19:00:00", media: [photo])
    let confirmed = SampleMessage("confirmed", at: "17T19:01:00", media: [photo])
    let sent = SampleMessage("sentmms", at: "17T19:02:00", media: [photo])
    let handedOff = SampleMessage("handedoff", at: "17T19:03:00", media: [photo])
    let channel = SampleMessage("channelonly", at: "17T19:04:00")
    let twin = Party.subscriber(14)
    let twins = SampleMessage("sametwice", at: "17T19:05:00", to: [twin, twin], media: [photo])
    return [
      sendingOnly.event("message-sending"),
      confirmed.event("message-sending"), confirmed.delivered(after: 6_000),
      sent.event("message-sent"), sent.delivered(after: 6_000),
      // Without receipts this says only that it left.
      handedOff.delivered(), SampleMessage("sent", at: "17T19:03:30").event("message-sent"),
      channel.delivered().setting("message", "channel", to: "MMS"),
      // The same number twice is one recipient.
      twins.delivered(),
    ] + (2...10).flatMap(group) + receivedGroups
  }

  /// A group whose last member fails or, in every other size, is never heard of.
  ///
  /// From six members on there are receipts.
  private static func group(of size: Int) -> [JSON] {
    let members = (0..<size).map { Party.subscriber(15 + $0 * 3) }
    let name = "group" + String(letter(size))
    let message = SampleMessage(name, at: "17T19:\(10 + size):00", to: members, media: [photo])
    let sending = size < 6 ? [] : members.map { message.event("message-sending", to: $0) }
    let delivered = members.dropLast().map { message.delivered(after: 4_000, to: $0) }
    let last = size % 2 == 0 ? [message.failed(4_720, after: 4_500, to: members[size - 1])] : []
    return sending + delivered + last
  }

  /// Groups that came in: every number of ours gets a copy with an id of its own.
  private static var receivedGroups: [JSON] {
    let owned = [Party.longCode, Party.secondLongCode, Party.thirdLongCode]
    let others = (40..<42).map(Party.subscriber)
    let many = owned.prefix(1) + (0..<14).map { Party.subscriber($0 * 2 + 1) }
    let from = Party.subscriber(45)
    func copy(_ name: String, _ time: String, to: [String], of number: String) -> JSON {
      SampleMessage(name, at: time, from: from, to: to, inbound: true, media: [photo])
        .received(to: number).setting("message", "owner", to: .text(number))
    }
    return [
      // One message in three copies, with the recipients in any order.
      copy("copya", "17T19:30:00.100", to: owned + others, of: owned[0]),
      copy("copyb", "17T19:30:00.400", to: others + owned, of: owned[1]),
      copy("copyc", "17T19:30:41", to: owned.reversed() + others, of: owned[2]),
      // The same again two hours later is another message.
      copy("copyd", "17T21:30:00", to: owned + others, of: owned[0]),
      // More recipients than can be sent to.
      copy("crowd", "17T19:40:00", to: Array(many), of: owned[0]),
    ]
  }

  /// The labels of senders that are hard to write into a table.
  static let tags = [
    "orders, returns", "say \"hi\"", "first line\nsecond line", "=HYPERLINK(\"x\")", "+1 for you",
    "-2+3", "@sum", "\t=1", "windows\r\nline", "a\u{0}b", "\u{1B}[31mred\u{1B}[0m",
    "}]{[\\\"", "\u{2028}separated", "w\u{0435}st \u{202E}tfel", "caf\u{E9} \u{1F980}",
    String(repeating: "long ", count: 204), "", " ",
  ]

  /// Texts that are hard to write into a table, and texts that are no texts.
  static var texts: [JSON] {
    let plain = tags.enumerated().map { index, tag in
      tagged(String(letter(index)), 10 + index, .text(tag))
    }
    let broken: [JSON] = [
      // Latin-1, a cut sequence, an overlong slash, half of a surrogate pair as UTF-8.
      .raw(Array("\"caf".utf8) + [0xE9] + Array("\"".utf8)),
      .raw(Array("\"cut ".utf8) + [0xF0, 0x9F, 0xA6] + Array("\"".utf8)),
      .raw(Array("\"over".utf8) + [0xC0, 0xAF] + Array("\"".utf8)),
      .raw(Array("\"half".utf8) + [0xED, 0xA0, 0xBD] + Array("\"".utf8)),
      .raw(#""lone \ud83e""#), .raw(#""turned \udd80\ud83e""#), .raw(#""slash \/ \u00e9""#),
    ]
    return plain
      + broken.enumerated().map { index, tag in
        tagged("broken" + String(letter(index)), 40 + index, tag)
      } + [
        SampleMessage("brokentext", at: "17T20:50:00", inbound: true).received()
          .setting("message", "text", to: .raw(Array("\"".utf8) + [0xFF, 0xFE] + Array("\"".utf8)))
      ]
  }

  private static func tagged(_ name: String, _ minute: Int, _ tag: JSON) -> JSON {
    SampleMessage("tag" + name, at: "17T20:\(minute):00").delivered()
      .setting("message", "tag", to: tag)
  }
}
