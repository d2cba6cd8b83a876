import Archives
import Lifecycles
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// However reports are divided, filtered and folded, nothing is counted twice or lost.
struct SliceTests {
  private let ingest: Ingest
  private let join: LifecycleJoin

  init() async throws {
    let corpus = try await Corpus(seed: 7)
    let scratch = try Scratch()
    for (number, lines) in corpus.archives.enumerated() {
      try scratch.write(Reporting.Layout.plain.file(lines), to: "logs/\(number).log")
    }
    var ingest = Ingest(now: Corpus.now)
    for source in try Discovery.archives(in: [scratch.path("logs")]) { try ingest.read(source) }
    self.ingest = ingest
    join = LifecycleJoin([ingest.recorder])
  }

  /// Columns in which a lifecycle, or an event, is counted in one row and no other.
  private static let additive: [ReportName: [String]] = [
    .delivery: [
      "recipients", "delivered", "handed_off", "failed", "receipt_expired", "contradictory",
      "in_flight", "read", "segments",
    ],
    .failures: ["recipients"],
    .mmsGroup: ["recipients", "received", "delivered", "handed_off", "failed", "in_flight"],
    .inbound: ["messages", "sms", "mms", "group", "segments", "opt_outs", "opt_ins"],
    .redelivery: ["events", "unique", "duplicates", "redelivered", "late"],
  ]

  private func counts(
    _ parameters: ReportParameters
  ) -> (reports: SealedCounts, lifecycles: LifecycleCounts) {
    var (counts, lifecycles) = (ReportCounts(parameters), LifecycleCounts.identity)
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, parameters.rules(ingest.coverage)) { message in
        counts.count(message, join.pool)
        lifecycles.count(message)
      }
    }
    return (counts.sealed(join.pool), lifecycles)
  }

  private func reports(_ parameters: ReportParameters) throws -> ReportSet {
    var parameters = parameters
    if let ranking = parameters.ranking {
      parameters = try parameters.keepingGreatest(of: counts(ranking).reports)
    }
    let (reports, lifecycles) = counts(parameters)
    return try ReportSet(parameters, ingest.archives.inOrder, lifecycles, ingest.coverage, reports)
  }

  /// The sums of all additive columns, by report and column, and the greatest number of rows.
  private func totals(_ parameters: ReportParameters) throws -> (sums: [String: Int64], rows: Int) {
    var (sums, greatest) = ([String: Int64](), 0)
    for table in try reports(parameters).tables {
      let rows = try table.rows
      greatest = max(greatest, rows.count)
      for column in Self.additive[table.name] ?? [] {
        let index = try #require(table.columns.firstIndex(of: column))
        sums["\(table.name).\(column)"] = rows.reduce(0) { sum, row in
          if case .integer(let count) = row[index] { sum + count } else { sum }
        }
      }
    }
    return (sums, greatest)
  }

  private static func parameters(
    _ conditions: [String] = [], by dimensions: [Dimension]? = nil, top: Int? = nil
  ) throws -> ReportParameters {
    ReportParameters(
      reports: ReportName.allCases.filter { $0 != .quality },
      filter: LifecycleFilter(try conditions.map { try Condition($0) }), bucket: Bucket.none,
      dimensions: dimensions, top: top)
  }

  @Test func `sums are the same by every dimension, and with every top`() throws {
    let expected = try totals(Self.parameters(by: [])).sums
    #expect(expected.values.filter { $0 > 0 }.count > 20)
    for dimension in Dimension.allCases {
      let all = try totals(Self.parameters(by: [dimension]))
      #expect(all.sums == expected, "\(dimension)")
      for top in [1, 3] {
        let folded = try totals(Self.parameters(by: [dimension], top: top))
        #expect(folded.sums == expected, "\(dimension), top \(top)")
        // In mms-group there is a row of others for each direction.
        #expect(folded.rows <= top + 2, "\(dimension), top \(top)")
      }
    }
  }

  @Test(
    arguments: [
      ("kind=sms", "kind!=sms"), ("recipient~*[0-4]", "recipient~*[!0-4]"),
      ("carrier=", "carrier!="), ("error_code=4770", "error_code!=4770"),
      ("sender_type~toll*", "sender_type~[!t]*"),
    ])
  func `a filter and its complement add up`(condition: String, complement: String) throws {
    let expected = try totals(Self.parameters(by: [])).sums
    for dimensions in [[], [.recipientArea, .application]] as [[Dimension]] {
      for top in [nil, 2] {
        let some = try totals(Self.parameters([condition], by: dimensions, top: top)).sums
        let others = try totals(Self.parameters([complement], by: dimensions, top: top)).sums
        #expect(some.values.reduce(0, +) > 0 && others.values.reduce(0, +) > 0)
        #expect(some.merging(others, uniquingKeysWith: +) == expected)
      }
    }
  }

  @Test func `a value that is called other is no row of others`() throws {
    let lines = ["other", "other", "a", "b"].enumerated().map { number, tag in
      #"{"type":"message-sent","to":"+1","message":{"id":"\#(number)","tag":"\#(tag)"}}"#
    }
    let scratch = try Scratch()
    try scratch.write(Array(lines.joined(separator: "\n").utf8), to: "a.log")
    var ingest = Ingest(now: Corpus.now)
    for source in try Discovery.archives(in: [scratch.path("a.log")]) { try ingest.read(source) }
    let slices = SliceTests(ingest)
    let parameters = try Self.parameters(by: [.tag], top: 1)
    let table = try #require(try slices.reports(parameters).tables.first)
    let rows = try table.rows.map { Array($0[0...2]) }
    let other = Value.text(Array("other".utf8))
    #expect(rows == [[other, .integer(2), .integer(2)], [other, .integer(2), .integer(2)]])
  }

  private init(_ ingest: Ingest) {
    self.ingest = ingest
    join = LifecycleJoin([ingest.recorder])
  }

  /// Millions of values in little memory, in small.
  @Test(arguments: [nil, 7] as [Int?])
  func `little memory does not show`(top: Int?) async throws {
    let corpus = try await Corpus(seed: 4)
    var parameters = try Self.parameters(top: top)
    parameters.bucket = .hour
    parameters.dimensions = [.recipient, .segmentCount]
    let base = try await Reporting(corpus.archives, parameters)
    #expect(base.spilledRunCount == 0)
    for (workers, share) in [(1, 20_000), (3, 20_000)] {
      let run = try await Reporting(corpus.archives, parameters, workers: workers, share: share)
      #expect(run.spilledRunCount > 2)
      try run.expectSame(as: base)
    }
  }
}
