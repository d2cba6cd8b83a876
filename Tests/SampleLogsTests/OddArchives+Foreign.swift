extension OddArchives {
  /// Callbacks of neighbours, and what no service sends.
  static var foreign: [JSON] {
    let number = JSON.text(Party.subscriber(9))
    let own = JSON.text(Party.longCode)
    let sms = SampleMessage("foreign", at: "17T14:00:00")
    let sentOff: JSON = [
      "id": "1794924000000foreignresponse2", "owner": own, "direction": "out", "to": [number],
      "from": own, "applicationId": .text(ApplicationID.shop), "segmentCount": 1,
      "time": "2026-11-17T14:00:00Z", "text": "Your table is ready.",
    ]
    let catapult: JSON = [
      "eventType": "sms", "direction": "out", "messageId": "m-sample-one", "from": own,
      "to": number, "text": "Sample", "time": "2026-11-17T14:01:00Z", "state": "sent",
    ]
    let code: JSON = [
      "type": "message-delivered", "time": "2026-11-17T14:02:00Z", "description": "ok",
      "platform": "NorthAmericaSMS", "message": ["id": "1794924120000twofactorcode222"],
    ]
    let abroad: JSON = [
      "msgId": "sample-part", "event": "UNDELIVERED", "errorCode": 995, "partNum": 1,
      "numParts": 1, "accountName": "sample",
    ]
    let tollFree: JSON = [
      "accountId": "sample", "phoneNumber": .text(Party.tollFree), "status": "VERIFIED",
      "internalTicketNumber": "5a3b1e00-0004-4000-8000-5a3b1e00feed",
    ]
    return [
      catapult, [catapult.setting("eventType", to: "mms")],
      code, [code.setting("type", to: "message-failed").adding("errorCode", 995)],
      abroad, tollFree, sentOff, [sentOff],
    ] + beta + oddities(sms)
  }

  /// The four states of the multi-channel beta.
  private static var beta: [JSON] {
    ["QUEUED", "SENDING", "DELIVERED", "FAILED"].map { state in
      [
        "type": .text(state), "time": "2026-11-17T14:03:00Z", "to": .text(Party.subscriber(9)),
        "message": ["messageId": "1794924180000betamessage22222", "status": .text(state)],
      ]
    }
  }

  /// Valid JSON that is nobody's callback.
  private static func oddities(_ sms: SampleMessage) -> [JSON] {
    [
      .object([]), [[]], .null, true, 12, "a text", ["ping": true], ["type": "message-delivered"],
      sms.delivered().setting("message", "id", to: ""),
      sms.delivered().setting("message", "id", to: 7),
      sms.delivered().setting("type", to: 7),
      sms.delivered().setting("message", to: "as a text"),
    ]
  }

  /// What the body of one callback can be.
  static var bodyForms: [JSON] {
    func event(_ name: String, _ minute: Int) -> JSON {
      SampleMessage(name, at: "17T15:\(10 + minute):00").delivered()
    }
    let many = (0..<5).map { event("five\(["a", "b", "c", "d", "e"][$0])", 2) }
    let other = event("inside", 8)
    return [
      [], [event("one", 0)], [event("twofirst", 1), event("twosecond", 1)], .array(many),
      event("single", 3),
      // The same event twice in one body.
      [event("twice", 4), event("twice", 4)],
      // Rails, EventBridge, a log shipper, an application logger.
      ["_json": [event("rails", 5)]],
      ["version": "0", "time": "2026-11-17T15:16:07Z", "detail": event("bridge", 6)],
      event("shipped", 7).adding("@timestamp", "2026-11-17T15:17:09.250Z"),
      ["level": "info", "req": ["body": [event("loggedfirst", 7), event("loggedlast", 7)]]],
      // An event in an event is not looked for.
      event("outside", 8).adding("echo", other),
      // The last of equal keys counts.
      SampleMessage("keytwice", at: "17T15:19:00").event("message-sent")
        .adding("type", "message-delivered"),
      .raw(
        Array(#"[{"\u0074ype":"message-delivered","to":"\#(Party.subscriber(10))","#.utf8)
          + Array(#""\u006dessage":{"i\u0064":"1794928800000escapedkeys22222"}}]"#.utf8)),
      // A member of two-factor callbacks beside a whole message.
      event("platform", 9).adding("platform", "NorthAmericaSMS"),
      // The members in another order, and one nobody knows.
      [
        "message": SampleMessage("reversed", at: "17T15:20:00").fields, "shard": [1, [2]],
        "to": .text(Party.subscriber(10)), "type": "message-delivered",
        "time": "2026-11-17T15:20:01.500Z",
      ],
    ]
  }
}
