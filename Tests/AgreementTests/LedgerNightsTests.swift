import Archives
import Callbacks
import Foundation
import Oracle
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Nights over archives of every kind, some of them cut and grown, renamed and repeated, come to what
/// one report over all archives does.
@Suite(.timeLimit(.minutes(30))) struct LedgerNightsTests {
  private static let now = Timestamp(millisecondsSinceEpoch: RandomCorpus.now)

  /// Archives that appear and grow; what the last night sees is all of them, whole or not.
  private struct Nights {
    let scratch: Scratch
    var draws: SeededGenerator
    let budget: MemoryBudget

    var ledger: LedgerFolder { LedgerFolder(scratch.path("ledger")) }

    func sources() throws -> [ArchiveSource] {
      try Discovery.archives(in: [scratch.path("logs")])
    }

    var context: PassContext {
      PassContext(now: LedgerNightsTests.now, budget, temporaryFolder: scratch.runFolder)
    }

    func add() async throws {
      _ = try await LedgerIntake(ledger, context).run(sources())
    }

    func expectSame(_ what: String) async throws {
      let pass = ReportPass(ReportParameters(reports: ReportName.allCases), context)
      let expected = try await pass.run(sources()).reports.json
      let found = try await pass.run([], besides: ledger).reports.json
      #expect(found == expected, "\(what)")
      let besides = try await pass.run(sources(), besides: ledger).reports.json
      #expect(besides == expected, "\(what), and the folder besides")
    }
  }

  @Test(arguments: Trials.seeds(1...6, few: 3))
  func `nights come to one report`(seed: UInt64) async throws {
    let corpus = RandomCorpus(
      seed: seed, messageCount: 60, isDamaged: !seed.isMultiple(of: 3),
      wraps: seed.isMultiple(of: 2))
    let scratch = try Scratch()
    var nights = Nights(
      scratch: scratch, draws: SeededGenerator(seed: seed),
      budget: MemoryBudget(share: seed.isMultiple(of: 5) ? 8000 : 100_000_000, jobs: 2))
    var growing: [(name: String, bytes: [UInt8], count: Int)] = []
    for (number, archive) in corpus.archives.enumerated() {
      let bytes = number.isMultiple(of: 2) ? gzip(archive.text) : archive.text
      // Two that are the same would be one for the ledger only.
      growing.append(("logs/\(number).log", bytes, 0))
    }
    for night in 0..<6 {
      for index in growing.indices {
        let (name, bytes, count) = growing[index]
        guard count < bytes.count else { continue }
        let left = bytes.count - count
        let more = night == 5 ? left : Int.random(in: 0...left, using: &nights.draws)
        growing[index].count += more
        // Of nothing no archive is known, and one that begins with nothing but its name is another.
        if growing[index].count > 0 {
          try scratch.write(bytes.prefix(growing[index].count), to: name)
        }
      }
      guard try !FileManager.default.contentsOfDirectory(atPath: scratch.url.path).isEmpty else {
        continue
      }
      try await nights.add()
      try await nights.expectSame("seed \(seed), night \(night)")
    }
    try await nights.add()
    try await nights.expectSame("seed \(seed), again")
    let verdict = try await LedgerCare(nights.ledger, now: Self.now, nights.budget).verify()
    #expect(verdict.complaints == [], "seed \(seed)")
  }

  /// One archive that is cut at each of many places, and then whole.
  @Test(arguments: Trials.seeds(1...3, few: 1))
  func `a cut anywhere is mended`(seed: UInt64) async throws {
    let corpus = RandomCorpus(
      seed: seed + 100, messageCount: 12, wraps: seed.isMultiple(of: 2))
    let text = try #require(corpus.archives.map(\.text).max { $0.count < $1.count })
    let bytes = seed.isMultiple(of: 3) ? gzip(text) : text
    var draws = SeededGenerator(seed: seed)
    for _ in 0..<8 {
      let scratch = try Scratch()
      let nights = Nights(
        scratch: scratch, draws: draws, budget: MemoryBudget(share: 100_000_000, jobs: 1))
      let cut = Int.random(in: 1..<bytes.count, using: &draws)
      try scratch.write(bytes.prefix(cut), to: "logs/a.log")
      try await nights.add()
      try await nights.expectSame("seed \(seed), cut at \(cut)")
      try scratch.write(bytes, to: "logs/a.log")
      try await nights.add()
      try await nights.expectSame("seed \(seed), cut at \(cut) and mended")
    }
  }
}
