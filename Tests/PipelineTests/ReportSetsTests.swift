import Archives
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Sets of reports that are counted together are those that are counted alone.
struct ReportSetsTests {
  private let scratch: Scratch
  private let sources: [ArchiveSource]

  init() async throws {
    scratch = try Scratch()
    for (number, lines) in try await Corpus(seed: 11).archives.enumerated() {
      try scratch.write(Reporting.Layout.plain.file(lines), to: "logs/\(number).log")
    }
    sources = try Discovery.archives(in: [scratch.path("logs")])
  }

  /// Sets that differ in all that may differ between sets of one run.
  private func asked(_ coverage: Coverage) throws -> [ReportParameters] {
    let all = ReportParameters(reports: ReportName.allCases)
    let end = try #require(coverage.end)
    var window = all
    window.since = end.advanced(byMilliseconds: -6 * 3_600_000)
    window.until = end.advanced(byMilliseconds: -3_600_000)
    var filtered = all
    filtered.filter = LifecycleFilter([try Condition("kind=mms")])
    var greatest = ReportParameters(reports: [.delivery, .quality], dimensions: [.sender], top: 3)
    greatest.bucket = Bucket.none
    return [
      greatest, all, window, ReportParameters(reports: []), filtered,
      ReportParameters(reports: [.failures], dimensions: [.carrier], top: 2),
      all.undivided([.delivery, .inbound]),
    ]
  }

  @Test(arguments: [(100_000_000, 1), (6000, 1), (6000, 3)])
  func `together as alone`(share: Int, jobs: Int) async throws {
    let context = PassContext(
      now: Corpus.now, MemoryBudget(share: share, jobs: jobs), temporaryFolder: scratch.runFolder)
    let pass = ReportPass(ReportParameters(reports: ReportName.allCases), context)
    let messages = try await IngestPass(context).messages(of: sources, besides: nil, nil)
    #expect((messages.spilledRunCount > 0) == (share < 100_000_000))
    let asked = try asked(messages.coverage)
    let together = try await pass.sets(of: asked, messages, nil)
    #expect(together.count == asked.count)
    for (place, parameters) in asked.enumerated() {
      let alone = try await pass.sets(of: [parameters], messages, nil)
      #expect(alone.count == 1)
      // A comparison that fails must not print two documents.
      let isSame = try together[place].json == alone[0].json
      #expect(isSame, "set \(place)")
    }
  }
}
