import Foundation
import Primitives
import Reports
import Runs
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// Ledgers whose bytes were changed: an error that names the file, or the exact reports.
@Suite struct LedgerDamageTests {
  let ledger: TestLedger
  /// The files of a small ledger.
  let files: [String: [UInt8]]
  let expected: String

  init() async throws {
    ledger = try TestLedger()
    for night in 0..<2 {
      let message = TestMessage("2026-11-20T10:00:00Z", night % 2)
      try ledger.write(message.event("message-sending", after: 1), to: "\(night).log")
      // Cut, so that there is something to say of it.
      try ledger.write(
        "{\"a\":\n\(message.event("message-sent", after: 2))", to: "cut-\(night).log")
      try await ledger.add()
    }
    expected = try await ledger.report()
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: ledger.folder.path.string)
    where name != "lock" {
      files[name] = [UInt8](
        try Data(contentsOf: URL(filePath: ledger.scratch.path("ledger/\(name)"))))
    }
    self.files = files
  }

  private func put(_ bytes: [UInt8], _ name: String) throws {
    try ledger.scratch.write(bytes, to: "ledger/\(name)")
  }

  /// Expects an error that names the file, or the reports of before.
  private func expectNoSurprise(_ name: String, _ what: String) async throws {
    do throws(PassError) {
      let found = try await ledger.pass(TestLedger.all).run([], besides: ledger.folder)
      let json = try? found.reports.json
      let isSame = json == Array(expected.utf8)
      #expect(isSame, "\(name) \(what)")
    } catch .ledger(let error) {
      #expect(error.cause == .inputOutput, "\(name) \(what): \(error.message)")
      #expect(error.message.contains("ledger/\(name)"), "\(name) \(what): \(error.message)")
    } catch {
      Issue.record("\(name) \(what): \(error)")
    }
  }

  @Test func `every changed byte is noticed, or means nothing`() async throws {
    for (name, bytes) in files {
      // Of runs, whose every byte is tried elsewhere, enough of all parts.
      for offset in stride(from: 0, to: bytes.count, by: name == "journal" ? 1 : 23) {
        var damaged = bytes
        damaged[offset] ^= [0x01, 0x80, 0xFF][offset % 3]
        try put(damaged, name)
        try await expectNoSurprise(name, "offset \(offset)")
      }
      try put(bytes, name)
    }
    #expect(try await ledger.report() == expected)
  }

  /// As when somebody brings back the journal alone: what it does not know may be all that there is.
  @Test func `a journal of another time takes no run away`() async throws {
    let earlier = try #require(files["journal"])
    _ = try await ledger.care.compact()
    let later = try Data(contentsOf: URL(filePath: ledger.folder.journalPath.string))
    let names = try FileManager.default.contentsOfDirectory(atPath: ledger.folder.path.string)
    try put(earlier, "journal")
    try ledger.write("", to: "new.log")
    let error = await #expect(throws: LedgerError.self) { try await ledger.add() }
    #expect(error?.cause == .inputOutput)
    let left = try FileManager.default.contentsOfDirectory(atPath: ledger.folder.path.string)
    #expect(Set(left) == Set(names))
    try put([UInt8](later), "journal")
    #expect(try await ledger.report() == expected)
    try await ledger.expectWhole()
  }

  @Test func `every cut is noticed`() async throws {
    for (name, bytes) in files {
      for count in stride(from: 0, to: bytes.count, by: name == "journal" ? 1 : 29) {
        try put(Array(bytes.prefix(count)), name)
        try await expectNoSurprise(name, "cut at \(count)")
      }
      try put(bytes + [0], name)
      try await expectNoSurprise(name, "a byte behind")
      try put(bytes, name)
    }
  }

  @Test func `a run in the place of another is noticed`() async throws {
    let runs = files.keys.filter { $0.hasSuffix(".run") }.sorted()
    #expect(runs.count == 4)
    for name in runs {
      for other in runs where other != name {
        try put(files[other] ?? [], name)
        try await expectNoSurprise(name, "as \(other)")
      }
      try put(files[name] ?? [], name)
    }
  }

  /// Whoever can make a checksum right can also lie about numbers.
  @Test(arguments: 0..<6)
  func `a journal with right checksums does not make a trap`(seed: UInt64) async throws {
    let bytes = try #require(files["journal"])
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let offset = Int.random(in: 20..<bytes.count - 4, using: &generator)
        damaged[offset] =
          [0, 1, 0x7F, 0x80, 0xFF, .random(in: 0...255, using: &generator)]
          .randomElement(using: &generator) ?? 0
      }
      damaged.removeLast(4)
      damaged.append(littleEndian: damaged.span.checksum)
      try put(damaged, "journal")
      do throws(PassError) {
        _ = try await ledger.pass(TestLedger.all).run([], besides: ledger.folder)
      } catch {}
      _ = try? await ledger.care.verify()
      _ = try? LedgerStatus(of: ledger.folder, now: Corpus.now)
    }
  }

  @Test func `what is wrong is said, with what to do`() async throws {
    var newer = try #require(files["journal"])
    newer[8] = 9
    try put(newer, "journal")
    let error = #expect(throws: LedgerError.self) { try ledger.folder.readJournal(now: Corpus.now) }
    #expect(
      error?.message == """
        "\(ledger.scratch.path("ledger/journal"))" is damaged: version 9 of the format is not \
        known; use the waybill that wrote it, or begin a new ledger from the archives
        """)
    try put(try #require(files["journal"]), "journal")
    let run = try #require(try ledger.journal.runs.first)
    var damaged = try #require(files[run.name])
    damaged[40] ^= 1
    try put(damaged, run.name)
    let found = try await ledger.care.verify()
    #expect(
      found.complaints == [
        """
        "\(ledger.scratch.path("ledger/\(run.name)"))": damaged at offset 0: the checksum is \
        wrong; bring it back from a backup, or take its archives in again: waybill ledger forget \
        \(ledger.scratch.path("logs/0.log")) --ledger \(ledger.scratch.path("ledger")), and waybill \
        ledger add INPUT --ledger \(ledger.scratch.path("ledger"))
        """
      ])
    #expect(found.runs == 4 && found.records > 0, "everything else still reads")
  }

  @Test func `a journal reads as it was written`() throws {
    let bytes = try #require(files["journal"])
    #expect(try Journal(decoding: bytes).encoded == bytes)
  }
}
