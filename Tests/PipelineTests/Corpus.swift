import Archives
import Foundation
import Generator
import Lifecycles
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Two days of synthetic traffic, as lines.
///
/// Every event carries its arrival, so that no number depends on where it is archived.
struct Corpus {
  /// One array an archive.
  var archives: [[[UInt8]]]

  /// Well after everything in the corpus.
  static let now = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)

  init(seed: UInt64) async throws {
    let scratch = try Scratch()
    var options = GeneratorOptions(seed: seed, hours: 30, targetBytes: 600_000)
    options.hasArrivalStamps = true
    let summary = try await Generator(options).write(to: scratch.path("logs"), jobs: 2)
    archives = try summary.files.map { file in
      var text: [UInt8] = []
      let source = try #require(
        try Discovery.archives(in: [scratch.path("logs/\(file.name)")]).first)
      _ = ArchiveReader.read(source) { window, _ in
        text.append(window)
        return window.count
      }
      return text.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }
  }
}

/// Reads archives that are written as they are described, and reports on them.
struct Reporting {
  let reports: ReportSet
  /// How many runs were spilled.
  let spilledRunCount: Int

  /// How lines are put into a file.
  enum Layout: CaseIterable {
    case plain, gzipped
    /// A member every 1000 bytes, wherever a line is.
    case manyMembers

    func file(_ lines: [[UInt8]]) -> [UInt8] {
      let text = Array(lines.map { $0 + [UInt8(ascii: "\n")] }.joined())
      switch self {
      case .plain: return text
      case .gzipped: return gzip(text)
      case .manyMembers:
        let starts = stride(from: 0, to: text.count, by: 1000)
        return starts.flatMap { gzip(Array(text[$0..<min($0 + 1000, text.count)])) }
      }
    }
  }

  /// Reads the archives with as many jobs as there are workers, each with so much memory.
  init(
    _ archives: [[[UInt8]]],
    _ parameters: ReportParameters = ReportParameters(reports: ReportName.allCases),
    layout: Layout = .gzipped, workers: Int = 1, share: Int = 100_000_000, reversed: Bool = false
  ) async throws {
    let scratch = try Scratch()
    for (number, lines) in archives.enumerated() {
      try scratch.write(layout.file(lines), to: "logs/\(number).log")
    }
    let sources = try Discovery.archives(in: [scratch.path("logs")])
    let context = PassContext(
      now: Corpus.now, MemoryBudget(share: share, jobs: workers),
      temporaryFolder: scratch.runFolder)
    let result = try await ReportPass(parameters, context)
      .run(reversed ? sources.reversed() : sources)
    reports = result.reports
    spilledRunCount = result.spilledRunCount
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
    #expect(left == ["logs"], "temporary files are left")
  }

  /// A report as CSV.
  func csv(_ name: ReportName) throws -> String {
    let table = try #require(reports.tables.first { $0.name == name })
    return try String(decoding: table.csv, as: UTF8.self)
  }

  /// Everything but the report on the archives themselves.
  func expectSame(as other: Reporting, except left: Set<ReportName> = []) throws {
    for name in ReportName.allCases where name != .quality && !left.contains(name) {
      #expect(try csv(name) == other.csv(name), "\(name)")
    }
    #expect(reports.coverage == other.reports.coverage)
    #expect(reports.accounting.uniqueEvents == other.reports.accounting.uniqueEvents)
  }
}
