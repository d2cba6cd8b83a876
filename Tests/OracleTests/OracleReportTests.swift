import Oracle
import Testing

struct OracleReportTests {
  /// Created at the start of 2026-07-01, under the short receipt wait.
  static let created = #""time":"2026-07-01T00:00:00Z""#
  /// Ends the coverage: long after every wait of the examples.
  static let end = event("late", "end", at: "2026-08-01T00:00:00Z")

  @Test func `delivery tells the outcomes apart`() {
    let sms = Self.created + #","applicationId":"app","segmentCount":2"#
    let mms = sms + #","channel":"MMS""#
    let example = OracleExample(
      // Delivered after 1500 ms, and read; twice as said by two events.
      event("delivered", "a", to: "1", at: "2026-07-01T00:00:01.500Z", message: sms)
        + event("delivered", "a", to: "1", at: "2026-07-01T00:00:09Z", message: sms)
        + event("read", "a", to: "1", #""eventTime":"2026-07-01T00:01:00Z""#, message: sms)
        // Delivered before it was created: no latency below 0.
        + event("delivered", "b", to: "1", at: "2026-06-30T23:59:59Z", message: sms)
        // An MMS handed off, and one delivered.
        + event("delivered", "c", to: "1", at: "2026-07-01T00:00:02Z", message: mms)
        + event("delivered", "d", to: "1", at: "2026-07-01T00:00:03Z", message: mms)
        + event("queued", "d", to: "1", message: mms)
        // Failed, expired, contradictory; sent long ago, and nothing since.
        + event("failed", "e", to: "1", #""errorCode":4770"#, message: sms)
        + event("failed", "e", to: "2", #""errorCode":902"#, message: sms)
        + event("failed", "f", to: "1", #""errorCode":9902"#, message: sms)
        + event("delivered", "f", to: "1", message: sms)
        + event("rejected-forbidden-country", "g", to: "1", message: sms)
        + event("sent", "h", to: "1", message: sms)
        // Inbound: none of this report's business.
        + event("received", "i", to: "1", message: sms) + Self.end)
    let period = "2026-07-01T00:00:00Z app"
    #expect(
      example.rows("delivery") == [
        "\(period) 8 9 3 2 3 1 1 0 3/7 3/6 1 18 1500 3000 3000 3000 3000 false"
      ])
  }

  @Test(
    arguments: [("auto", "0 1"), ("on", "1 0"), ("off", "0 1")])
  func `a delivered MMS is worth what its receipts are`(setting: String, outcome: String) {
    let example = OracleExample(
      event("delivered", "a", to: "1", message: #""media":["x.jpg"]"#),
      options: OracleOptions(now: OracleExample.now, mmsReceipts: setting))
    #expect(example.rows("delivery")[0].hasPrefix("- - 1 1 \(outcome) 0 0 0 0 "))
  }

  @Test(
    arguments: [
      // Two hours and a day for what was created before 2026-07-06, 73 hours and a day from then.
      ("2026-07-05T23:59:59.999Z", "2026-07-07T01:59:59.998Z", "in_flight"),
      ("2026-07-05T23:59:59.999Z", "2026-07-07T01:59:59.999Z", "handed_off"),
      ("2026-07-06T00:00:00Z", "2026-07-10T00:59:59.999Z", "in_flight"),
      ("2026-07-06T00:00:00Z", "2026-07-10T01:00:00Z", "handed_off"),
    ])
  func `in flight until the wait is over`(creation: String, end: String, column: String) {
    let example = OracleExample(
      event("sending", "a", to: "1", message: #""time":"\#(creation)""#)
        + event("new", "b", at: end))
    #expect(example.column(column, of: "delivery") == ["1"])
  }

  @Test(
    arguments: [
      // The hour from 23:00 on 2026-07-05 still has the short wait.
      ("2026-07-05T23:30:00Z", "2026-07-07T01:59:59.999Z", nil, "1h", true),
      ("2026-07-05T23:30:00Z", "2026-07-07T02:00:00Z", nil, "1h", false),
      ("2026-07-06T00:30:00Z", "2026-07-10T01:59:59.999Z", nil, "1h", true),
      ("2026-07-06T00:30:00Z", "2026-07-10T02:00:00Z", nil, "1h", false),
      // A period ends where the window does.
      ("2026-07-05T23:10:00Z", "2026-07-07T01:30:00Z", "2026-07-05T23:30:00Z", "1h", false),
      ("2026-07-05T23:10:00Z", "2026-07-07T01:29:59Z", "2026-07-05T23:30:00Z", "none", true),
      ("2026-07-05T23:10:00Z", "2026-07-07T01:30:00Z", "2026-07-05T23:30:00Z", "none", false),
      ("2026-07-05T23:10:00Z", "2026-12-01T00:00:00Z", nil, "none", true),
    ] as [(String, String, String?, String, Bool)])
  func `provisional until nothing can come any more`(
    creation: String, end: String, until: String?, bucket: String, isProvisional: Bool
  ) {
    var options = OracleOptions(now: OracleExample.now, bucket: bucket)
    // 2026-07-05T23:30:00Z is the only window that ends.
    options.until = until.map { _ in 1_783_294_200_000 }
    let example = OracleExample(
      event("sending", "a", to: "1", message: #""time":"\#(creation)""#)
        + event("new", "b", at: end), options: options)
    #expect(example.column("provisional", of: "delivery") == ["\(isProvisional)"])
  }

  @Test func `percentiles are the values at the nearest rank`() {
    // Latencies of 1 to 10 seconds: ranks 5, 9, 10 (9.5 rounded up) and 10 (9.9).
    let events = (1...10).map { second in
      event(
        "delivered", "id\(second)", to: "1",
        at: "2026-07-01T00:00:\(second < 10 ? "0" : "")\(second)Z", message: Self.created)
    }
    let example = OracleExample(events.joined() + Self.end)
    #expect(
      example.rows("delivery")[0].hasSuffix(" 10/10 10/10 0 0 5000 9000 10000 10000 10000 false"))
  }

  @Test func `failures takes the earliest event, and shares within the period`() {
    let example = OracleExample(
      // The earlier event counts, of two at the same time the smaller code.
      event("failed", "m1", to: "1", at: "2026-07-01T00:00:09Z", #""errorCode":5600"#)
        + event("failed", "m1", to: "1", at: "2026-07-01T00:00:05Z", #""errorCode":4771"#)
        + event("failed", "m1", to: "1", at: "2026-07-01T00:00:05Z", #""errorCode":4770"#)
        + event("rejected-forbidden-country", "m1", to: "1", at: "2026-07-01T00:00:05Z")
        + event("failed", "m1", to: "2", at: "2026-07-01T00:00:08Z", #""errorCode":770"#)
        + event("delivered", "m0", to: "1", at: "2026-07-01T00:00:05Z")
        + event("failed", "m0", to: "1", at: "2026-07-01T00:00:05Z", #""errorCode":"4770""#)
        // A country without a code, and codes that nobody knows.
        + event("rejected-forbidden-country", "m2", to: "1")
        + event("failed", "m3", to: "1", #""errorCode":4699"#)
        + event("failed", "m4", to: "1", #""errorCode":12345"#))
    let first: Int64 = 1_782_864_005_000
    #expect(
      example.rows("failures") == [
        "- - unknown unknown unknown unknown 1 1 1/6 - - m2",
        "4699 - client bandwidth unknown unknown 1 1 1/6 - - m3",
        "4770 destination-spam-detected client carrier no yes 2 3 3/6 @\(first) @\(first + 3000) m0",
        "12345 - unknown unknown unknown unknown 1 1 1/6 - - m4",
      ])
  }

  @Test func `failures by the day share within the day`() {
    let example = OracleExample(
      event("failed", "a", to: "1", #""errorCode":4770"#, message: Self.created)
        + event(
          "failed", "b", to: "1", #""errorCode":4770"#,
          message: #""time":"2026-07-02T00:00:00Z""#)
        + event(
          "failed", "c", to: "1", #""errorCode":4771"#,
          message: #""time":"2026-07-02T23:59:59.999Z""#),
      options: OracleOptions(now: OracleExample.now, bucket: "1d"))
    #expect(example.column("share", of: "failures") == ["1/1", "1/2", "1/2"])
    #expect(
      example.column("period_start", of: "failures") == [
        "2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z", "2026-07-02T00:00:00Z",
      ])
  }

  @Test(
    arguments: [
      (4001, "client bandwidth"), (4700, "client carrier"), (5999, "service bandwidth"),
      (5650, "service carrier"), (9902, "ambiguous unknown"), (9999, "ambiguous carrier"),
      (4047, "client bandwidth"), (4747, "client carrier"), (5947, "service bandwidth"),
      (5047, "service bandwidth"), (5647, "service carrier"), (9047, "ambiguous unknown"),
      (4847, "unknown unknown"), (5747, "unknown unknown"), (47, "unknown unknown"),
    ])
  func `knows who is to blame`(code: Int, blame: String) {
    let example = OracleExample(event("failed", "a", to: "1", #""errorCode":\#(code)"#))
    let shown = zip(
      example.column("side", of: "failures"), example.column("reported_by", of: "failures"))
    #expect(shown.map { "\($0) \($1)" } == [blame])
  }

  @Test func `an outbound group is complete, partial or nothing`() {
    let three = Self.created + #","to":["+19195550001","+19195550002","19195550002","x"]"#
    let two = Self.created + #","to":["+19195550001","+19195550002"]"#
    let example = OracleExample(
      // All three: a hand-off each, for there are no receipts.
      event("delivered", "a", to: "+19195550001", message: three)
        + event("delivered", "a", to: "19195550002", message: three)
        + event("delivered", "a", to: "x", message: three)
        // One of three delivered, one failed, one silent.
        + event("delivered", "b", to: "x", message: three)
        + event("sending", "b", to: "x", message: three)
        + event("failed", "b", to: "+19195550001", message: three)
        // None of two; then three lifecycles where two were addressed.
        + event("failed", "c", to: "+19195550001", message: two)
        + event("delivered", "d", to: "+19195550001", message: two)
        + event("delivered", "d", to: "+19195550002", message: two)
        + event("failed", "d", to: "+19195550003", message: two)
        // An MMS for one.
        + event("delivered", "e", to: "x", message: Self.created + #","media":"a.png""#)
        + Self.end)
    #expect(
      example.rows("mms-group") == [
        "outbound group 2 2 2 4 - 0 2 2 0 0 0 1 0 1 1",
        "outbound group 3 2 2 5 - 1 3 1 0 0 0 1 1 1 0",
        "outbound mms - 1 1 1 - 0 1 0 0 0 0 0 1 0 0",
      ])
  }

  @Test func `inbound copies are gathered within a minute of each other`() {
    func copy(_ id: String, at second: String, _ members: String = "") -> String {
      let message =
        #""time":"2026-07-01T00:\#(second)Z","from":"19195559999","to":["a","b"],"text":"hi""#
      return event("received", id, to: "me-\(id)", message: message + members)
    }
    let example = OracleExample(
      // A chain of three, each a minute behind the other, and one that is a millisecond too late.
      copy("1", at: "00:00") + copy("3", at: "02:00") + copy("2", at: "01:00")
        + copy("4", at: "03:00.001")
        // Another text, sender, set, number of media; the same said differently.
        + copy("5", at: "00:00", #","text":"ho""#) + copy("6", at: "00:00", #","from":"x""#)
        + copy("7", at: "00:00", #","to":["a","c"]"#) + copy("8", at: "00:00", #","media":{}"#)
        + copy("9", at: "00:00", #","to":["b","a","b"],"from":"+19195559999""#)
        // Nobody knows when.
        + copy("a", at: "xx") + copy("b", at: "xx"))
    #expect(example.rows("mms-group") == ["inbound group 2 11 8 - 11 - - - - - - - - - -"])
  }

  @Test(
    arguments: [
      (#""text":"STOP""#, "1 0 0"), (#""text":" \toPtOuT\r\n""#, "1 0 0"),
      (#""text":"Stop it""#, "0 0 0"), (#""text":"yes""#, "0 1 0"), (#""text":"Info""#, "0 0 1"),
      (#""text":"","content":{"text":"unstop"}"#, "0 1 0"), (#""text":"S\u00a0TOP""#, "0 0 0"),
      (#""content":{"text":"help"}"#, "0 0 1"),
      (#""text":"no","content":{"text":"help"}"#, "0 0 0"),
      (#""text":["STOP"]"#, "0 0 0"), (#""text":"STOP\u00a0""#, "0 0 0"),
    ])
  func `inbound knows the keywords`(message: String, counts: String) {
    let example = OracleExample(event("received", "a", to: "b", message: message))
    #expect(example.rows("inbound") == ["- - 1 1 0 0 0 0 \(counts)"])
  }

  @Test func `inbound counts lifecycles by kind`() {
    let app = Self.created + #","applicationId":"x","segmentCount":1"#
    let example = OracleExample(
      event("received", "a", to: "1", message: app) + event("received", "a", to: "2", message: app)
        + event("received", "b", to: "1", message: app + #","channel":"RBM","media":{}"#)
        + event("received", "c", to: "1", message: app + #","channel":"MMS""#)
        + event("received", "d", to: "1", message: app + #","to":["1","2"]"#)
        + event("new", "e", to: "1", message: app + #","direction":"in","text":"STOP""#)
        // An outbound event turns its lifecycle, and its text is not one that came in.
        + event("received", "f", to: "1", message: app) + event("sent", "f", to: "1", message: app)
        + event("sent", "a", to: "3", message: app + #","text":"STOP""#))
    #expect(example.rows("inbound") == ["2026-07-01T00:00:00Z x 6 3 1 1 1 6 1 0 0"])
  }
}
