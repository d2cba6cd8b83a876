import Archives
import Oracle
import Primitives
import TestSupport
import Testing

@testable import Pipeline
@testable import Reports

/// Agreement on the totals of reports, however the reports themselves are divided.
@Suite struct TotalsTests {
  /// The totals of every report, by its name.
  private static func totals(
    _ texts: [[UInt8]], _ question: Question
  ) async throws -> ReportTotals {
    let scratch = try Scratch()
    for (number, text) in texts.enumerated() {
      try scratch.write(text, to: "logs/\(number).log")
    }
    let now = Timestamp(millisecondsSinceEpoch: question.options.now)
    let budget = MemoryBudget(share: question.spills ? 8000 : 100_000_000, jobs: 2)
    let context = PassContext(now: now, budget, temporaryFolder: scratch.runFolder)
    var pass = ReportPass(question.parameters, context)
    pass.parameters.reports = [.inbound]
    pass.totalled = Set(ReportName.allCases)
    let result = try await pass.run(Discovery.archives(in: [scratch.path("logs")]))
    #expect(result.reports.tables.map(\.name) == [.inbound])
    return result.totals
  }

  /// What a column comes to in all rows of an undivided report.
  private static func total(_ column: String, of report: OracleReport) throws -> OracleCell {
    let place = try #require(report.columns.firstIndex(of: column))
    var total = OracleCell.missing
    for row in report.rows {
      switch (total, row[place]) {
      case (.integer(let sum), .integer(let number)): total = .integer(sum + number)
      case (_, .missing): continue
      case (.missing, let cell): total = cell
      default: Issue.record("\(column) is not a number in one of several rows")
      }
    }
    return total
  }

  @Test(arguments: Trials.seeds(201...212, few: 5))
  func `program and oracle agree`(seed: UInt64) async throws {
    let texts = RandomCorpus(seed: seed, messageCount: 60).archives.map(\.text)
    var options = SlicingTests.options(seed)
    let totals = try await Self.totals(texts, Question(options, spills: seed % 3 == 0))
    options.isUndivided = true
    options.bucket = "none"
    options.by = []
    options.top = nil
    let expected = oracleReports(
      archives: texts.enumerated().map { ("\($0)", $1) }, options: options)
    for column in TotalColumn.all where !leftToTheCaller.contains(column.name) {
      let report = try #require(expected.reports[column.report.rawValue])
      let cell = try Self.total(column.name, of: report)
      let isNothing = cell == .missing && column.unit.isCount
      #expect(
        agree(totals[column], isNothing ? .integer(0) : cell),
        "\(column.report).\(column.name) is \(totals[column]), not \(cell)")
    }
  }
}
