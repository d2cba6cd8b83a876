import Oracle
import Testing

struct OracleWrapperArrivalTests {
  static let event = #"{"type":"message-sent","message":{"id":"1"}}"#

  /// The arrival of the only event, which has no time; E stands for it, T for it in a text.
  private func arrival(_ pattern: String) -> Int64? {
    let example = OracleExample(
      pattern.replacing(/\bT\b/, with: quoted(Self.event))
        .replacing(/\bE\b/, with: Self.event))
    #expect(example.counts("events") == [1], "\(pattern)")
    return example.coverage.end
  }

  @Test(arguments: [
    "Timestamp", "approximateArrivalTimestamp", "time", "time_iso8601", "msec", "@timestamp",
    "timestamp", "date", "receivedAt", "ingested_at", "created_at", "ts", "requestTimeEpoch",
  ])
  func `knows the members that state an arrival`(key: String) {
    for stamp in [
      "7", #""7""#, #""1970-01-01T00:00:07Z""#, #"{"$date":7000}"#, #"{"N":"7"}"#, #"{"S":"7"}"#,
      #"{"S":"1970-01-01T00:00:07Z"}"#,
    ] {
      #expect(arrival("{\"\(key)\":\(stamp),\"x\":E}") == 7000)
      #expect(arrival("{\"x\":{\"y\":[T]},\"\(key)\":\(stamp)}") == 7000)
    }
    for stamp in ["null", #""""#, "-7", #""-7""#, "[7]", #"{"S":7}"#, #"{"B":"7"}"#, "true"] {
      #expect(arrival("{\"\(key)\":\(stamp),\"x\":E}") == nil)
    }
    #expect(arrival("{\"\(key)\":7,\"x\":E,\"\(key)\":null}") == nil)
  }

  @Test(
    arguments: [
      (#"{"requestContext":{"timeEpoch":7,"requestTimeEpoch":8},"body":T}"#, 7),
      (#"{"requestContext":{"timeEpoch":"x","requestTimeEpoch":8},"body":T}"#, 8),
      (#"{"requestContext":{"time":6},"requestTimeEpoch":8,"body":T}"#, 8),
      (#"{"requestContext":"7","attributes":{"SentTimestamp":"9"},"body":T}"#, 9),
      (#"{"attributes":{"timestamp":6},"Timestamp":9,"body":T}"#, 9),
      // In this order, whatever the order in the text.
      (#"{"ts":1,"created_at":2,"ingested_at":3,"receivedAt":4,"date":5,"x":E}"#, 5),
      (#"{"date":5,"timestamp":6,"@timestamp":7,"msec":8,"time_iso8601":9,"x":E}"#, 9),
      (#"{"msec":8,"time_iso8601":"x","time":"y","x":E}"#, 8),
      (#"{"time_iso8601":9,"time":10,"approximateArrivalTimestamp":11,"Timestamp":12,"x":E}"#, 12),
      (#"{"Timestamp":12,"attributes":{"SentTimestamp":13},"requestTimeEpoch":14,"x":E}"#, 14),
      (#"{"requestTimeEpoch":14,"requestContext":{"requestTimeEpoch":15},"x":E}"#, 15),
      // The innermost that says so, through texts.
      (#"{"time":1,"a":{"ts":2,"b":[{"c":T}]}}"#, 2), (#"{"time":1,"a":{"time":"x","b":T}}"#, 1),
      (#"{"time":1,"a":[{"time":2},{"b":T}]}"#, 1),
      (#"{"time":1,"data":"eyJ0cyI6MiwieCI6eyJ0eXBlIjoieCIsIm1lc3NhZ2UiOnsiaWQiOiIxIn19fQ"}"#, 2),
      (#"{"time":1,"data":"eyJ4Ijp7InR5cGUiOiJ4IiwibWVzc2FnZSI6eyJpZCI6IjEifX19"}"#, 1),
      (#"{"attributes":{"SentTimestamp":3,"x":T}}"#, 3),
      // What an event says of itself comes first, and nothing but three members says it.
      (#"{"ts":1,"x":{"type":"x","message":{"id":"1"},"timestamp":2}}"#, 2),
      (#"{"ts":1,"x":{"type":"x","message":{"id":"1"},"ts":2,"receivedAt":2,"msec":2}}"#, 1),
      (#"{"ts":1,"x":{"type":"x","message":{"id":"1","timestamp":2}}}"#, 1),
      (#"{"ts":1,"x":{"type":{"S":"x"},"message":{"M":{"id":{"S":"1"}}},"date":{"N":"2"}}}"#, 2),
      (#"{"ts":1,"x":{"type":{"S":"x"},"message":{"M":{"id":{"S":"1"}}},"ts":{"N":"2"}}}"#, 1),
      // A line's prefix lies around what the line holds.
      (#"1970-01-01T00:00:03Z {"ts":1,"x":T}"#, 1), (#"1970-01-01T00:00:03Z {"ts":"","x":T}"#, 3),
      (#"1970-01-01T00:00:03Z stdout F {"ts":1,"x":T}"#, 1),
      (#"1970-01-01T00:00:03Z stdout F {"x":T}"#, 3),
      (#"1970-01-01T00:00:03Z stdout F 1970-01-01T00:00:04Z x {"x":T}"#, 4),
      (#"{"time":1,"log":"1970-01-01T00:00:03Z {\"type\":\"x\",\"message\":{\"id\":\"1\"}}"}"#, 3),
      (#"{"time":1,"log":"1970-01-01T00:00:03 {\"type\":\"x\",\"message\":{\"id\":\"1\"}}"}"#, 1),
    ] as [(String, Int64)])
  func `takes the innermost that can be read`(pattern: String, seconds: Int64) {
    #expect(arrival(pattern) == seconds * 1000, "\(pattern)")
  }

  @Test func `stamps hold for everything in an object, and for nothing beside it`() {
    let example = OracleExample(
      #"[{"ts":5,"x":[\#(quoted(Self.event))],"y":\#(Self.event)},\#(Self.event)]"#)
    #expect(example.counts("events", "duplicates") == [3, 2])
    #expect(example.column("delay_max_s", of: "redelivery") == ["0ms"])
    #expect(example.coverage.start == 5000)
  }
}
