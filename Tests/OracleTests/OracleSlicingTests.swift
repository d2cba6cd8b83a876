import Oracle
import Testing

struct OracleSlicingTests {
  @Test(
    arguments: [
      // What two creation times say; the smallest counts.
      (["time\":\"2026-07-01T02:00:00Z", "time\":\"2026-07-01T01:00:00Z"], "2026-07-01T01"),
      (["time\":\"soon", "time\":\"2026-07-01T02:00:00Z"], "2026-07-01T02"),
    ])
  func `the smallest creation time counts`(members: [String], hour: String) {
    let example = OracleExample(
      members.map { event("sent", "a", to: "1", message: "\"\($0)\"") }.joined())
    #expect(example.column("period_start", of: "delivery") == ["\(hour):00:00Z"])
  }

  @Test(
    arguments: [
      ("1782868500000abcdefghij234567", "2026-07-01T01:00:00Z"),
      ("1782868500000abcdefghij23456", "2026-07-01T03:00:00Z"),
      ("1782868500000abcdefghij234561", "2026-07-01T03:00:00Z"),
      ("1782868500000Abcdefghij234567", "2026-07-01T03:00:00Z"),
      ("178286850000aabcdefghij234567", "2026-07-01T03:00:00Z"),
    ])
  func `an id says when, where nothing else does`(id: String, period: String) {
    let example = OracleExample(
      event("sent", id, to: "1", at: "2026-07-01T04:30:00Z")
        + event("sent", id, to: "2", at: "2026-07-01T03:30:00Z"))
    #expect(example.column("period_start", of: "delivery") == [period])
    #expect(example.column("recipients", of: "delivery") == ["2"])
  }

  @Test func `the window is half open`() {
    let times = ["00:59:59.999", "01:00:00", "01:59:59.999", "02:00:00"]
    let lines = times.map {
      event("sent", $0, to: "1", message: #""time":"2026-07-01T\#($0)Z""#)
    }
    let options = OracleOptions(
      now: OracleExample.now, since: 1_782_867_600_000, until: 1_782_871_200_000)
    let example = OracleExample(lines.joined() + event("sent", "x", to: "1"), options: options)
    #expect(example.column("messages", of: "delivery") == ["2"])
    #expect(example.column("events", of: "redelivery") == ["2"])
    #expect(example.accounting["lifecycles"] == 5)
  }

  @Test(
    arguments: [
      ("none", "UTC", "2026-07-01T12:34:56Z", nil), ("1m", "UTC", "2026-07-01T12:34:56Z", "12:34"),
      ("5m", "UTC", "2026-07-01T12:34:56Z", "12:30"),
      ("15m", "UTC", "2026-07-01T12:44:56Z", "12:30"),
      ("1h", "UTC", "2026-07-01T12:34:56Z", "12:00"),
      ("1d", "UTC", "2026-07-01T12:34:56Z", "00:00"),
    ] as [(String, String, String, String?)])
  func `buckets are floors`(bucket: String, zone: String, creation: String, floor: String?) {
    let options = OracleOptions(now: OracleExample.now, bucket: bucket, timezone: zone)
    let example = OracleExample(
      event("sent", "a", to: "1", message: #""time":"\#(creation)""#), options: options)
    let periods = example.column("period_start", of: "delivery")
    #expect(periods == [floor.map { "2026-07-01T\($0):00Z" } ?? "no column period_start"])
  }

  @Test(
    arguments: [
      ("1h", "Asia/Kolkata", "2026-07-01T12:34:56Z", "2026-07-01T18:00:00+05:30"),
      ("1d", "Asia/Kolkata", "2026-07-01T18:29:59Z", "2026-07-01T00:00:00+05:30"),
      ("1d", "Asia/Kolkata", "2026-07-01T18:30:00Z", "2026-07-02T00:00:00+05:30"),
      // Days of 23 and 25 hours.
      ("1d", "America/New_York", "2026-03-08T12:00:00Z", "2026-03-08T00:00:00-05:00"),
      ("1d", "America/New_York", "2026-03-09T03:59:59Z", "2026-03-08T00:00:00-05:00"),
      ("1d", "America/New_York", "2026-03-09T04:00:00Z", "2026-03-09T00:00:00-04:00"),
      ("1d", "America/New_York", "2026-11-02T04:59:59Z", "2026-11-01T00:00:00-04:00"),
      ("1d", "America/New_York", "2026-11-02T05:00:00Z", "2026-11-02T00:00:00-05:00"),
      // An hour that occurs twice is two hours.
      ("1h", "America/New_York", "2026-11-01T05:30:00Z", "2026-11-01T01:00:00-04:00"),
      ("1h", "America/New_York", "2026-11-01T06:30:00Z", "2026-11-01T01:00:00-05:00"),
      // A midnight that occurs twice begins one day; one that is skipped begins one, too.
      ("1d", "America/Havana", "2026-11-01T04:30:00Z", "2026-11-01T00:00:00-04:00"),
      ("1d", "America/Havana", "2026-11-01T05:30:00Z", "2026-11-01T00:00:00-04:00"),
      ("1d", "Africa/Cairo", "2026-04-24T12:00:00Z", "2026-04-24T00:00:00+02:00"),
    ])
  func `buckets follow the walls`(bucket: String, zone: String, creation: String, start: String) {
    let options = OracleOptions(now: OracleExample.now, bucket: bucket, timezone: zone)
    let example = OracleExample(
      event("sent", "a", to: "1", message: #""time":"\#(creation)""#), options: options)
    #expect(example.column("period_start", of: "delivery") == [start])
  }

  @Test func `a day of 25 hours is provisional for 25 hours`() {
    // The day ends at 2026-11-02T05:00:00Z; 97 hours later nothing can come any more.
    let line = event("sent", "a", to: "1", message: #""time":"2026-11-01T12:00:00Z""#)
    for (end, isProvisional) in [("05:59:59.999", true), ("06:00:00", false)] {
      let example = OracleExample(
        line + event("sent", "b", to: "1", at: "2026-11-06T\(end)Z"),
        options: OracleOptions(
          now: OracleExample.now, until: 1_793_577_600_000 + 86_400_000, bucket: "1d",
          timezone: "America/New_York"))
      #expect(example.column("provisional", of: "delivery").first == "\(isProvisional)")
    }
  }

  @Test func `rows stand in the order of their keys`() {
    let hours = ["T01", "T00", ""]
    let applications = ["b", "", "a", "B", "ä", "ab"]
    let lines = hours.flatMap { hour in
      applications.enumerated().map { index, application in
        let time = hour.isEmpty ? "" : "2026-07-01\(hour):00:00Z"
        return event(
          "sent", "\(hour)\(index)", to: "1",
          message: #""time":"\#(time)","applicationId":"\#(application)""#)
      }
    }
    let example = OracleExample(lines.joined())
    #expect(
      example.column("application", of: "delivery")
        == (0..<3).flatMap { _ in
          ["-", "B", "a", "ab", "b", "ä"]
        })
    #expect(
      example.column("period_start", of: "delivery")
        == ["-", "T00", "T01"].flatMap { hour in
          Array(repeating: hour == "-" ? hour : "2026-07-01\(hour):00:00Z", count: 6)
        })
    let codes = [10_000, 999, 4770, -1].map {
      event("failed", "\($0)", to: "1", #""errorCode":\#($0)"#)
    }
    #expect(
      OracleExample(codes.joined()).column("error_code", of: "failures") == [
        "-1", "999", "4770", "10000",
      ])
  }

  @Test func `the greatest text and the largest number count`() {
    let example = OracleExample(
      event("sent", "a", to: "1", message: #""applicationId":"b","segmentCount":3"#)
        + event("sent", "a", to: "2", message: #""applicationId":"","segmentCount":1"#)
        + event("sent", "a", to: "3", message: #""applicationId":"abc""#))
    #expect(example.column("application", of: "delivery") == ["b"])
    #expect(example.column("segments", of: "delivery") == ["9"])
  }
}
