import Archives
import Callbacks
import Foundation
import Oracle
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Ledgers of several machines, each with some of the archives, are merged: in any order and by any
/// steps they come to what one report over all archives does.
@Suite(.timeLimit(.minutes(30))) struct MergedLedgersTests {
  private struct Machines {
    static let names = ["a", "b", "c"]
    let scratch: Scratch
    let budget: MemoryBudget

    func ledger(_ name: String) -> LedgerFolder { LedgerFolder(scratch.path("ledgers/\(name)")) }

    func sources(_ machines: [String] = names) throws -> [ArchiveSource] {
      // With few archives one of them has none.
      let folders = machines.map { scratch.path("logs/\($0)") }
        .filter(FileManager.default.fileExists)
      return folders.isEmpty ? [] : try Discovery.archives(in: folders)
    }

    var context: PassContext {
      PassContext(
        now: Timestamp(millisecondsSinceEpoch: RandomCorpus.now), budget,
        temporaryFolder: scratch.runFolder)
    }

    func add(_ machines: [String], to name: String) async throws {
      _ = try await LedgerIntake(ledger(name), context).run(sources(machines))
    }

    @discardableResult
    func merge(_ names: [String], into name: String) async throws -> LedgerCare.Merged {
      try await LedgerCare(ledger(name), now: context.now, budget).merge(names.map(ledger))
    }

    func expectSame(_ name: String, _ what: String) async throws {
      let pass = ReportPass(ReportParameters(reports: ReportName.allCases), context)
      let expected = try await pass.run(sources()).reports.json
      let found = try await pass.run([], besides: ledger(name)).reports.json
      #expect(found == expected, "\(what): \(name)")
      let verdict = try await LedgerCare(ledger(name), now: context.now, budget).verify()
      #expect(verdict.complaints == [], "\(what): \(name)")
    }
  }

  @Test(arguments: Trials.seeds(1...8, few: 3))
  func `merged in any way they come to one report`(seed: UInt64) async throws {
    let corpus = RandomCorpus(
      seed: seed + 40, messageCount: 60, isDamaged: seed.isMultiple(of: 2),
      wraps: seed.isMultiple(of: 3))
    var draws = SeededGenerator(seed: seed)
    let machines = Machines(
      scratch: try Scratch(),
      budget: MemoryBudget(share: seed.isMultiple(of: 4) ? 8000 : 100_000_000, jobs: 2))
    let archives = corpus.archives.enumerated().map { number, archive in
      let bytes = number.isMultiple(of: 2) ? gzip(archive.text) : archive.text
      return (path: "logs/\(Machines.names[(number + Int(seed)) % 3])/\(number).log", bytes: bytes)
    }
    // Nights in which archives are cut somewhere; what the second one brings may be cut, too.
    var counts = archives.map { _ in 0 }
    for night in 1...3 {
      for (index, archive) in archives.enumerated() {
        let left = archive.bytes.count - counts[index]
        let isLast = night == 3 && index.isMultiple(of: 2)
        counts[index] += isLast ? left : Int.random(in: left / 2...left, using: &draws)
        try machines.scratch.write(archive.bytes.prefix(counts[index]), to: archive.path)
      }
      for name in Machines.names { try await machines.add([name], to: name) }
    }

    let order = Machines.names.shuffled(using: &draws)
    try await machines.merge(order, into: "all")
    try await machines.expectSame("all", "seed \(seed), at once")
    for name in order { try await machines.merge([name], into: "steps") }
    try await machines.expectSame("steps", "seed \(seed), one by one")
    try await machines.merge([order[1], order[2]], into: "pair")
    try await machines.merge(["pair", order[0]], into: "nested")
    try await machines.expectSame("nested", "seed \(seed), by twos")
    try await machines.merge(["pair"], into: order[0])
    try await machines.expectSame(order[0], "seed \(seed), into one of them")

    // What is known is not taken in again.
    let journal = try machines.ledger("all").readJournal(now: machines.context.now)
    let again = try await machines.merge(order + ["nested"], into: "all")
    #expect(again.archives == 0 && again.newEvents == 0, "seed \(seed)")
    #expect(
      try machines.ledger("all").readJournal(now: machines.context.now).generation
        == journal.generation)

    // And what has grown since goes on where it ended.
    for archive in archives { try machines.scratch.write(archive.bytes, to: archive.path) }
    try await machines.add(Machines.names, to: "all")
    try await machines.expectSame("all", "seed \(seed), and grown")
  }
}
