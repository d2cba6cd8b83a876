import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// What must not change a number.
@Suite struct InvarianceTests {
  @Test(arguments: [1, 2] as [UInt64])
  func `neither order nor split nor workers matter`(seed: UInt64) async throws {
    let corpus = try await Corpus(seed: seed)
    let base = try await Reporting(corpus.archives)
    var generator = SeededGenerator(seed: seed)

    try await Reporting(corpus.archives, reversed: true).expectSame(as: base)
    for workers in [2, 3, 7] {
      try await Reporting(corpus.archives, workers: workers).expectSame(as: base)
    }
    for layout in Reporting.Layout.allCases {
      try await Reporting(corpus.archives, layout: layout).expectSame(as: base)
    }
    let lines = corpus.archives.joined().shuffled(using: &generator)
    for count in [1, 2, 40] {
      var dealt = [[[UInt8]]](repeating: [], count: count)
      for line in lines { dealt[Int.random(in: 0..<count, using: &generator)].append(line) }
      try await Reporting(dealt, workers: 2).expectSame(as: base)
    }
  }

  /// Shares from a few events to more than there are.
  @Test(arguments: [4000, 8000, 14_000, 20_000])
  func `memory does not matter`(share: Int) async throws {
    let corpus = try await Corpus(seed: 4)
    let base = try await Reporting(corpus.archives)
    #expect(base.spilledRunCount == 0)
    for workers in [1, 2, 5] {
      let run = try await Reporting(corpus.archives, workers: workers, share: share, reversed: true)
      // More than are read at the same time, so that runs were merged on the way.
      #expect(run.spilledRunCount > MemoryBudget(share: share, jobs: 1).runLimit)
      try run.expectSame(as: base)
    }
  }

  @Test func `redelivery changes only its own report`() async throws {
    let corpus = try await Corpus(seed: 3)
    let base = try await Reporting(corpus.archives)
    let doubled = try await Reporting(corpus.archives + corpus.archives)
    try doubled.expectSame(as: base, except: [.redelivery])
    let counts = (base.reports.accounting, doubled.reports.accounting)
    #expect(counts.1.events == 2 * counts.0.events)
    #expect(counts.1.duplicates == counts.0.events + counts.0.duplicates)
  }

  @Test func `corpus has something to count`() async throws {
    let run = try await Reporting(Corpus(seed: 1).archives)
    for table in run.reports.tables { #expect(try table.rows.count > 5, "\(table.name)") }
    #expect(run.reports.accounting.duplicates > 0)
  }
}
