import Oracle
import Testing

struct OracleFieldTests {
  static let base: Int64 = 1_783_296_000_000

  @Test(
    arguments: [
      (#""2026-07-06T00:00:00Z""#, 0), (#""2026-07-06 00:00:00z""#, 0),
      (#""2026-07-06t02:00:00.5+02:00""#, 500), (#""2026-07-05T20:00:01.0019-04:00""#, 1001),
      (#""2026-07-06T00:00:00.123456789Z""#, 123), (#""2026-07-06T00:00:00.00999Z""#, 9),
      (#"{"$date":"2026-07-06T00:00:00.25Z"}"#, 250), (#"{"$date":1783296000007}"#, 7),
      (#"{"$date":{"$numberLong":"1783296000008"}}"#, 8), (#""""#, nil), ("null", nil),
      ("1783296000", nil), (#""2026-07-06""#, nil), (#""2026-07-06T00:00:00""#, nil),
      (#""2026-07-06T00:00Z""#, nil), (#""2026-07-06T00:00:00.Z""#, nil),
      (#""2026-02-29T00:00:00Z""#, nil), (#""2026-13-01T00:00:00Z""#, nil),
      (#""2026-07-06T24:00:00Z""#, nil), (#""2026-07-06T00:00:00+0200""#, nil),
      (#"" 2026-07-06T00:00:00Z""#, nil), (#""2026-07-06T00:00:00Zulu""#, nil),
      (#"{"$date":null}"#, nil), (#"["2026-07-06T00:00:00Z"]"#, nil),
    ] as [(String, Int64?)])
  func `reads times`(written: String, milliseconds: Int64?) {
    let example = OracleExample(event("sent", "a", #""time":\#(written)"#))
    #expect(example.coverage.end == milliseconds.map { Self.base + $0 })
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.999Z", -1),
      ("2000-02-29T12:00:00Z", 951_825_600_000), ("2000-03-01T00:00:00Z", 951_868_800_000),
      ("0000-01-01T00:00:00Z", -62_167_219_200_000), ("1900-03-01T00:00:00Z", -2_203_891_200_000),
    ] as [(String, Int64)])
  func `knows the calendar`(written: String, milliseconds: Int64) {
    #expect(OracleExample(event("sent", "a", at: written)).coverage.end == milliseconds)
  }

  @Test(
    arguments: [
      ("4770", "4770"), (#""4770""#, "4770"), ("4770.0", "4770"), ("4.77e3", "4770"),
      ("47700E-1", "4770"), (#"{"$numberInt":"4770"}"#, "4770"), ("770", "4770"), ("902", "9902"),
      (#""902""#, "9902"), ("999", "999"), ("711", "4711"), ("123", "123"), ("100", "5100"),
      ("0", "0"),
      ("-5", "-5"), ("4770.5", "-"), (#""4770.0""#, "-"), (#""-5""#, "-"), (#""""#, "-"),
      ("null", "-"), ("true", "-"), ("[4770]", "-"), ("1e18", "1000000000000000000"),
      ("1e19", "-"), (#""99999999999999999999""#, "-"), ("1e-999999999999999999999", "-"),
      ("0e999999999999999999999", "0"), (#"{"$numberLong":"4770"}"#, "4770"),
      (#"{"$numberDouble":"4770.0"}"#, "4770"), (#"{"$numberDouble":"4770.5"}"#, "-"),
      (#"{"$numberDecimal":"4.77E+3"}"#, "4770"), (#"{"$numberDouble":"Infinity"}"#, "-"),
      (#"{"$numberInt":"4770.0"}"#, "-"), (#"{"$numberInt":4770}"#, "-"),
    ])
  func `reads error codes`(written: String, shown: String) {
    let example = OracleExample(event("failed", "a", to: "b", #""errorCode":\#(written)"#))
    #expect(example.column("error_code", of: "failures") == [shown])
  }

  @Test(
    arguments: [
      ("3", 3), ("2.000001", 3), (#""4""#, 4), ("0", 0), ("-1", 0), (#""2.5""#, 0), ("null", 0),
      ("2147483647", 2_147_483_647), ("2147483648", 0), ("2147483647.5", 0), ("1e99", 0),
    ] as [(String, Int64)])
  func `reads segment counts`(written: String, count: Int64) {
    let example = OracleExample(event("sent", "a", message: #""segmentCount":\#(written)"#))
    #expect(example.column("segments", of: "delivery") == ["\(count)"])
  }

  @Test(
    arguments: [
      ("null", 0), ("[]", 0), (#""""#, 0), (#""a.jpg""#, 1), (#""a.SMIL?x=.jpg""#, 0),
      (#"{"a":1}"#, 1), (#"["a.jpg","b.smil","c.smil#d","",null,{},7,"d.smil.png"]"#, 4),
    ])
  func `counts media`(written: String, count: Int) {
    // Copies with equal numbers of media are one message; without media these are no MMS.
    let known = event(
      "received", "a", to: "1", at: "2026-07-01T00:00:00Z", message: "\"media\":[1]")
    let asked = event(
      "received", "b", to: "2", at: "2026-07-01T00:00:00Z", message: "\"media\":\(written)")
    let example = OracleExample(known + asked)
    #expect(example.column("messages", of: "mms-group") == [count == 0 ? "1" : "2"])
    #expect(example.column("logical_messages", of: "mms-group") == [count > 1 ? "2" : "1"])
  }

  @Test(
    arguments: [
      (#""to":"+19195551234""#, ""), (#""to":"19195551234""#, ""), (#""to":["19195551234"]"#, ""),
      ("", #""to":["+19195551234","19195551234"]"#), ("", #""to":"19195551234""#),
      (#""to":"""#, #""to":["+19195551234"],"owner":"+1""#),
      (#""to":["a","b"]"#, #""to":["+19195551234"]"#),
    ])
  func `finds the recipient`(members: String, message: String) {
    let example = OracleExample(
      event("sent", "a", to: "+19195551234") + event("delivered", "a", members, message: message))
    #expect(example.counts("lifecycles", "recipient_unknown") == [1, 0])
  }

  @Test func `an inbound event falls back on the owner, an outbound one does not`() {
    let message = #""owner":"+19195550000","to":["+19195550001","+19195550002"]"#
    let example = OracleExample(
      event("received", "a", message: message) + event("sent", "b", message: message)
        + event("received", "c", message: #""to":["+19195550001"]"#)
        + event("new", "d", message: message + #","direction":"in""#))
    #expect(example.counts("recipient_unknown", "unknown_type_events") == [1, 1])
    #expect(
      example.rows("mms-group") == [
        "inbound group 2 2 2 - 2 - - - - - - - - - -",
        "outbound group 2 1 1 1 - 0 0 0 0 0 1 1 0 0 1",
      ])
  }

  @Test func `only nine to fifteen digits get a plus`() {
    for written in ["12345678", "1234567890123456", "1-919-555", "+19195551234", "abc"] {
      let other = written.hasPrefix("+") ? String(written.dropFirst(2)) : "+" + written
      let example = OracleExample(event("sent", "a", to: written) + event("sent", "a", to: other))
      #expect(example.accounting["lifecycles"] == 2, "\(written)")
    }
  }
}
