extension OddArchives {
  /// Callbacks with the time at which they arrived.
  typealias Attempt = (event: JSON, arrival: String)

  /// Events alone, each with its arrival beside it.
  static func stamped(_ attempts: [Attempt]) -> [JSON] {
    attempts.map { $0.event.adding("@timestamp", .text("2026-11-\($0.arrival)Z")) }
  }

  private static let almostDropped = SampleMessage("almostdropped", at: "17T16:00:00")
  private static let repeated = SampleMessage("repeated", at: "17T16:10:00")
  private static let otherBody = SampleMessage("otherbody", at: "17T16:15:00")

  static var firstAttempts: [Attempt] {
    let late = SampleMessage("late", at: "17T16:20:00")
    return [
      (almostDropped.delivered(), "17T16:00:01.700"),
      (repeated.delivered(), "17T16:10:01.700"), (repeated.delivered(), "17T16:10:11.900"),
      (repeated.delivered(), "17T16:11:02.300"),
      (otherBody.failed(4_720), "17T16:15:02.700"),
      // Not a duplicate: it was not answered for five hours.
      (late.delivered(), "17T21:20:04.100"),
      (SampleMessage("ontime", at: "17T16:30:00").delivered(), "17T16:30:01.600"),
    ]
  }

  static var laterAttempts: [Attempt] {
    [
      // A minute before it would have been dropped.
      (almostDropped.delivered(), "18T15:59:01.700"),
      (repeated.delivered(), "18T04:10:01.700"),
      // The same event says something else, earlier: this one counts.
      (otherBody.failed(4_770, after: 2_000), "18T00:15:02.700"),
    ]
  }

  /// Events that contradict each other, and events in a strange order.
  static var conflicts: [JSON] {
    let failedFirst = SampleMessage("failedfirst", at: "17T17:00:00")
    let deliveredFirst = SampleMessage("deliveredfirst", at: "17T17:01:00")
    let forbidden = SampleMessage("forbiddenyet", at: "17T17:02:00")
    let members = (11...13).map(Party.subscriber)
    let group = SampleMessage("groupmember", at: "17T17:03:00", to: members, media: [photo])
    let backwards = SampleMessage("backwards", at: "17T17:04:00", media: [photo])
    let loop = SampleMessage(
      "loop", at: "17T17:05:00", from: Party.longCode, to: [Party.secondLongCode])
    return [
      failedFirst.failed(4_701), failedFirst.delivered(after: 60_000),
      deliveredFirst.delivered(), deliveredFirst.failed(4_720, after: 90_000),
      forbidden.event("message-rejected-forbidden-country"), forbidden.delivered(after: 3_000),
      // As documented in 2018, of an invalid member of a group.
      group.delivered(to: members[0]), group.failed(4_303, to: members[1]),
      group.delivered(after: 4_000, to: members[1]), group.delivered(to: members[2]),
      // The later event comes first, then the hour before.
      backwards.delivered(after: 5_000), backwards.event("message-sending", after: 800),
      SampleMessage("hourbefore", at: "17T16:02:00").delivered(),
      // One id in both directions, both of them ours: outbound.
      loop.delivered(), loop.received().setting("message", "direction", to: "in"),
    ]
  }

  /// Inbound words that mean something, and texts that only hold them.
  static var inbound: [JSON] {
    let texts = [
      "STOP", "stopall", "Unsubscribe", "CANCEL", "end", "QUIT", "Revoke", "OPTOUT", "\t Stop \n",
      "START", "unstop", "Yes", "SUBSCRIBE", "HELP", " info ", "please stop", "STOP!", "no", "",
      "\u{1F44D}\u{1F3FD}",
    ]
    let plain = texts.enumerated().map { index, text in
      let name = "word" + String(letter(index))
      return SampleMessage(name, at: "17T18:\(10 + index):00", inbound: true).received()
        .setting("message", "text", to: .text(text))
    }
    func message(_ name: String, _ minute: Int, media: [String] = []) -> JSON {
      SampleMessage(name, at: "17T18:\(minute):00", inbound: true, media: media).received()
    }
    return plain + [
      // RCS has the text elsewhere.
      message("wordinside", 40).setting("message", "text", to: nil)
        .setting("message", "channel", to: "RBM")
        .setting("message", "content", to: ["text": "STOP"]),
      message("picture", 41, media: [photo]),
      message("layoutonly", 42, media: ["https://media.example.com/0.smil"]),
      message("longtext", 43).setting("message", "segmentCount", to: 3),
      SampleMessage("shortcodein", at: "17T18:44:00", to: [Party.shortCode], inbound: true)
        .received(),
    ]
  }
}
