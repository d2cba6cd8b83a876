import Archives
import Callbacks
import Primitives
import Testing

@testable import Reports

extension Metrics {
  /// Those of a run that made reports.
  fileprivate init(_ run: ExecutionFacts, _ reports: ReportSet, _ day: DayTotals?) {
    self.init(run, reports.coverage, reports.archives, known: reports.accounting, day)
  }
}

struct MetricsTests {
  private static func instant(_ text: String) -> Timestamp? {
    let bytes = Array(text.utf8)
    return Timestamp(rfc3339: bytes.span)
  }

  private static let run = ExecutionFacts(
    version: "1.2.3", end: Timestamp(millisecondsSinceEpoch: 1_795_140_000_125),
    duration: .milliseconds(90_007), status: 1, heldConditions: 2)

  private static func text(_ metrics: Metrics) -> [Substring] {
    String(decoding: metrics.text, as: UTF8.self).split(separator: "\n")
  }

  @Test func `the format is that of Prometheus`() {
    var metrics = Metrics()
    metrics.add("a_total", "What a is.", .integer(-7))
    metrics.add(
      "b_seconds", "What b is.", by: "kind",
      [("x", .milliseconds(1500)), ("y", .missing), ("q\"\\\n", .ratio(1, of: 3))])
    metrics.add("c", "Not known.", .ratio(0, of: 0))
    metrics.add("d", "Known of nobody.", by: "kind", [("x", .missing)])
    #expect(
      Self.text(metrics) == [
        "# HELP waybill_a_total What a is.", "# TYPE waybill_a_total gauge", "waybill_a_total -7",
        "# HELP waybill_b_seconds What b is.", "# TYPE waybill_b_seconds gauge",
        "waybill_b_seconds{kind=\"x\"} 1.500", #"waybill_b_seconds{kind="q\"\\\n"} 0.333333"#,
      ])
    #expect(metrics.text.last == UInt8(ascii: "\n"))
  }

  /// Three recipients on the 21st, two on the 22nd, one on the 23rd, with which the archives end.
  private static let archive = ReadArchive(
    [
      ("a", "21T12"), ("b", "21T23"), ("c", "21T00"), ("d", "22T00"), ("e", "22T23"),
      ("f", "23T01"),
    ]
    .map { id, time in
      ReadArchive.event("message-delivered", id: id, at: "2026-11-\(time):00:00Z")
    }.joined())

  private static let coverage = Coverage(
    start: Self.instant("2026-11-21T00:00:00Z"),
    end: Self.instant("2026-11-23T01:00:00Z"))

  private func day(
    _ parameters: ReportParameters, _ coverage: Coverage = coverage, now: Timestamp = .latest
  ) throws -> (start: String, recipients: Value)? {
    guard let day = parameters.lastDay(coverage, now: now) else { return nil }
    let totals = try ReportTotals(Self.archive.reports(day.parameters))
    return (
      String(decoding: day.start.rfc3339, as: UTF8.self),
      totals.value(.delivery, "recipients")
    )
  }

  @Test func `the last whole day is one of the zone, and lies in the window`() throws {
    var parameters = ReportParameters(reports: [.quality], top: 1)
    let utc = try #require(try day(parameters))
    #expect(utc == ("2026-11-22T00:00:00.000Z", .integer(2)))
    // There the 22nd is not over.
    parameters.zone = try Zone(named: "-05:00")
    let west = try #require(try day(parameters))
    #expect(west == ("2026-11-21T05:00:00.000Z", .integer(3)))
    parameters.zone = .utc
    parameters.asOf = Self.instant("2026-11-24T00:00:00Z")
    #expect(try day(parameters)?.recipients == .integer(1))
    parameters.asOf = nil
    parameters.since = Self.instant("2026-11-22T00:00:00Z")
    #expect(try day(parameters)?.recipients == .integer(2))
    parameters.since = Self.instant("2026-11-22T00:00:00.001Z")
    #expect(try day(parameters) == nil)
    parameters.since = nil
    parameters.until = Self.instant("2026-11-22T23:00:00Z")
    #expect(try day(parameters) == nil)
  }

  @Test func `without a whole day, or any time, there is none`() throws {
    let parameters = ReportParameters(reports: [])
    #expect(try day(parameters, Coverage()) == nil)
    let hours = Coverage(
      start: Self.instant("2026-11-23T00:00:00Z"),
      end: Self.instant("2026-11-23T09:00:00Z"))
    #expect(try day(parameters, hours) == nil)
  }

  @Test func `a day that is not over is not judged, whatever some event says`() throws {
    let parameters = ReportParameters(reports: [])
    let ahead = Coverage(
      start: Self.instant("2026-11-21T00:00:00Z"), end: Self.instant("2026-11-24T00:01:00Z"))
    for (now, start) in [
      ("2026-11-23T01:00:00Z", "2026-11-22T00:00:00.000Z"),
      ("2026-11-23T23:59:59Z", "2026-11-22T00:00:00.000Z"),
      ("2026-11-24T00:00:00Z", "2026-11-23T00:00:00.000Z"),
    ] {
      #expect(try day(parameters, ahead, now: #require(Self.instant(now)))?.start == start)
    }
    let firstMorning = try #require(Self.instant("2026-11-21T09:00:00Z"))
    #expect(try day(parameters, ahead, now: firstMorning) == nil)
  }

  @Test func `metrics tell of the run, of what was read and of the last day`() throws {
    let parameters = ReportParameters(reports: [])
    let (start, dayParameters) = try #require(parameters.lastDay(Self.coverage, now: .latest))
    let day = DayTotals(
      start: start, totals: try ReportTotals(Self.archive.reports(dayParameters)))
    let reports = try Self.archive.reports(parameters)
    let lines = Self.text(Metrics(Self.run, reports, day))
    for line in [
      "waybill_build_info{version=\"1.2.3\"} 1",
      "waybill_last_success_timestamp_seconds 1795140000.125",
      "waybill_run_duration_seconds 90.007",
      "waybill_exit_status 1", "waybill_held_conditions 2", "waybill_archives 1",
      "waybill_damaged_archives 0", "waybill_lines 6", "waybill_events 6",
      "waybill_duplicate_events 0", "waybill_malformed_values 0", "waybill_messages 6",
      "waybill_last_day_start_timestamp_seconds 1795305600.000", "waybill_last_day_messages 2",
      "waybill_last_day_recipients{outcome=\"delivered\"} 2",
      "waybill_last_day_recipients{outcome=\"failed\"} 0",
      "waybill_last_day_delivery_ratio 1.000000",
      "waybill_last_day_latency_seconds{percentile=\"95\"} 0.000",
      "waybill_last_day_inbound_messages 0",
    ] { #expect(lines.contains(line[...]), "\(line)") }
    let without = Self.text(Metrics(Self.run, reports, nil))
    #expect(!without.contains { $0.contains("last_day") || $0.contains("coverage") })
  }

  /// A report of one row.
  private static func table(_ name: ReportName, _ row: KeyValuePairs<String, Value>) -> ReportTable
  {
    ReportTable(
      name: name, grain: "",
      columns: row.map { TableColumn(name: $0.key, unit: .events, look: Look()) }
    ) { body in _ = body(row.map(\.value)) }
  }

  @Test func `each number of what was read is that of its name`() {
    var archive = ArchiveAccount(
      source: ArchiveSource(name: [], byteCount: 2),
      summary: ArchiveSummary(
        status: .empty, compressedBytes: 2, bytes: 3, members: 1, checksum: 0, damage: nil),
      tally: ValueTally(
        lines: 4, blankLines: 5, values: 6, callbacks: 7,
        foreignByKind: ForeignKind.allCases.map { $0.rawValue == 0 ? 8 : 0 }, malformed: 9,
        firstRejection: nil))
    archive.events = 10
    archive.unknownTypeEvents = 14
    var known = Accounting()
    (known.uniqueEvents, known.duplicates) = (11, 12)
    (known.lifecycles, known.messages) = (16, 17)
    let lines = Self.text(Metrics(Self.run, Self.coverage, [archive], known: known, nil))
    let found = lines.filter { !$0.hasPrefix("#") }.drop { !$0.hasPrefix("waybill_archives ") }
    #expect(
      found == [
        "waybill_archives 1", "waybill_damaged_archives 0", "waybill_compressed_bytes 2",
        "waybill_read_bytes 3", "waybill_lines 4", "waybill_foreign_values 8",
        "waybill_malformed_values 9", "waybill_events 10", "waybill_unknown_type_events 14",
        "waybill_known_events 23", "waybill_duplicate_events 12", "waybill_messages 17",
        "waybill_lifecycles 16",
      ])
  }

  @Test func `each number of the last day is that of its name`() throws {
    let totals = try ReportTotals([
      Self.table(
        .delivery,
        [
          "messages": .integer(1), "recipients": .integer(2), "delivered": .integer(3),
          "handed_off": .integer(4), "failed": .integer(5), "receipt_expired": .integer(6),
          "contradictory": .integer(7), "in_flight": .integer(8), "delivery_rate": .ratio(1, of: 4),
          "delivery_rate_without_expired": .ratio(1, of: 2), "latency_p50_ms": .integer(50),
          "latency_p90_ms": .integer(90), "latency_p95_ms": .integer(95),
          "latency_p99_ms": .integer(99), "latency_max_ms": .integer(100),
        ]),
      Self.table(
        .inbound,
        ["messages": .integer(11), "opt_outs": .integer(12), "opt_ins": .integer(13)]),
    ])
    let day = DayTotals(start: Timestamp(millisecondsSinceEpoch: 0), totals: totals)
    let lines = Self.text(Metrics(Self.run, Self.coverage, [], known: Accounting(), day))
    #expect(
      lines.filter { $0.hasPrefix("waybill_last_day_") }.map { $0.dropFirst(17) } == [
        "start_timestamp_seconds 0.000", "messages 1", "recipients{outcome=\"delivered\"} 3",
        "recipients{outcome=\"handed_off\"} 4", "recipients{outcome=\"failed\"} 5",
        "recipients{outcome=\"contradictory\"} 7", "recipients{outcome=\"in_flight\"} 8",
        "expired_receipts 6", "delivery_ratio 0.250000",
        "latency_seconds{percentile=\"50\"} 0.050", "latency_seconds{percentile=\"95\"} 0.095",
        "latency_seconds{percentile=\"99\"} 0.099", "inbound_messages 11", "opt_outs 12",
      ])
  }
}
