import Callbacks
import Foundation
import TestSupport
import Testing

func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

/// Every way in which receivers archive callbacks.
@Suite struct WrapperTests {
  static let body = "[\(event(#""to":"+19195550101""#))]"
  static let listing = "delivered outbound id=m1 to=+19195550101"
  /// The instant 2026-07-06T12:00:00Z, in seconds.
  static let epoch = 1_783_339_200
  static let arrived = " arrival=2026-07-06T12:00:00.000Z"
  static let text = quoted(body)

  static let wrappers: [(name: String, line: String, hasArrival: Bool)] = [
    ("raw body", body, false), ("one object", event(#""to":"+19195550101""#), false),
    ("Rails", #"{"_json":\#(body)}"#, false),
    (
      "API Gateway",
      #"{"version":"2.0","headers":{"host":"h"},"requestContext":{"timeEpoch":\#(epoch)000,"http":{"method":"POST"}},"body":\#(text),"isBase64Encoded":false}"#,
      true
    ),
    (
      "API Gateway in base64",
      #"{"requestContext":{"requestTimeEpoch":\#(epoch)000},"body":"\#(base64(body))","isBase64Encoded":true}"#,
      true
    ),
    (
      "SQS",
      #"{"Records":[{"messageId":"q1","attributes":{"SentTimestamp":"\#(epoch)000"},"body":\#(text)}]}"#,
      true
    ),
    (
      "SNS",
      #"{"Records":[{"EventSource":"aws:sns","Sns":{"Type":"Notification","Timestamp":"2026-07-06T12:00:00.000Z","Message":\#(text)}}]}"#,
      true
    ),
    (
      "EventBridge",
      #"{"version":"0","detail-type":"callback","time":"2026-07-06T12:00:00Z","detail":\#(event(#""to":"+19195550101""#))}"#,
      true
    ),
    (
      "CloudWatch Logs",
      #"{"messageType":"DATA_MESSAGE","logEvents":[{"id":"1","timestamp":\#(epoch)000,"message":\#(text)}]}"#,
      true
    ),
    (
      "Kinesis",
      #"{"Records":[{"kinesis":{"data":"\#(base64(body))","approximateArrivalTimestamp":\#(epoch).0}}]}"#,
      true
    ),
    (
      "nginx",
      #"{"time_iso8601":"2026-07-06T12:00:00+00:00","status":"200","request_body":\#(text)}"#, true
    ),
    ("nginx with msec", #"{"msec":"\#(epoch).000","request_body":\#(text)}"#, true),
    (
      "Vector",
      #"{"@timestamp":"2026-07-06T12:00:00Z","host":"h",\#(event(#""to":"+19195550101""#).dropFirst())"#,
      true
    ),
    ("Logstash", #"{"@timestamp":"2026-07-06T12:00:00Z","message":\#(text)}"#, true),
    (
      "Docker", #"{"log":\#(quoted(body + "\n")),"stream":"stdout","time":"2026-07-06T12:00:00Z"}"#,
      true
    ),
    ("Kubernetes", "2026-07-06T12:00:00.000000000Z stdout F \(body)", true),
    ("plain text", "2026-07-06 12:00:00,000 INFO [http-1] webhook: \(body)", false),
    ("plain text with offset", "2026-07-06T12:00:00Z INFO webhook \(body)", true),
    ("syslog", "<134>Jul  6 12:00:00 host receiver[17]: \(body)", false),
    ("brackets", "[2026-07-06 12:00:00 +0000] \(body)", false),
    (
      "application logger", #"{"level":"info","ts":\#(epoch).0,"req":{"body":\#(body)}}"#, true
    ),
    ("relay", #"{"created_at":"2026-07-06T12:00:00Z","data":{"body":\#(body)}}"#, true),
    ("relay in text", #"{"eventType":"x","payload":\#(text)}"#, false),
    (
      "Datadog",
      #"{"date":"2026-07-06T12:00:00Z","attributes":{"payload":\#(body)},"message":"callback"}"#,
      true
    ),
    ("table export", #"{"id":7,"received_on":"x","payload":\#(text)}"#, false),
    ("text in a string", text, false), ("text in an array", "[\(text)]", false),
  ]

  @Test(arguments: wrappers.indices)
  func wrapper(index: Int) {
    let (name, line, hasArrival) = Self.wrappers[index]
    let expected = "delivered outbound id=m1 to=+19195550101" + (hasArrival ? Self.arrived : "")
    #expect(events(in: line) == [expected], "\(name)")
    let reading = Reading(line + "\n")
    #expect(reading.tally.callbacks == 1 && reading.tally.values == 1, "\(name)")
    #expect(reading.tally.malformed == 0 && reading.tally.lines == 1, "\(name)")
    #expect(reading.events.first?.hasPrefix("1:") == true)
    for step in 1...12 { #expect(Reading(line + "\n", step: step) == reading, "\(name)") }
  }

  @Test func `mixed in one file`() {
    let lines = Self.wrappers.map(\.line)
    let reading = Reading(lines.joined(separator: "\n"))
    #expect(reading.events.count == lines.count)
    #expect(reading.tally.callbacks == lines.count && reading.tally.malformed == 0)
  }

  @Test func `texts nest four deep`() {
    var text = Self.body
    for depth in 1...6 {
      text = #"{"body":\#(quoted(text))}"#
      #expect(events(in: text).count == (depth <= 4 ? 1 : 0), "\(depth) deep")
      #expect(events(in: "[\(text)]").count == (depth <= 4 ? 1 : 0))
    }
  }

  @Test func `whole values of a text count`() {
    let twice = Self.body + Self.body
    #expect(events(in: #"{"log":\#(quoted(twice))}"#).count == 2)
    #expect(events(in: #"{"log":\#(quoted(Self.body + "\n" + Self.body + "\n"))}"#).count == 2)
    #expect(events(in: #"{"log":\#(quoted(Self.body + "x" + Self.body))}"#).count == 1)
    #expect(events(in: #"{"log":\#(quoted("x\n" + Self.body))}"#).count == 1)
    #expect(events(in: #"{"log":\#(quoted("[\n" + Self.body + ",\n" + Self.body))}"#).count == 2)
    let prefixed = "2026-07-06T12:00:00Z\tid\tINFO\t" + Self.body
    #expect(events(in: #"{"message":\#(quoted(prefixed))}"#) == [Self.listing + Self.arrived])
    let broken = Reading(#"{"log":\#(quoted(Self.body + "{"))}"#)
    #expect(broken.tally.malformed == 0 && broken.tally.callbacks == 1)
    let foreign = Reading(#"{"log":\#(quoted("{" + Self.body))}"#)
    #expect(foreign.tally.foreign == 1 && foreign.events.isEmpty)
  }

  @Test func `inside of events is not searched`() {
    #expect(events(in: event(#""to":"+19195550101","more":\#(Self.text)"#)) == [Self.listing])
    #expect(
      events(in: event(#""to":"+19195550101""#, message: #""text":\#(Self.text)"#))
        == [Self.listing])
    #expect(events(in: #"{"a":\#(event(#""to":"+19195550101","b":[\#(Self.text)]"#))}"#).count == 1)
    // It counts when what looked like an event turns out to be none.
    #expect(events(in: #"{"type":"x","message":{"id":7,"text":\#(Self.text)}}"#) == [Self.listing])
  }

  @Test func `last of two members counts`() {
    #expect(events(in: #"{"body":\#(Self.text),"body":"none"}"#) == [])
    #expect(events(in: #"{"body":\#(Self.text),"b\u006fdy":\#(Self.text)}"#) == [Self.listing])
    #expect(events(in: #"{"data":"\#(base64(Self.body))","data":1}"#) == [])
  }

  @Test func `events come in order`() {
    func named(_ id: String) -> String { #"{"type":"message-sent","message":{"id":"\#(id)"}}"# }
    let value = """
      [\(named("a")),\(quoted(named("b"))),{"x":\(named("c")),"y":\(quoted(named("d"))),\
      "z":[\(named("e"))]},\(named("f"))]
      """
    let ids = Reading(value).events.map { $0.split(separator: " ")[2] }
    #expect(ids == ["a", "b", "c", "d", "e", "f"])
  }

  @Test func `innermost arrival counts`() {
    let inner = #"{"timestamp":\#(Self.epoch),"payload":\#(Self.text)}"#
    for line in [
      #"{"ts":1,"body":\#(inner)}"#, #"{"ts":1,"body":\#(quoted(inner))}"#,
      "2026-01-01T00:00:00Z stdout F \(inner)", #"{"body":\#(inner),"ts":1}"#,
      #"{"ts":1,"data":"\#(base64(inner))"}"#,
      #"{"date":"2026-07-06T12:00:00Z","body":{"timestamp":"soon","a":[[\#(Self.body)]]}}"#,
    ] {
      #expect(events(in: line) == [Self.listing + Self.arrived], "\(line)")
    }
    // The time of a prefix holds for its line.
    let lines = "2026-07-06T12:00:00Z stdout F \(Self.body)\(Self.body)\n\(Self.body)"
    #expect(
      events(in: lines) == [Self.listing + Self.arrived, Self.listing + Self.arrived, Self.listing])
  }

  @Test func `the first of several stamps counts`() {
    let names = [
      "Timestamp", "approximateArrivalTimestamp", "time", "time_iso8601", "msec", "@timestamp",
      "timestamp", "date", "receivedAt", "ingested_at", "created_at", "ts",
    ]
    for (first, second) in zip(names, names.dropFirst()) {
      let line = #"{"\#(second)":1,"\#(first)":\#(Self.epoch),"x":\#(Self.body)}"#
      #expect(events(in: line) == [Self.listing + Self.arrived], "\(line)")
    }
  }

  @Test func `times in all units`() {
    for stamp in [
      "\(Self.epoch)", "\(Self.epoch).0004", "\(Self.epoch)000", "\(Self.epoch)000000",
      "\(Self.epoch)000000000", "\"\(Self.epoch)000\"", #"{"$date":"2026-07-06T12:00:00Z"}"#,
      #"{"$date":{"$numberLong":"\#(Self.epoch)000"}}"#, #"{"$numberLong":"\#(Self.epoch)"}"#,
    ] {
      #expect(events(in: #"{"ts":\#(stamp),"x":\#(Self.body)}"#) == [Self.listing + Self.arrived])
    }
    for stamp in ["-1", "true", "\"now\"", "null", "\"\"", "[1]"] {
      #expect(events(in: #"{"ts":\#(stamp),"x":\#(Self.body)}"#) == [Self.listing])
    }
  }

  /// Longer ones would be read again for each of the objects around them.
  @Test func `objects around times are short`() {
    for (count, isRead) in [(0, true), (256, true), (257, false)] {
      let time = #"{"$date":"2026-07-06T12:00:00Z""#
      let blanks = String(repeating: " ", count: max(0, count - time.utf8.count - 1))
      let line = #"{"ts":\#(time)\#(blanks)},"x":\#(Self.body)}"#
      #expect(events(in: line) == [Self.listing + (isRead ? Self.arrived : "")], "\(count)")
    }
  }
}
