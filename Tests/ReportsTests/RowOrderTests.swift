import Primitives
import TestSupport
import Testing

@testable import Reports

struct RowOrderTests {
  /// The first columns of a report on some events.
  private func keys(
    of report: ReportName, _ events: [String], columns: Int, bucket: Bucket? = nil,
    zone: String = "UTC"
  ) throws -> [String] {
    let archive = ReadArchive(events.joined())
    let parameters = ReportParameters(
      reports: [report], bucket: bucket, zone: try Zone(named: zone))
    let set = try archive.reports(parameters)
    let csv = try String(decoding: #require(set.tables.first).csv, as: UTF8.self)
    return csv.split(separator: "\n").dropFirst().map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).prefix(columns)
        .joined(separator: ",")
    }
  }

  @Test func `periods are in the order of time, not of their text`() throws {
    // The clocks of Berlin go back from +02:00 to +01:00 at 01:00 UTC.
    let times = ["01:30:00Z", "00:30:00Z", "02:30:00Z"]
    let events = times.enumerated().map { number, time in
      ReadArchive.event("message-sent", id: "m\(number)", at: "2024-10-27T\(time)")
    }
    #expect(
      try keys(of: .delivery, events, columns: 1, bucket: .hour, zone: "Europe/Berlin") == [
        "2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00", "2024-10-27T03:00:00+01:00",
      ])
  }

  @Test func `texts are in the order of bytes, missing ones first`() throws {
    let events = ["b", "", "B", "ä", "a", "aa"].enumerated().map { number, application in
      ReadArchive.event(
        "message-sent", id: "m\(number)", at: "2024-03-05T09:00:00Z", application: application)
    }
    #expect(
      try keys(of: .delivery, events.reversed(), columns: 2, bucket: Bucket.none).map {
        $0.split(separator: ",", omittingEmptySubsequences: false).first ?? "?"
      } == ["", "B", "a", "aa", "b", "ä"])
  }

  @Test func `messages of unknown time come first, in no period`() throws {
    let events =
      [ReadArchive.event("message-sent", id: "m1", at: "2024-03-05T09:00:00Z")]
      + [ReadArchive.event("message-sent", id: "m2", at: "")]
    #expect(try keys(of: .delivery, events, columns: 1) == ["", "2024-03-05T09:00:00Z"])
  }

  @Test func `numbers are in the order of their values`() throws {
    let events = ["9902", "null", "99", "10000", "4770", "-1"].map { code in
      ReadArchive.event(
        "message-failed", id: "m\(code)", at: "2024-03-05T09:00:00Z",
        fields: ",\"errorCode\":\(code)")
    }
    #expect(
      try keys(of: .failures, events, columns: 1) == ["", "-1", "99", "4770", "9902", "10000"])
  }

  @Test func `shares are of their own period`() throws {
    let failures = [("a", "09:10", "4770"), ("b", "09:20", "4770"), ("c", "09:30", "5600")]
    let events = (failures + [("d", "10:00", "4770")]).map { id, time, code in
      ReadArchive.event(
        "message-failed", id: id, at: "2024-03-05T\(time):00Z", fields: ",\"errorCode\":\(code)")
    }
    let rows = try keys(of: .failures, events, columns: 10, bucket: .hour)
    #expect(
      rows.map { $0.split(separator: ",").last ?? "" } == ["0.666667", "0.333333", "1.000000"])
  }

  @Test func `reports that were not asked for are not made`() throws {
    let archive = ReadArchive("[]")
    let parameters = ReportParameters(reports: [.quality, .inbound])
    let set = try archive.reports(parameters)
    #expect(set.tables.map(\.name) == [.quality, .inbound])
  }
}
