import Callbacks
import Testing

/// Which objects are events, and which member of several counts.
@Suite struct WhatIsAnEventTests {
  static let plain = "delivered outbound id=m1"

  @Test(arguments: [
    #"{"message":{"id":"m1"},"type":"message-delivered"}"#,
    #"{"\u0074ype":"message-delivered","m\u0065ssage":{"\u0069\u0064":"m1"}}"#,
    #"{"type":"message\u002Ddelivered","message":{"id":"m\u0031"}}"#,
    #"{"type":"x","message":{"id":"m2"},"type":"message-delivered","message":{"id":"m1"}}"#,
    #"{"type":"message-delivered","message":7,"message":{"id":"m1"}}"#,
    #"{"type":7,"message":{"id":"m1"},"\u0074ype":"message-delivered"}"#,
    #"{"type":"message-delivered","message":{"id":"x","id":"m1"}}"#,
    #"{"type":"message-delivered","message":{"id":3,"\u0069d":"m1"}}"#,
    #"{"type":"message-delivered","message":{"tag":"x","id":"m1"},"message":{"id":"m1"}}"#,
    #"{"type":"message-delivered","message":{"tag":"x","id":"m1","tag":null}}"#,
    #"{"type":"message-delivered","message":{"id":"m1","id\u0000":"x","i":"y","idd":"z"}}"#,
    #" { "type" : "message-delivered" , "message" : { "id" : "m1" } } "#,
    "{\n\"type\":\r\n\"message-delivered\",\n\"message\":{\n\"id\":\"m1\"\n}\n}",
    #"[{"type":"message-delivered","message":{"id":"m1"}}]"#,
    #"[1,[[{"a":{"type":"message-delivered","message":{"id":"m1"}}}]],{}]"#,
    #"{"type":"wrapper","message":{"type":"message-delivered","message":{"id":"m1"}}}"#,
    #"{"message":{"type":"message-delivered","message":{"id":"m1"}}}"#,
    #"{"type":"w","time":"x","to":"y","payload":{"type":"message-delivered","message":{"id":"m1"}}}"#,
  ])
  func forms(text: String) {
    #expect(events(in: text) == [Self.plain])
  }

  @Test(arguments: [
    #"{"type":"x","message":{"id":""}}"#, #"{"type":"x","message":{"id":7}}"#,
    #"{"type":"x","message":{"id":null}}"#, #"{"type":"x","message":{"id":["m1"]}}"#,
    #"{"type":"x","message":{}}"#, #"{"type":"x","message":[{"id":"m1"}]}"#,
    #"{"type":"x","message":"{\"id\":\"m1\"}x"}"#, #"{"type":"x","message":null}"#,
    #"{"type":"x","id":"m1"}"#, #"{"type":7,"message":{"id":"m1"}}"#,
    #"{"type":null,"message":{"id":"m1"}}"#, #"{"message":{"id":"m1"}}"#,
    #"{"Type":"x","message":{"id":"m1"}}"#, #"{"type":"x","Message":{"id":"m1"}}"#,
    #"{"type":"x","message":{"Id":"m1"}}"#, #"{"type\u0000":"x","message":{"id":"m1"}}"#,
    #"{"type":"x","message":{"id\u0000":"m1"}}"#, #"{"type":"x","message":{"id":"m1","id":""}}"#,
    #"{"type":"x","message":{"id":"m1"},"message":7}"#,
    #"{"type":"x","message":{"id":"m1"},"type":7}"#,
    #"{"type":"x","message":{"id":"m1"},"m\u0065ssage":{}}"#,
    #"{"type":"x","message":{"a":{"id":"m1"}}}"#, #"[{"type":"x"},{"message":{"id":"m1"}}]"#,
  ])
  func `other objects`(text: String) {
    let reading = Reading(text)
    #expect(reading.events.isEmpty)
    #expect(reading.tally.foreign == 1)
  }

  @Test func `members may come in any order`() {
    let members = [
      #""type":"message-failed""#, #""time":"2026-07-06T12:00:01Z""#, #""to":"+5""#,
      #""errorCode":770"#, #""message":{"time":"2026-07-06T12:00:00Z","id":"m1","to":["+5"]}"#,
    ]
    let expected = events(in: "{\(members.joined(separator: ","))}")
    #expect(
      expected == [
        "failed outbound id=m1 to=+5 at=2026-07-06T12:00:01.000Z code=4770 "
          + "created=2026-07-06T12:00:00.000Z recipients=1"
      ])
    for turn in members.indices {
      let turned = members[turn...] + members[..<turn]
      for order in [Array(turned), turned.reversed()] {
        #expect(events(in: "{\(order.joined(separator: ","))}") == expected)
      }
    }
  }

  @Test func `inside of an event is dropped`() {
    let inner = event(message: #""tag":"\u0061""#, type: "message-sent")
    for text in [
      event(#""more":\#(inner)"#), event(message: #""more":[\#(inner),\#(inner)]"#),
      #"{"more":\#(inner),"message":{"id":"m1"},"type":"message-delivered"}"#,
      event(#""a":{"b":[\#(inner)]},"c":\#(inner),"c":1"#),
      #"{"type":"message-delivered","message":\#(inner),"message":{"id":"m1"}}"#,
    ] {
      #expect(events(in: text) == [Self.plain], "\(text)")
    }
    // It counts when what looked like an event turns out to be none.
    #expect(events(in: #"{"type":"x","message":{"id":7,"more":\#(event())}}"#) == [Self.plain])
    #expect(events(in: event(#""more":\#(event()),"type":7"#)) == [Self.plain])
  }

  @Test(arguments: [
    (#""platform":"NorthAmericaSMS""#, #""id":"m1""#, false),
    (#""platform":null"#, #""id":"m1""#, false),
    (#""platform":"x","platform":null"#, #""id":"m1""#, false),
    (#""pl\u0061tform":"x""#, #""id":"m1""#, false),
    (#""platform":"x""#, #""id":"m0","id":"m1""#, false),
    (#""platform":"x""#, #""id":{},"id":"m1""#, false),
    (#""platform":"x""#, #""id":"m0","\u0069d":"m1""#, false),
    (#""platform":"x""#, #""id":"m1","tag":null"#, true),
    (#""platform":"x""#, #""x":1,"id":"m1""#, true),
    (#""Platform":"x""#, #""id":"m1""#, true), (#""a":{"platform":"x"}"#, #""id":"m1""#, true),
  ])
  func `two factor callbacks are foreign`(members: String, message: String, isEvent: Bool) {
    let text = #"{"type":"message-delivered",\#(members),"message":{\#(message)}}"#
    #expect(events(in: text) == (isEvent ? [Self.plain] : []))
    #expect(
      Reading(text).tally.foreignByKind[Int(ForeignKind.twoFactor.rawValue)] == (isEvent ? 0 : 1))
  }
}
