import Oracle
import Testing

struct OracleArrivalTests {
  @Test func `redelivery measures from the first to the last arrival`() {
    let at = "2026-07-01T00:00:00Z"
    func delivered(_ id: String, stamp: String) -> String {
      event("delivered", id, to: "1", at: at, #""timestamp":"\#(stamp)""#)
    }
    let example = OracleExample(
      // Three arrivals within two hours, one of them late.
      delivered("a", stamp: "2026-07-01T00:00:01Z") + delivered("a", stamp: "2026-07-01T02:00:01Z")
        + delivered("a", stamp: "2026-07-01T01:00:00Z")
        // Two arrivals 10 s apart; one event alone.
        + delivered("b", stamp: "2026-07-01T00:00:10Z")
        + delivered("b", stamp: "2026-07-01T00:00:20Z") + delivered("c", stamp: at)
        // One type under three names, one of them unknown, and nothing known of times.
        + event("queued", "d", to: "1") + event("sending", "d", to: "1")
        + event("Sending", "d", to: "1"))
    #expect(
      example.rows("redelivery") == [
        "message-Sending 1 1 0 0/1 0 - - - 0",
        "message-delivered 6 3 3 3/6 2 10000 7200000 7200000ms 1",
        "message-sending 2 1 1 1/2 1 0 0 0ms 0",
      ])
    #expect(
      example.counts("events", "unique_events", "duplicates", "unknown_type_events")
        == [9, 5, 4, 1])
  }

  @Test func `without a stamp an event arrives with the latest before it`() {
    let first = event("sent", "a", to: "1", at: "2026-07-01T00:00:00Z")
    let later = event("sent", "b", to: "1", at: "2026-07-01T00:00:30Z")
    let unknown = event("sent", "c", to: "1")
    // In one archive the second "a" arrives with "b"; "c" first with nothing, then with "b".
    let one = OracleExample(unknown + first + later + first + unknown)
    #expect(one.rows("redelivery") == ["message-sent 5 3 2 2/5 2 0 30000 30000ms 0"])
    // In two archives neither knows of the other.
    let two = OracleExample(unknown + first + later, first + unknown)
    #expect(two.rows("redelivery") == ["message-sent 5 3 2 2/5 2 0 0 0ms 0"])
  }

  @Test(
    arguments: [
      ("1782864001", 1000), ("1782864001.2509", 1250), ("1782864001250", 1250),
      ("1782864001250999", 1250), ("1782864001250999999", 1250), ("1.7828640015e9", 1500),
      (#""2026-07-01T00:00:01Z""#, 1000), (#""soon""#, nil), ("null", nil),
      (#""1782864001""#, 1000),
      (#""1782864001250""#, 1250), (#""1782864001.2509""#, 1250), (#""1.782864001e9""#, 1000),
      (#""-1782864001""#, nil), ("-1782864001", nil), (#""+1782864001""#, nil),
      (#""01782864001""#, nil), (#""1782864001.""#, nil), (#"" 1782864001""#, nil),
      (#"{"$numberLong":"1782864001250"}"#, 1250), (#"{"$numberLong":"-1"}"#, nil),
      (#"{"$numberDouble":"1782864001.5"}"#, 1500), (#"{"$numberDouble":"NaN"}"#, nil),
      (#"{"$numberDecimal":"1.7828640015E+9"}"#, 1500), ("[1782864001]", nil),
      (#"{"$date":{"$numberLong":"1782864001007"}}"#, 1007),
    ] as [(String, Int64?)])
  func `reads stamps`(written: String, milliseconds: Int64?) {
    let example = OracleExample(
      event("sent", "a", #""date":\#(written)"#) + event("sent", "b", #""timestamp":"x""#))
    #expect(example.coverage.end == milliseconds.map { 1_782_864_000_000 + $0 })
  }

  @Test func `takes the first stamp that can be read`() {
    let example = OracleExample(
      event("sent", "a", #""date":3,"timestamp":2,"@timestamp":"x""#)
        + event("sent", "b", #""date":5,"timestamp":null,"@timestamp":4"#))
    #expect(example.coverage.start == 2000)
    #expect(example.coverage.end == 4000)
  }

  @Test func `wild times move no coverage`() {
    let now = OracleExample.now
    // 2027-01-02T00:00:00Z is one day behind the clock, and no more.
    let calm = event("sent", "a", at: "2027-01-02T00:00:00Z")
    let wild = event("sent", "b", at: "2027-01-02T00:00:00.001Z")
    let both = OracleExample(calm + wild)
    #expect(both.coverage.start == now + 86_400_000)
    #expect(both.coverage.end == now + 86_400_000)
    #expect(both.column("last_event_at", of: "quality") == ["@\(now + 86_400_001)"])
    let alone = OracleExample(wild)
    #expect(alone.coverage.end == nil)
    #expect(alone.column("in_flight", of: "delivery") == ["1"])
    let set = OracleExample(calm, options: OracleOptions(now: now, asOf: 5))
    #expect(set.coverage.start == now + 86_400_000)
    #expect(set.coverage.end == 5)
  }

  @Test func `quality has a row for every archive`() {
    let first =
      event("sent", "a", to: "1", at: "2026-07-01T00:00:00Z")
      + event("new", "b", at: "2026-06-30T00:00:00Z") + "{}\n\n7 x\n"
    let second = "[\(event("sent", "a", to: "1").dropLast())"
    let example = OracleExample(first, second)
    let times = "@1782777600000 @1782864000000"
    #expect(
      example.rows("quality") == [
        "archive-0 - - \(first.utf8.count) 5 2 1 2 1 1 \(times) -",
        "archive-1 - - \(second.utf8.count) 1 0 1 0 0 0 - - -",
      ])
    #expect(
      example.counts("archives", "lines", "blank_lines", "values", "lifecycles", "messages")
        == [2, 6, 1, 6, 2, 2])
  }
}
