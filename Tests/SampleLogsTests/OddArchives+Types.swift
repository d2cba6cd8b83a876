import Primitives

extension OddArchives {
  /// Every type there ever was, and some that nobody knows.
  static var eventTypes: [JSON] {
    let sms = SampleMessage("types", at: "17T09:00:00.120")
    let rich = SampleMessage(
      "typesrich", at: "17T09:05:00.250", from: Party.agent, application: ApplicationID.rich)
    return [
      sms.event("message-sending"), sms.event("message-sent", after: 1_600), sms.delivered(),
      SampleMessage("typesqueued", at: "17T09:01:00").event("message-queued"),
      SampleMessage("typesfailed", at: "17T09:02:00").failed(4_720),
      SampleMessage("typesforbidden", at: "17T09:03:00")
        .event("message-rejected-forbidden-country"),
      SampleMessage("typesin", at: "17T09:04:00", inbound: true).received(),
      rich.delivered(), read(rich),
    ] + replies + unknownTypes
  }

  /// A read receipt with nothing but its own time.
  private static func read(_ message: SampleMessage) -> JSON {
    let time = message.created.advanced(byMilliseconds: 95_000)
    return message.event("message-read").setting("message", "channel", to: "RBM")
      .setting("time", to: nil).adding("eventTime", .text("\(time)"))
  }

  private static var replies: [JSON] {
    let types = [
      "suggestion-response", "requested-location-response", "request-location-response",
      "location-request-response",
    ]
    return types.enumerated().map { index, type in
      let reply = SampleMessage(
        "reply\(index + 2)", at: "17T09:1\(index):00", to: [Party.agent], inbound: true,
        application: ApplicationID.rich)
      return reply.event(type).setting("message", "text", to: nil)
        .setting("message", "channel", to: "RBM")
    }
  }

  /// They say by `message.direction` which way they go; the last does not.
  private static var unknownTypes: [JSON] {
    let boosted = SampleMessage("typesboosted", at: "17T09:20:00")
    return [
      boosted.event("message-enqueued"), boosted.delivered(after: 3_000),
      SampleMessage("typesedited", at: "17T09:21:00", inbound: true).event("message-edited"),
      SampleMessage("typesprobe", at: "17T09:22:00").event("=probe, \"internal\"")
        .setting("message", "direction", to: nil),
      // The multi-channel type in the shape of the other events.
      SampleMessage("typescase", at: "17T09:23:00").event("MESSAGE-DELIVERED"),
    ]
  }

  /// Codes in every form.
  static var errorCodes: [JSON] {
    let codes: [(name: String, code: JSON)] = [
      ("integer", 4_770), ("digits", "4770"), ("threedigits", 770), ("threequoted", "902"),
      ("pointzero", .raw("4770.0")), ("exponent", .raw("4.77e3")),
      ("exported", ["$numberInt": "4770"]),
      ("codenull", .null), ("codeempty", ""), ("codeword", "SPAM"),
      ("codefraction", .raw("4770.5")),
      ("ambiguous", 999), ("unknowncode", 4_688), ("unknownvague", 6_100), ("codenegative", -1),
    ]
    let failures = codes.enumerated().map { index, entry in
      SampleMessage(entry.name, at: "17T10:\(10 + index):00").failed(entry.code)
    }
    let expired = SampleMessage("expired", at: "16T22:00:00", application: ApplicationID.clinic)
    return failures + [
      SampleMessage("codeabsent", at: "17T10:40:00").event("message-failed"),
      // 73 hours after the message was created.
      expired.failed(9_902, after: 262_805_000),
      // An id of another form, which a spreadsheet would run.
      SampleMessage("formula", at: "17T10:41:00").failed(4_795)
        .setting("message", "id", to: "=1+2,\"3\""),
    ]
  }

  /// Events as they were before they had all their members; times are of today.
  static var eras: [JSON] {
    let group = [Party.subscriber(1), Party.subscriber(2)]
    let old = SampleMessage("eragroup", at: "17T11:00:00", to: group)
    let early = SampleMessage("eraearly", at: "17T11:01:00")
    let received = SampleMessage("erareceived", at: "17T11:02:00", inbound: true)
    let catapult = SampleMessage(
      "eracatapult", at: "17T11:03:00", inbound: true,
      media: ["https://api.catapult.example/v1/users/u-sample/media/photo.png"])
    return [
      asOf2017(early.event("message-sent")), asOf2017(early.delivered(after: 9_000)),
      // Of a group nobody can tell whom this is about.
      asOf2017(old.delivered()), asOf2018(old.delivered()),
      asOf2017(received.received()), asOf2018(catapult.received()),
      asOf2018(SampleMessage("eraeighteen", at: "17T11:04:00").failed(4_432))
        .setting("to", to: .text(Party.subscriber(3))),
      asOf2018(SampleMessage("eranineteen", at: "17T11:05:00").delivered())
        .setting("message", "segmentCount", to: 2),
      SampleMessage("eratwenty", at: "17T11:06:00", media: [photo]).event("message-queued"),
      SampleMessage("eracarrier", at: "17T11:07:00").delivered()
        .adding("carrierName", "Sample Wireless, Inc."),
    ]
  }

  /// Without `to`, application and segments; the owner is the recipient, the direction `in`.
  private static func asOf2017(_ event: JSON) -> JSON {
    asOf2018(event).setting("message", "applicationId", to: nil)
      .setting("message", "direction", to: "in")
      .setting("message", "text", to: "Hey, look at this!")
  }

  private static func asOf2018(_ event: JSON) -> JSON {
    event.setting("to", to: nil).setting("message", "segmentCount", to: nil)
  }

  static let photo = "https://media.example.com/users/u-sample/photo.jpg"
}
