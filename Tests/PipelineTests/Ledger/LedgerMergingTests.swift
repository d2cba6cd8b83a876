import Archives
import Callbacks
import Foundation
import Lifecycles
import Primitives
import Reports
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// What other ledgers know is taken in once, whole or not at all.
@Suite struct LedgerMergingTests {
  /// The one that others are merged into, and two of these.
  let ledger: TestLedger
  let one: TestLedger
  let two: TestLedger

  init() throws {
    ledger = try TestLedger()
    one = try TestLedger()
    two = try TestLedger()
  }

  /// An archive of a message of each of some days, with as many events.
  private func write(_ days: [String], _ number: Int, to name: String, of ledger: TestLedger) throws
  {
    let lines = days.map { day in
      TestMessage("\(day)T10:00:00Z", number).event("message-sending", after: 1)
    }
    try ledger.write(lines.joined(), to: name)
  }

  @discardableResult
  private func merge(_ others: TestLedger...) async throws -> LedgerCare.Merged {
    try await ledger.care.merge(others.map(\.folder))
  }

  /// The journal of the one that others are merged into, if there is any.
  private var journalBytes: Data? {
    try? Data(contentsOf: URL(filePath: ledger.folder.journalPath.string))
  }

  /// Expects that a merge is refused, changes nothing, begins nothing, and says why.
  private func expectRefusal(_ others: TestLedger..., saying text: String) async throws {
    let journal = journalBytes
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.care.merge(others.map(\.folder))
    }
    #expect(error?.cause == .refused)
    #expect(error?.message.contains(text) == true, "\(error?.message ?? "")")
    #expect(journalBytes == journal)
    if journal != nil {
      try await ledger.expectWhole()
    } else {
      #expect(!FileManager.default.fileExists(atPath: ledger.folder.path.string))
    }
  }

  @Test func `a message is joined from what several know of it`() async throws {
    let message = TestMessage("2026-11-20T10:00:00Z", 1)
    try one.write(message.event("message-sending", after: 1), to: "a.log")
    try two.write(
      message.event("message-delivered", after: 3) + message.event("message-sending", after: 1),
      to: "a.log")
    try await one.add()
    try await two.add()
    let result = try await merge(one, two)
    #expect(result.archives == 2 && result.knownCount == 0 && result.newEvents == 3)
    let counts = try ledger.journal.lifecycles
    #expect(counts.messages == 1 && counts.uniqueEvents == 2 && counts.duplicates == 1)
    let sources = try one.sources() + two.sources()
    let expected = try await ledger.pass(TestLedger.all).run(sources).reports.json
    #expect(try await ledger.report() == String(decoding: expected, as: UTF8.self))
    try await ledger.expectWhole()
    // The others are as they were.
    try await one.expectSame()
    try await two.expectWhole()
  }

  @Test func `numbers of one are not those of another`() async throws {
    try write(["2026-11-20"], 1, to: "a.log", of: one)
    // Two that depend on their ends, of which one is known by a later intake.
    try two.write(
      "{\"a\":\n" + TestMessage("2026-11-20T10:00:00Z", 2).event("message-sent", after: 1),
      to: "b.log")
    try await one.add()
    try await two.add()
    try write(["2026-11-19"], 3, to: "c.log", of: two)
    try await two.add()
    try await merge(one, two)
    let journal = try ledger.journal
    #expect(Set(journal.archives.map(\.number)).count == 3)
    #expect(Set(journal.runs.map(\.number)).count == journal.runs.count)
    #expect(Set(journal.intakes.map(\.number)) == Set(journal.archives.flatMap(\.intakes)))
    let tail = try #require(journal.runs.first { $0.tailOf != nil })
    let cut = try #require(journal.archives.first { $0.number == tail.tailOf })
    #expect(cut.account.source.displayName.hasSuffix("b.log"))
    // Those that were joined here are forgotten with each other, and no others.
    let care = ledger.care
    let name = Array(one.scratch.path("logs/a.log").utf8)
    #expect(try await care.forget(archive: name, force: true).archives == [name])
    try await ledger.expectWhole()
  }

  @Test func `an archive that two know is counted once`() async throws {
    for other in [one, two] { try write(["2026-11-20"], 1, to: "same.log", of: other) }
    try await one.add()
    try await two.add()
    let result = try await merge(one, two)
    #expect(result.archives == 1 && result.knownCount == 1 && result.newEvents == 1)
    // But what was joined with more cannot be taken apart.
    try write(["2026-11-19"], 2, to: "more.log", of: two)
    try await two.add()
    try await expectRefusal(two, saying: "its events would count twice")
    // So it is when one of them knows a longer one, and is named first or last.
    try write(["2026-11-20", "2026-11-21"], 1, to: "same.log", of: one)
    try await one.add()
    try await expectRefusal(one, saying: "its events would count twice")
    // An older copy of what is known tells nothing new.
    try FileManager.default.removeItem(atPath: ledger.folder.path.string)
    try await merge(one)
    let older = try TestLedger()
    try write(["2026-11-20"], 1, to: "same.log", of: older)
    try await older.add()
    #expect(try await merge(older).knownCount == 1)
    #expect(try ledger.journal.archives.count == 1)
  }

  @Test func `of ledgers of which one knows all of another the other is left out`() async throws {
    for other in [one, two] { try write(["2026-11-20"], 1, to: "same.log", of: other) }
    try await one.add()
    try write(["2026-11-21"], 2, to: "more.log", of: two)
    try await two.add()
    for others in [[one, two], [two, one]] {
      let fresh = try TestLedger()
      let result = try await fresh.care.merge(others.map(\.folder))
      #expect(result.archives == 2 && result.knownCount == 1 && result.newEvents == 2)
    }
  }

  @Test func `the same archive read by other rules is refused`() async throws {
    var stricter = two
    stricter.rules = ReadingRules(valueLimit: 100)
    for other in [one, stricter] {
      try write(["2026-11-20"], 1, to: "same.log", of: other)
      try await other.add()
    }
    try await expectRefusal(one, stricter, saying: "another --max-line or --body")
  }

  @Test func `an archive that may be the same is told of`() async throws {
    let message = TestMessage("2026-11-20T10:00:00Z", 1).event("message-sent", after: 1)
    // By one name in two folders, as machines have it; one has seen it before it grew.
    try one.write(message, to: "part/same.log")
    try await one.add()
    try one.remove("part/same.log")
    try one.write(message + message, to: "same.log")
    let later = LedgerFolder(two.folder.path.string)
    _ = try await LedgerIntake(later, one.context).run(one.sources())
    let result = try await merge(one, two)
    #expect(result.archives == 2 && result.notes.count == 1)
    #expect(
      result.notes.first?.contains("same.log: another ledger knows an archive of this") == true)
    #expect(try ledger.journal.lifecycles.events == 3)
  }

  @Test func `archives without events may be known to all`() async throws {
    for (number, other) in [one, two].enumerated() {
      try write(["2026-11-20"], number, to: "a.log", of: other)
      try other.write("", to: "empty.log")
      try other.write("{\"health\":true}\n", to: "other.log")
      try await other.add()
    }
    let result = try await merge(one, two)
    #expect(result.archives == 4 && result.knownCount == 2)
    try await ledger.expectWhole()
  }

  @Test func `days that one has forgotten are forgotten`() async throws {
    for (number, other) in [one, two].enumerated() {
      try write(["2026-11-18", "2026-11-19", "2026-11-20"], number, to: "\(number).log", of: other)
      try await other.add()
    }
    let day = try #require(HomeDay("2026-11-19"))
    _ = try await one.care.forget(before: day)
    // In any order: what the other knows of them would pass for all there is.
    for others in [[one, two], [two, one]] {
      let fresh = try TestLedger()
      let result = try await fresh.care.merge(others.map(\.folder))
      #expect(result.newEvents == 4 && result.notes.count == 1)
      #expect(
        result.notes.first?.hasPrefix("1 event of messages before 2026-11-19 is left") == true)
      #expect(try fresh.journal.horizon == day && fresh.journal.forgottenEvents == 2)
      try await fresh.expectWhole()
    }
    // Nothing that is there goes unasked.
    try await merge(two)
    try await expectRefusal(one, saying: "waybill ledger forget --before 2026-11-19")
    _ = try await ledger.care.forget(before: day)
    #expect(try await merge(one).newEvents == 2)
    #expect(try ledger.journal.forgottenEvents == 2)
    try await ledger.expectWhole()
  }

  @Test func `what is damaged or missing is not taken in`() async throws {
    try write(["2026-11-19", "2026-11-20"], 1, to: "a.log", of: one)
    try write(["2026-11-20"], 2, to: "b.log", of: two)
    try await one.add()
    try await two.add()
    let run = one.folder.path(of: try #require(try one.journal.runs.last)).string
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: run)))
    bytes[70] ^= 1
    try Data(bytes).write(to: URL(filePath: run))
    let damage = await #expect(throws: LedgerError.self) { try await merge(two, one) }
    #expect(damage?.cause == .inputOutput)
    // It is that ledger which is at fault, and nothing is left of the other.
    #expect(damage?.message.hasPrefix("\"\(run)\": ") == true, "\(damage?.message ?? "")")
    #expect(!FileManager.default.fileExists(atPath: ledger.folder.path.string))
    try FileManager.default.removeItem(atPath: run)
    let loss = await #expect(throws: LedgerError.self) { try await merge(two, one) }
    #expect(loss?.cause == .inputOutput)
    let absent = LedgerFolder(ledger.scratch.path("nowhere"))
    let absence = await #expect(throws: LedgerError.self) {
      try await ledger.care.merge([absent])
    }
    #expect(absence?.cause == .missing)
    #expect(try await merge(two).archives == 1)
    try await ledger.expectWhole()
  }

  @Test func `a day with too many runs is compacted`() async throws {
    for number in 0...LedgerCare.runLimit {
      let other = try TestLedger()
      try write(["2026-11-20"], number, to: "a.log", of: other)
      try await other.add()
      let result = try await merge(other)
      #expect(result.compactedDays == (number == LedgerCare.runLimit ? 1 : 0))
    }
    #expect(try ledger.journal.runs.count == 1)
    #expect(try ledger.journal.lifecycles.messages == Int64(LedgerCare.runLimit + 1))
    try await ledger.expectWhole()
  }

  @Test func `counts that cannot be added up are refused`() async throws {
    for (number, other) in [ledger, one].enumerated() {
      try write(["2026-11-20"], number, to: "a.log", of: other)
      try await other.add()
      var journal = try other.journal
      journal.nextArchive = 1 << 48
      _ = try other.folder.replaceJournal(journal, naming: [])
    }
    try await expectRefusal(one, saying: "counts more than can be added up")
  }
}
