import Archives
import Lifecycles
import Oracle
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Agreement on every row of every lifecycle.
@Suite struct LifecyclesTests {
  /// How the program is run.
  struct Setting {
    var jobs: Int
    /// Bytes that each worker may take.
    var share: Int
    var isReversed = false

    static let all = [
      Setting(jobs: 1, share: 100_000_000), Setting(jobs: 2, share: 100_000_000, isReversed: true),
      Setting(jobs: 5, share: 100_000_000), Setting(jobs: 1, share: 4000),
      Setting(jobs: 2, share: 8000, isReversed: true), Setting(jobs: 5, share: 20_000),
    ]
  }

  /// The rows as the program writes them, the same for every setting.
  private static func rows(
    _ texts: [[UInt8]], _ question: Question, _ format: RowFormat, lifecycleCount: Int64?
  ) async throws -> [UInt8] {
    let scratch = try Scratch()
    for (number, text) in texts.enumerated() {
      try scratch.write(number.isMultiple(of: 2) ? gzip(text) : text, to: "logs/\(number).log")
    }
    let sources = try Discovery.archives(in: [scratch.path("logs")])
    let now = Timestamp(millisecondsSinceEpoch: question.options.now)
    var expected: [UInt8]?
    for setting in Setting.all {
      let budget = MemoryBudget(share: setting.share, jobs: setting.jobs)
      let context = PassContext(now: now, budget, temporaryFolder: scratch.runFolder)
      let ingest = IngestPass(context, order: .stable)
      let read = ReportedMessages(
        try await ingest.run(setting.isReversed ? sources.reversed() : sources))
      #expect((setting.share < 10_000) == (read.spilledRunCount > 1) || setting.share == 20_000)
      let output = Output()
      let pass = LifecyclesPass(question.parameters, format, budget)
      let total = try await pass.run(read) { output.append($0) }
      let bytes = output.bytes
      let isSame = bytes == expected ?? bytes
      #expect(isSame, "\(setting)")
      expected = bytes
      #expect(total.lifecycles == lifecycleCount)
    }
    return try #require(expected)
  }

  private static func named(_ texts: [[UInt8]]) -> [(name: String, text: [UInt8])] {
    texts.enumerated().map { ("\($0)", $1) }
  }

  /// The archives are those of ``RandomTests``.
  @Test(arguments: Trials.seeds(1...12, few: 5))
  func `program and oracle agree`(seed: UInt64) async throws {
    let corpus = RandomCorpus(
      seed: seed, messageCount: 60, plantsWildTimes: seed % 7 == 0, isDamaged: seed % 3 != 0,
      wraps: seed % 5 < 3)
    let texts = corpus.archives.map(\.text)
    let options = RandomTests.options(seed)
    let question = try Question(options)
    let oracle = oracleLifecycles(archives: Self.named(texts), options: options)
    #expect(seed % 6 > 3 || oracle.rows.count > 40)

    let count = oracleReports(archives: Self.named(texts), options: options)
      .accounting["lifecycles"]

    let csv = try await Self.rows(texts, question, .csv, lifecycleCount: count)
    var records = try csvRecords(csv)
    #expect(records.removeFirst() == oracle.columns)
    expectSameRows(records, oracle.rows.map { $0.map(\.csv) }, oracle.columns)

    let json = try await Self.rows(texts, question, .ndjson, lifecycleCount: count)
    expectSameRows(
      try ndjsonRows(json, columns: oracle.columns), oracle.rows.map { $0.map(\.json) },
      oracle.columns)
  }

  /// Compares rows in an order of their own: the program's follows a hash.
  private func expectSameRows<Cell: Equatable>(
    _ rows: [[Cell]], _ expected: [[Cell]], _ columns: [String]
  ) {
    guard rows.count == expected.count else {
      Issue.record("\(rows.count) rows, not \(expected.count)")
      return
    }
    func sorted(_ rows: [[Cell]]) -> [[Cell]] {
      rows.map { (key: "\($0)", row: $0) }.sorted { $0.key < $1.key }.map(\.row)
    }
    for (row, other) in zip(sorted(rows), sorted(expected)) where row != other {
      for (column, (cell, expected)) in zip(columns, zip(row, other)) where cell != expected {
        Issue.record("\(row.prefix(2)): \(column) is \(cell), not \(expected)")
      }
    }
  }
}
