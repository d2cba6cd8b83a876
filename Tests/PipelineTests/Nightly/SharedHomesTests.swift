import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Days whose messages all lie in the same homes, because their ids do not tell when they were created.
struct SharedHomesTests {
  let ledger: TestLedger
  private let first = ReportDay(number: 20_000)
  private let dayCount: Int64 = 20

  init() throws { ledger = try TestLedger() }

  /// Writes the messages of some days, with ids of one hour; every third day has some more events.
  private func writeMessages() throws {
    var lines = ""
    for day in 0..<dayCount {
      for number in 0..<12 {
        let start = first.advanced(by: day).window(in: .utc).lowerBound
        let time = start.advanced(byMilliseconds: Int64(number) * 7_100_000)
        var message = TestMessage("\(time)", Int(day) * 100 + number)
        message.idLead = Int64(day) * 86_400_000 + Int64(number) * 7_100_000
        for type in ["message-sending", "message-delivered"].prefix(day % 3 == 0 ? 2 : 1) {
          lines += message.event(type, after: 1, to: "+1919555010\(number % 4)")
        }
      }
    }
    try ledger.write(lines, to: "a.log")
  }

  private func parameters(top: Int?) -> ReportParameters {
    ReportParameters(reports: DayReports.names, dimensions: [.recipient], top: top)
  }

  private func expected(_ day: ReportDay, top: Int?) async throws -> [String: String] {
    var parameters = parameters(top: top)
    let window = day.window(in: .utc)
    (parameters.since, parameters.until) = (window.lowerBound, window.upperBound)
    let tables = try await ledger.pass(parameters).run(ledger.sources()).reports.tables
    return try tables.reduce(into: [:]) { files, table in
      files["\(table.name.rawValue).csv"] = String(decoding: try table.csv, as: UTF8.self)
    }
  }

  @Test(arguments: [nil, 2] as [Int?], [100_000_000, 40_000])
  func `each comes out as by itself`(top: Int?, share: Int) async throws {
    try writeMessages()
    let context = PassContext(
      now: Corpus.now, MemoryBudget(share: share, jobs: 2),
      temporaryFolder: ledger.scratch.runFolder)
    let pass = NightlyPass(
      parameters(top: top), ledger: ledger.folder, output: ledger.scratch.path("out"),
      version: "1", context)
    let result = try await pass.run(ledger.sources())
    #expect(try ledger.journal.runs.count == 1)
    #expect(result.restated.count == Int(dayCount))
    for number in 0..<dayCount {
      let day = first.advanced(by: number)
      let found = ledger.scratch.files(below: "out/\(day)").filter { $0.key.hasSuffix(".csv") }
      #expect(try await found == expected(day, top: top), "\(day)")
    }
    #expect(try await pass.run(ledger.sources()).restated.isEmpty)
  }
}
