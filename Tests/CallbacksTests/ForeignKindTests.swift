import Callbacks
import Testing

/// Neighbours of the callbacks, by what tells them apart.
@Suite struct ForeignKindTests {
  @Test(arguments: [
    (#"{"eventType":"sms","messageId":"m","direction":"out"}"#, ForeignKind.v1),
    (#"[{"eventType":"sms","messageId":"m"},{}]"#, .v1),
    (#"{"event\u0054ype":"sms","messageId":"m"}"#, .v1),
    (#"{"eventType":"sms"}"#, .other), (#"{"messageId":"m"}"#, .other),
    (#"{"type":"message-failed","platform":"x","message":{"id":"m"},"errorCode":4}"#, .twoFactor),
    (#"[{"platform":"x","message":{"id":"m"},"type":"message-failed"}]"#, .twoFactor),
    (#"{"msgId":"m","event":"UNDELIVERED","errorCode":995,"partNum":1}"#, .internationalA2P),
    (#"{"msgId":"m","event":"UNDELIVERED"}"#, .other),
    (#"{"accountId":"1","status":"VERIFIED","internalTicketNumber":"a"}"#, .tollFreeVerification),
    (#"{"internalTicketNumber":"a","type":"x"}"#, .other),
    (#"{"id":"m","direction":"out","applicationId":"a","to":["+1"]}"#, .apiResponse),
    (#"{"id":"m","direction":"out","applicationId":"a","type":"x"}"#, .other),
    (#"{"id":"m","direction":"out"}"#, .other),
    (#"{"type":"DELIVERED","message":{"messageId":"m","status":"DELIVERED"}}"#, .multiChannelBeta),
    (#"{"type":"DELIVERED","message":{"status":"DELIVERED"}}"#, .other),
    (#"{"type":"DELIVERED","message":"messageId"}"#, .other),
    ("{}", .other), ("[{}]", .other), ("[[]]", .other),
    (#"[1,{"eventType":1,"messageId":2}]"#, .other),
    (#"[[{"eventType":1,"messageId":2}]]"#, .other), (#""{}""#, .other), ("-1.5e3", .other),
    ("null", .other), ("true", .other), ("false", .other), (#""[1,""#, .other),
  ])
  func kinds(text: String, kind: ForeignKind) {
    for form in [
      text, " \(text) ", "\(text)\n",
      text.replacing("[[", with: "[\n[\n").replacing(":{", with: ":{\n"),
    ] {
      let tally = Reading(form).tally
      #expect(tally.foreignByKind[Int(kind.rawValue)] == 1, "\(form)")
      #expect(tally.values == 1, "\(form)")
    }
  }

  /// In a wrapper that is not known, such as a text before JSON in a text.
  @Test(arguments: [
    (#"{"message":"Received: [{\"type\":\"message-delivered\"}]"}"#, true),
    (#"{"a":"{'type': 'message-sending'}"}"#, true), (#"{"a":"type=message-failed to=+1"}"#, true),
    (#"[{"a":"\\\"message-received\\\""},{}]"#, true), (#"[1,"message-sent"]"#, true),
    (#""message-sent""#, true), (#"{"type":"message-delivered","message":{}}"#, true),
    (#"{"a":"message-deliver"}"#, false), (#"{"a":"message-deliveredly"}"#, false),
    (#"{"a":"x-message-sent"}"#, false), (#"{"a":"a message"}"#, false), ("{}", false),
    (#"{"type":"message-failed","platform":"x","message":{"id":"m"}}"#, false),
    (#"{"type":"message-sent","message":{"id":"m"}}"#, false),
  ])
  func `names of types are noticed in values without an event`(text: String, isNamed: Bool) {
    let isText = text.hasPrefix("\"")
    for form in [text, " \(text)\n", isText ? text : "\(text.prefix(1))\n\(text.dropFirst())"] {
      #expect(Reading(form).tally.namesEventType == isNamed, "\(form)")
    }
  }

  @Test func `only so much is looked at`() {
    let blank = #"{"a":"\#(String(repeating: " ", count: 1 << 20))"}"#
    let named = #"{"a":"message-sent"}"#
    #expect(Reading("\(named)\n\(blank)").tally.namesEventType)
    #expect(!Reading("\(blank)\n\(named)").tally.namesEventType)
  }

  @Test func `empty array is a callback`() {
    for text in ["[]", "[ ]", "[\n]", " [\r\n\t] "] {
      let tally = Reading(text).tally
      #expect(tally.callbacks == 1)
      #expect(tally.values == 1)
    }
  }
}
