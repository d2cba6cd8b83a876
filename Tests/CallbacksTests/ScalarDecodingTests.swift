import Callbacks
import Testing

/// Codes, counts and times, in all forms in which they occur.
@Suite struct ScalarDecodingTests {
  static let plain = "failed outbound id=m1"

  @Test(
    arguments: [
      ("4770", 4770), (#""4770""#, 4770), ("4770.0", 4770), ("4770.000", 4770), ("4.77e3", 4770),
      ("477e1", 4770), ("47700e-1", 4770), ("4.770E+3", 4770), ("770", 4770), (#""770""#, 4770),
      ("7.7e2", 4770), ("902", 9902), ("999", 999), ("600", 5600), ("610", 5610), ("500", 5500),
      ("410", 4410), ("710", 4710), ("121", 4121), ("101", 5101), ("111", 5111), ("100.1", nil),
      ("123", 123), ("99", 99), ("1000", 1000), ("0", 0), ("-0", 0), ("-1", -1), ("-770", -770),
      ("12345", 12345), ("1e3", 1000), ("9223372036854775806", .max - 1),
      ("9223372036854775807", nil), ("-9223372036854775808", nil),
      ("-9223372036854775807", -9_223_372_036_854_775_807),
      ("922337203685477580700e-2", nil), (#""9223372036854775807""#, nil),
      ("9223372036854775808", nil), ("-9223372036854775809", nil),
      ("1e18", 1_000_000_000_000_000_000), ("1e19", nil),
      ("1e999999999999", nil), ("0e999999999999", 0), ("4770.5", nil), ("0.1", nil), ("1e-1", nil),
      ("123456789012345678901234567890", nil), ("null", nil), ("true", nil), ("[]", nil),
      ("[4770]", nil), ("{}", nil), (#""""#, nil), (#""4770.0""#, nil), (#""-1""#, nil),
      (#""+1""#, nil), (#"" 4770""#, nil), (#""4770 ""#, nil), (#""4.77e3""#, nil), (#""x""#, nil),
      (#""004770""#, 4770), (#""0770""#, 4770), (#""\u0034770""#, 4770), (#""１""#, nil),
      (#"{"$numberInt":"4770"}"#, 4770), (#"{"$numberInt":"770"}"#, 4770),
      (#"{"$numberLong":"4770"}"#, 4770), (#"{"$numberDouble":"4770.0"}"#, 4770),
      (#"{"$numberDouble":"4770.5"}"#, nil), (#"{"$numberDouble":"NaN"}"#, nil),
      (#"{"$numberInt":"-1"}"#, -1), (#"{"$numberInt":4770}"#, 4770), (#"{"$numberInt":""}"#, nil),
      (#"{"$numberInt":null}"#, nil), (#"{"\u0024numberInt":"4770"}"#, 4770),
      (#"{ "$numberInt" : "4770" }"#, 4770), (#"{"numberInt":"4770"}"#, nil),
      (#"{"$numberInt":"1","$numberInt":"4770"}"#, 4770),
      (#"{"$numberInt":{"$numberInt":1}}"#, nil),
    ] as [(String, Int64?)])
  func `error codes`(json: String, code: Int64?) {
    let expected = Self.plain + (code.map { " code=\($0)" } ?? "")
    #expect(events(in: event(#""errorCode":\#(json)"#, type: "message-failed")) == [expected])
  }

  @Test(
    arguments: [
      ("1", 1), ("0", 0), ("255", 255), ("1.0", 1), ("0.05625", 1), ("1.5", 2), ("2.000001", 3),
      ("1e-30", 1), ("1.5e1", 15), ("-1", nil), ("-0.5", 0), ("-1.5", nil),
      ("2147483647", 2147483647),
      ("2147483648", nil), ("2147483646.5", 2147483647), ("1e40", nil), (#""2""#, 2),
      (#""x""#, nil),
      (#""""#, nil), ("null", nil), ("true", nil), ("[]", nil), (#"{"$numberInt":"3"}"#, 3),
      (#"{"$numberLong":"3"}"#, 3), (#"{"$numberDouble":"0.05625"}"#, 1),
      (#"{"$numberInt":"-3"}"#, nil), ("1.00000000000000000000000001", 2),
      ("20000000.0000200000000000000900", 20_000_001), ("2147483647.00000000000000000001", nil),
      ("12345678901234567890123e-22", 2), ("0.9999999999999999999999", 1),
      ("9223372036854775807.5", nil), ("-0.00000000000000000000000001", 0),
    ] as [(String, Int?)])
  func `segment counts`(json: String, count: Int?) {
    let expected = Self.plain + (count.map { " segments=\($0)" } ?? "")
    let text = event(message: #""segmentCount":\#(json)"#, type: "message-failed")
    #expect(events(in: text) == [expected])
  }

  static let times: [(String, String?)] = [
    (#""2026-07-06T12:00:00Z""#, "12:00:00.000"), (#""2026-07-06t12:00:00z""#, "12:00:00.000"),
    (#""2026-07-06 12:00:00Z""#, "12:00:00.000"), (#""2026-07-06T12:00:00.9Z""#, "12:00:00.900"),
    (#""2026-07-06T12:00:00.123456789Z""#, "12:00:00.123"),
    (#""2026-07-06T12:00:00.9999Z""#, "12:00:00.999"),
    (#""2026-07-06T14:30:00+02:30""#, "12:00:00.000"),
    (#""2026-07-06T07:00:00.5-05:00""#, "12:00:00.500"),
    (#""2026-07-06T12:00:00-00:00""#, "12:00:00.000"),
    (#""2026\u002D07-06T12:00:00Z""#, "12:00:00.000"),
    (#"{"$date":"2026-07-06T12:00:00.5Z"}"#, "12:00:00.500"),
    (#"{"$date":1783339200500}"#, "12:00:00.500"),
    (#"{"$date":{"$numberLong":"1783339200500"}}"#, "12:00:00.500"),
    (#"{ "$date" : { "$numberLong" : "1783339200500" } }"#, "12:00:00.500"),
    (#"{"\u0024date":1783339200500}"#, "12:00:00.500"),
    (#"{"$date":0,"$date":1783339200500}"#, "12:00:00.500"),
    (#"{"$date":"2026-07-06"}"#, nil), (#"{"$date":null}"#, nil), (#"{"$date":{}}"#, nil),
    (#"{"$date":1e300}"#, nil), (#"{"$date":999999999999999}"#, nil), (#"{"date":1}"#, nil),
    (#"{"$date":{"$date":1}}"#, nil), (#""""#, nil), ("null", nil), ("[]", nil), ("{}", nil),
    (#""2026-07-06T12:00:00""#, nil), (#""2026-07-06 12:00:00""#, nil), (#""2026-07-06""#, nil),
    (#""2026-02-30T12:00:00Z""#, nil), (#""2026-07-06T24:00:00Z""#, nil),
    (#"" 2026-07-06T12:00:00Z""#, nil), (#""2026-07-06T12:00:00Z ""#, nil),
    (#""2026-07-06T12:00:00.Z""#, nil), (#""2026-07-06T12:00:00+0200""#, nil),
    (#""Mon, 06 Jul 2026 12:00:00 GMT""#, nil), (#""1783339200500""#, nil),
  ]

  @Test(arguments: times + [("1783339200500", nil), ("1783339200", nil)])
  func `times of events and messages`(json: String, time: String?) {
    let text = event(
      #""time":\#(json)"#, message: #""time":\#(json)"#, type: "message-failed")
    let expected = time.map { " at=2026-07-06T\($0)Z created=2026-07-06T\($0)Z" } ?? ""
    #expect(events(in: text) == [Self.plain + expected])
  }

  @Test func `only read receipts fall back to the event time`() {
    let later = #""eventTime":"2026-07-06T12:00:01Z""#
    for time in ["", #","time":"""#, #","time":null"#, #","time":7"#] {
      #expect(
        events(in: event(later + time, type: "message-read"))
          == ["read outbound id=m1 at=2026-07-06T12:00:01.000Z"])
      #expect(events(in: event(later + time)) == ["delivered outbound id=m1"])
    }
    #expect(
      events(in: event(#"\#(later),"time":"2026-07-06T12:00:00Z""#, type: "message-read"))
        == ["read outbound id=m1 at=2026-07-06T12:00:00.000Z"])
  }

  @Test(
    arguments: times.filter { $0.0 != #""1783339200500""# } + [
      (#""1783339200500""#, "12:00:00.500"), (#""1783339200.25""#, "12:00:00.250"),
      (#"{"$numberLong":"1783339200500"}"#, "12:00:00.500"), ("1783339200", "12:00:00.000"),
      ("1783339200.5", "12:00:00.500"),
      ("1783339200.9999", "12:00:00.999"),
      ("1783339200.5004999637603759765625", "12:00:00.500"), ("1.7833392005e9", "12:00:00.500"),
      ("1783339200500", "12:00:00.500"), ("1783339200500.9", "12:00:00.500"),
      ("1783339200500999", "12:00:00.500"), ("1783339200500999999", "12:00:00.500"),
      ("1783339200500999999.25", "12:00:00.500"), ("-1", nil), ("1e300", nil), ("true", nil),
      ("123456789012345678901", nil),
    ])
  func `arrival stamps`(json: String, time: String?) {
    for member in ["@timestamp", "timestamp", "date"] {
      let text = event(#""\#(member)":\#(json)"#, type: "message-failed")
      let expected = time.map { " arrival=2026-07-06T\($0)Z" } ?? ""
      #expect(events(in: text) == [Self.plain + expected], "\(member)")
    }
  }

  @Test func `first readable stamp counts`() {
    let stamps = [("date", 3), ("timestamp", 2), ("@timestamp", 1)]
    var members: [String] = []
    for (name, second) in stamps {
      members.append(#""\#(name)":\#(1_783_339_200 + second)"#)
      let expected = ["\(Self.plain) arrival=2026-07-06T12:00:0\(second).000Z"]
      #expect(events(in: event(members.joined(separator: ","), type: "message-failed")) == expected)
    }
    let unreadable = #""@timestamp":"today","timestamp":1783339202"#
    #expect(
      events(in: event(unreadable, type: "message-failed"))
        == ["\(Self.plain) arrival=2026-07-06T12:00:02.000Z"])
    // These are members of wrappers; beside an event they may be anything.
    for name in ["ts", "created_at", "receivedAt", "ingested_at", "msec", "time_iso8601"] {
      #expect(events(in: event(#""\#(name)":1783339200"#, type: "message-failed")) == [Self.plain])
    }
  }
}
