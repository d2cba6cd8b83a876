import Callbacks
import Testing

/// What each member of an event means, in the forms in which it occurs.
@Suite struct EventDecodingTests {
  @Test func `all members of an inbound event`() {
    let text = """
      [{"type":"message-received","time":"2026-07-06T12:00:01.5Z","to":"+19195550101",
      "description":"Incoming message received","carrierName":"AT&T",
      "message":{"id":"1661365814859loidf7mcwd4qacn7","time":"2026-07-06T12:00:00Z",
      "to":["+19195550101","+19195550102"],"from":"+19195550199","owner":"+19195550101",
      "applicationId":"93de2206","direction":"in","text":"Stop ","tag":"x","segmentCount":2,
      "media":["https://a/1.jpg","https://a/0.smil"],"channel":"MMS","priority":"high"}}]
      """
    #expect(
      events(in: text) == [
        "received inbound id=1661365814859loidf7mcwd4qacn7 to=+19195550101 "
          + "at=2026-07-06T12:00:01.500Z carrier=AT&T created=2026-07-06T12:00:00.000Z "
          + "segments=2 recipients=2 media=1 application=93de2206 from=+19195550199 tag=x "
          + "channel=MMS priority=high optOut text=\(hash("Stop ")) set"
      ])
  }

  @Test(arguments: [
    ("message-received", "received inbound"), ("message-delivered", "delivered outbound"),
    ("message-failed", "failed outbound"), ("message-sending", "sending outbound"),
    ("message-queued", "sending outbound"), ("message-sent", "sent outbound"),
    ("message-read", "read outbound"),
    ("message-rejected-forbidden-country", "rejectedForbiddenCountry outbound"),
    ("suggestion-response", "suggestionResponse inbound"),
    ("requested-location-response", "locationResponse inbound"),
    ("request-location-response", "locationResponse inbound"),
    ("location-request-response", "locationResponse inbound"),
  ])
  func `types fold`(type: String, meaning: String) {
    for direction in ["in", "out", "sideways"] {
      // The type is trusted over the direction.
      let text = event(message: #""direction":"\#(direction)""#, type: type)
      #expect(events(in: text) == ["\(meaning) id=m1"])
    }
  }

  @Test(arguments: [
    "", "m", "message", "message-", "message-x", "Message-Sent", "message-sent ", "message-sen",
    "message-xelivered", "xessage-delivered", "message-deliveree", "message-failex",
    "messages-received", "massage-received", "message-rejected-forbidden-countr",
    "message-xejected-forbidden-country", "suggestion-responses", "location-response",
    "delivered", "sms", "message-sending-x", "message-queued2", "message-unread",
  ])
  func `other types keep their name`(type: String) {
    let name = type.isEmpty ? "" : " type=\(type)"
    let members = [("in", "inbound"), ("out", "outbound"), ("", "directionless")]
    for (direction, meaning) in members {
      let text = event(message: #""direction":"\#(direction)""#, type: type)
      #expect(events(in: text) == ["unknown \(meaning)\(name) id=m1"])
    }
    #expect(events(in: event(type: type)) == ["unknown directionless\(name) id=m1"])
  }

  @Test(arguments: [
    // Outbound: the event's own recipient, else the only one of the message.
    (false, #""to":"+19195550101""#, "", "to=+19195550101"),
    (false, #""to":"19195550101""#, "", "to=+19195550101"),
    (false, #""to":["+19195550101"]"#, "", "to=+19195550101"),
    (false, #""to":["19195550101"]"#, "", "to=+19195550101"),
    (false, #""to":["+19195550101","+19195550102"]"#, "", ""),
    (false, #""to":[]"#, "", ""), (false, #""to":[null]"#, "", ""), (false, #""to":7"#, "", ""),
    (false, #""to":null"#, #""to":["+1"]"#, "to=+1 recipients=1"),
    (false, #""to":"""#, #""to":["+1"]"#, "to=+1 recipients=1"),
    (false, #""to":[]"#, #""to":["+1"]"#, "to=+1 recipients=1"),
    (false, "", #""to":"19195550101""#, "to=+19195550101 recipients=1"),
    (false, "", #""to":["19195550101"]"#, "to=+19195550101 recipients=1"),
    (false, "", #""to":["+19195550101","19195550101"]"#, "to=+19195550101 recipients=1"),
    (false, "", #""to":["+1","+2"]"#, "recipients=2"), (false, "", #""to":[]"#, ""),
    (false, "", #""to":["","+1",null,"+1",7,{"a":["+3"]},["+4"]]"#, "to=+1 recipients=1"),
    (false, "", #""to":["+3","+1","+2","+3","+1"]"#, "recipients=3"),
    (false, "", #""to":{"a":"+1"}"#, ""), (false, "", #""to":19195550101"#, ""),
    (false, "", #""owner":"+19195550100""#, ""),
    (false, #""to":"+5""#, #""to":["+1","+2"]"#, "to=+5 recipients=2"),
    // Inbound: the owned number stands in.
    (true, #""to":"+5""#, #""owner":"+6""#, "to=+5"),
    (true, "", #""owner":"+6""#, "to=+6"),
    (true, "", #""owner":"119195550100""#, "to=+119195550100"),
    (true, "", #""owner":"+6","to":["+7"]"#, "to=+6 recipients=1 set"),
    (true, "", #""owner":"","to":["+7"]"#, "to=+7 recipients=1 set"),
    (true, "", #""to":["+7","+8"]"#, "recipients=2 set"),
    (true, #""to":"BandwidthRBM""#, "", "to=BandwidthRBM"),
  ])
  func recipients(inbound: Bool, members: String, message: String, expected: String) {
    let type = inbound ? "message-received" : "message-delivered"
    let prefix = inbound ? "received inbound id=m1" : "delivered outbound id=m1"
    let suffix = expected.isEmpty ? "" : " \(expected)"
    #expect(events(in: event(members, message: message, type: type)) == [prefix + suffix])
  }

  @Test(arguments: [
    ("+19195550101", "+19195550101"), ("19195550101", "+19195550101"), ("123456789", "+123456789"),
    ("123456789012345", "+123456789012345"), ("1234567890123456", "1234567890123456"),
    ("12345678", "12345678"), ("123", "123"), ("12", "12"), ("1", "1"), ("+1", "+1"),
    ("+123456789012345678", "+123456789012345678"), ("ACME", "ACME"),
    ("1919555010a", "1919555010a"),
    ("1 919 555 0101", "1 919 555 0101"), ("-1919555010", "-1919555010"),
    ("919555010 ", "919555010 "),
    (#"\u0031\u0039195550101"#, "+19195550101"), (#"\u002B19195550101"#, "+19195550101"),
    (#"+1\t"#, "+1\t"),
  ])
  func `numbers take their normal form`(number: String, normal: String) {
    let text = event(#""to":"\#(number)""#, message: #""from":"\#(number)""#)
    #expect(events(in: text) == ["delivered outbound id=m1 to=\(normal) from=\(normal)"])
  }

  @Test(arguments: [
    ("null", 0), ("[]", 0), (#""""#, 0), ("0", 0), ("true", 0), ("{}", 1), (#"{"url":"a"}"#, 1),
    (#""https://a/b.jpg""#, 1), (#""a.smil""#, 0), (#"["a"]"#, 1), (#"["a","b","c"]"#, 3),
    (#"["a","a"]"#, 2), (#"[null]"#, 0), (#"[""]"#, 0), (#"["",null,"a"]"#, 1),
    (#"["0.smil","a.jpg"]"#, 1), (#"["0.SMIL"]"#, 0), (#"["0.sMiL?x=1"]"#, 0),
    (#"["0.smil#a"]"#, 0), (#"["0.jpg?a=.smil"]"#, 1), (#"["smil"]"#, 1), (#"[".smil"]"#, 0),
    (#"["0.smil.jpg"]"#, 1), (#"["0.smi"]"#, 1), (#"["x\u002Esmil"]"#, 0), (#"["?"]"#, 1),
    (#"[{"url":"a"},{"url":"b"}]"#, 2), (#"[["a"]]"#, 1), (#"[" "]"#, 1),
  ])
  func media(json: String, count: Int) {
    let expected = "delivered outbound id=m1" + (count == 0 ? "" : " media=\(count)")
    #expect(events(in: event(message: #""media":\#(json)"#)) == [expected])
  }

  @Test func `texts of others are taken as they are`() {
    let members = ["applicationId", "tag", "channel", "priority"]
    let names = ["application", "tag", "channel", "priority"]
    for (member, name) in zip(members, names) {
      for json in ["null", "1", "{}", "[]", "true", #""""#] {
        #expect(events(in: event(message: #""\#(member)":\#(json)"#)) == [Self.plain])
      }
      let escaped = event(message: #""\#(member)":"a\"\u00e9\ud83d\ude00\ud800\u0062\/""#)
      #expect(events(in: escaped) == ["\(Self.plain) \(name)=a\"é😀\u{FFFD}b/"])
      let number = event(message: #""\#(member)":"19195550101""#)
      #expect(events(in: number) == ["\(Self.plain) \(name)=19195550101"])
    }
    #expect(events(in: event(#""carrierName":"AT&T""#)) == ["\(Self.plain) carrier=AT&T"])
    #expect(
      events(in: event(#""tag":"t","channel":"MMS","from":"+1","carrier":"x""#)) == [Self.plain])
  }

  static let plain = "delivered outbound id=m1"
}
