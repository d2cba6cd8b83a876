internal import Primitives
import TestSupport

/// Inputs to begin with.
enum Seeds {
  /// A callback: what all wrappers wrap.
  static let body =
    #"[{"type":"message-failed","time":"2026-07-06T12:00:01Z","to":"+19195550101","errorCode":770,"#
    + #""carrierName":"x","message":{"id":"m1","to":["+19195550101"],"from":"12345","tag":"t","#
    + #""segmentCount":2,"media":["h:\/\/a.smil"],"applicationId":"a","direction":"out"}}]"#
  static let event =
    #"{"type":"message-received","message":{"id":"m2","text":"STOP","channel":"SMS"},"to":"+1"}"#

  static let values = [
    body, event, body + "\n" + event + "\n", event + event + "\r\n" + body,
    "[\n\(event),\n12,\n[],\n{\"a\":\n[1]}\n]\n", "[\n{\"a\":1},\n{\"b\":[\n2,\n",
    #"{"a":{"type":"x","message":{"id":"1"}},"a":{"type":"y","message":{"id":"2"}}}"#,
    #"{"date":1783339200,"type":"x","message":{"id":"c\ud800\ud83d\ude00"}}"#,
    #"{"type":"message-sent","platform":"x","message":{"id":"d"}}"#,
    "\u{FEFF}\0\0\n \t\r\n1 -0.5e+3 true false null \"a\\u0041\\\\\"[][[[]]]{}{}",
    "{\"a\":tru}\n\"\\x\"\n01\n[1,]\n{\"a\" 1}\n\"\u{1}\"\n", "{\"a\":\n{\"b\":\n[\n1\nx\n2\n",
    String(repeating: "[", count: 40) + "1" + String(repeating: "]", count: 40),
  ]

  static func base64(_ bytes: [UInt8]) -> String {
    String(decoding: Base64.encode(bytes), as: UTF8.self)
  }

  static func base64(_ text: String) -> String { base64(Array(text.utf8)) }

  /// Every way in which receivers archive callbacks, and what its parts are made of.
  static var wrappers: [String] {
    let text = quoted(event)
    let stamp = "2026-07-06T12:00:00Z"
    let typed =
      #"{"type":{"S":"message-delivered"},"to":{"S":"+19195550101"},"errorCode":{"N":"4770"},"#
      + #""message":{"M":{"id":{"S":"m1"},"to":{"SS":["+1","+2"]},"media":{"L":[{"S":"a"},"#
      + #"{"M":{}},{"NULL":true},{"BOOL":false},{"B":"x"},{"NS":["1"]}]}}}}"#
    return [
      #"{"_json":\#(body)}"#, text, "[\(text),\(event),\(text)]",
      #"{"headers":{"host":"h"},"requestContext":{"timeEpoch":1783339200000},"body":\#(text)}"#,
      #"{"requestContext":{"requestTimeEpoch":1783339200000},"body":"\#(base64(event))","isBase64Encoded":true}"#,
      #"{"Records":[{"attributes":{"SentTimestamp":"1783339200000"},"body":\#(text)}]}"#,
      #"{"Records":[{"Sns":{"Timestamp":"\#(stamp)","Message":\#(text)}}]}"#,
      #"{"detail-type":"callback","time":"\#(stamp)","detail":\#(event)}"#,
      #"{"logEvents":[{"id":"1","timestamp":1783339200000,"message":\#(text)}]}"#,
      #"{"kinesis":{"data":"\#(base64(event))","approximateArrivalTimestamp":1783339200.5}}"#,
      #"{"time_iso8601":"2026-07-06T12:00:00+00:00","request_body":\#(text)}"#,
      #"{"msec":"1783339200.000","request_body":\#(text)}"#,
      #"{"@timestamp":"\#(stamp)","host":"h",\#(event.dropFirst())"#,
      #"{"log":\#(quoted(event + "\n")),"stream":"stdout","time":"\#(stamp)"}"#,
      "\(stamp) stdout F \(event)\n\(stamp) stderr F:x  {}\n",
      "\(stamp) stdout P \(event.prefix(20))\n\(stamp) stderr P x\n\(event)\n"
        + "\(stamp) stdout F \(event.dropFirst(20))\n",
      "2026-07-06 12:00:00,000 INFO [http-1] webhook: \(event)", "\(stamp) INFO webhook \(event)",
      "<134>Jul  6 12:00:00 host receiver[17]: \(event)", "[2026-07-06 12:00:00 +0000] \(event)",
      "<165>1 \(stamp) host app 3 - - [ \(event) ]", "\(stamp) stdout F [\(stamp)] \(event)",
      #"{"ts":1783339200.0,"req":{"body":\#(body)}}"#,
      #"{"created_at":"\#(stamp)","data":\#(event)}"#,
      #"{"ingested_at":"x","receivedAt":{"$date":{"$numberLong":"1783339200000"}},"payload":\#(text)}"#,
      #"{"data":"\#(base64(GzipSeeds.member(Array(event.utf8))))"}"#,
      #"{"body":\#(quoted(#"{"data":"\#(base64(event))","body":\#(text)}"#))}"#, typed,
      #"{"Item":\#(typed),"date":{"$date":"\#(stamp)"}}"#,
      #"{"type":"x","message":{"id":7,"text":\#(text)},"errorCode":{"$numberInt":"4770"}}"#,
      #"{"data":\#(text),"data":"\#(base64(event))","d\u0061ta":1}"#,
      #"{"/a~b":{"0":[{"x":\#(event)}]},"x":\#(text)}"#,
    ]
  }
}
