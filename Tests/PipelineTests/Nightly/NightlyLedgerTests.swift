import Foundation
import Primitives
import Reports
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// Nights whose ledger, or output folder, is not theirs.
@Suite(.timeLimit(.minutes(30))) struct NightlyLedgerTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  private func pass(ledger name: String = "ledger") -> NightlyPass {
    NightlyPass(
      ReportParameters(reports: []), ledger: LedgerFolder(ledger.scratch.path(name)),
      output: ledger.scratch.path("out"), version: "1", ledger.context)
  }

  /// Adds an archive of a day, which no other archive names.
  private func arrive(_ day: Int) throws {
    let message = TestMessage("2026-11-0\(day)T10:00:00Z", day)
    try ledger.write(message.event("message-delivered", after: 5), to: "\(day).log")
  }

  /// Takes archives into another ledger, one after the other.
  private func fill(_ name: String, _ days: ClosedRange<Int>) async throws {
    for day in days {
      try arrive(day)
      let folder = LedgerFolder(ledger.scratch.path(name))
      _ = try await LedgerIntake(folder, ledger.context).run(ledger.sources())
      try ledger.remove("\(day).log")
    }
  }

  /// A night by another clock.
  private func night(at now: Timestamp) async throws {
    let context = PassContext(
      now: now, ledger.budget, temporaryFolder: ledger.scratch.runFolder)
    _ = try await NightlyPass(
      ReportParameters(reports: []), ledger: ledger.folder, output: ledger.scratch.path("out"),
      version: "1", context
    ).run(ledger.sources())
  }

  /// An archive with a callback every five minutes of a day.
  private func arriveAllDay(_ day: Int) throws {
    let lines = (0..<288).map { number in
      let (hour, minute) = (number / 12, number % 12 * 5)
      let time = "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute):00Z"
      return TestMessage("2026-11-0\(day)T\(time)", day * 1000 + number)
        .event("message-delivered", after: 5)
    }
    try ledger.write(lines.joined(), to: "\(day).log")
  }

  /// A clock that was not set yet must not leave a hole for ever.
  @Test func `a night whose clock was behind is made up for`() async throws {
    try arriveAllDay(1)
    try await night(at: Corpus.now)
    try arriveAllDay(2)
    try await night(at: Timestamp(millisecondsSinceEpoch: 86_400_000))
    #expect(files()["2026-11-02/delivery.csv"] == nil)
    try arriveAllDay(3)
    try await night(at: Corpus.now)
    #expect(files()["2026-11-02/delivery.csv"] != nil)
    #expect(ArrivalHours(try ledger.journal).gaps == [])
    try await ledger.expectSame()
  }

  /// Nor may a wild clock in an archive count for ever because the machine's was ahead once.
  @Test func `a night whose clock was ahead leaves nothing behind`() async throws {
    try arriveAllDay(1)
    let wild = TestMessage("2027-12-01T00:00:00Z", 1).event("message-delivered", after: 5)
    try ledger.write(wild, to: "wild.log")
    try await night(at: Corpus.now)
    let coverage = try ledger.journal.coverage
    try arriveAllDay(2)
    try await night(at: Corpus.now.advanced(byMilliseconds: 400 * 86_400_000))
    try arriveAllDay(3)
    try await night(at: Corpus.now)
    let end = try #require(try ledger.journal.coverage.end)
    #expect(coverage.end.map { $0 < end } == true && end < Corpus.now)
    try await ledger.expectSame()
  }

  private func files() -> [String: String] { ledger.scratch.files(below: "out") }

  /// Expects that a night is refused, and changes no report.
  private func expectRefused(
    ledger name: String, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let before = files()
    let error = await #expect(throws: NightlyError.self, sourceLocation: sourceLocation) {
      try await pass(ledger: name).run(ledger.sources())
    }
    guard case .pass(.ledger(let error)) = error else {
      return #expect(error == nil, sourceLocation: sourceLocation)
    }
    #expect(
      error.cause == .refused && error.message.contains(reason), "\(error.message)",
      sourceLocation: sourceLocation)
    #expect(files() == before, sourceLocation: sourceLocation)
  }

  @Test func `another ledger is not used, however much it has taken in`() async throws {
    try arrive(1)
    _ = try await pass().run(ledger.sources())
    try ledger.remove("1.log")
    try await fill("other", 2...4)
    try arrive(5)
    try await expectRefused(ledger: "other", "other\"; name the right one, or remove ")
    #expect(
      try LedgerFolder(ledger.scratch.path("other")).readJournal(now: Corpus.now).nextIntake == 4)
    _ = try await pass().run(ledger.sources())
    // Whoever says so begins anew.
    try FileManager.default.removeItem(atPath: ledger.scratch.path("out/.state"))
    let result = try await pass(ledger: "other").run(ledger.sources())
    #expect(result.days.entries.values.map(\.figures.recipients).reduce(0, +) == 4)
    try await expectRefused(ledger: "ledger", "more often")
  }

  @Test func `a ledger stays the same whatever is done to it`() async throws {
    try arrive(1)
    _ = try await pass().run(ledger.sources())
    let identity = try #require(try ledger.journal.identity)
    for day in 2...3 {
      try arrive(day)
      try await ledger.add()
    }
    _ = try await ledger.care.compact()
    let care = ledger.care
    let name = Array(ledger.scratch.path("logs/3.log").utf8)
    #expect(try await care.forget(archive: name, force: true).archives.count == 1)
    #expect(try await care.keep(days: 1).days > 0)
    #expect(try ledger.journal.identity == identity)
    _ = try await pass().run(ledger.sources())
  }

  /// Puts the ledger, and what the last night left to know, into the form of before.
  private func forgetIdentity() throws {
    var journal = try ledger.journal
    journal.identity = nil
    try ledger.scratch.write(journal.encoded, to: "ledger/journal")
    let lines = try #require(files()[".state"]).split(separator: "\n")
    let left = lines.filter { !$0.hasPrefix("ledger ") }
    #expect(left.count == lines.count - 1)
    try ledger.scratch.write("\(left.joined(separator: "\n"))\n".utf8, to: "out/.state")
  }

  @Test func `nights of before there were identities go on, and come to one`() async throws {
    for day in 1...2 {
      try arrive(day)
      _ = try await pass().run(ledger.sources())
    }
    try forgetIdentity()
    let before = files()
    #expect(try await pass().run(ledger.sources()).restated.isEmpty)
    #expect(files() == before, "a night without news changed something")
    try await fill("younger", 3...3)
    try await expectRefused(ledger: "younger", "more often")

    try arrive(4)
    #expect(try await pass().run(ledger.sources()).restated.count == 3)
    #expect(try ledger.journal.identity != nil)
    try await fill("other", 5...8)
    try await expectRefused(ledger: "other", "other ledger")
  }

  /// It is an older copy, or another one.
  @Test func `a ledger without an identity is not that of reports of one with it`() async throws {
    try arrive(1)
    _ = try await pass().run(ledger.sources())
    let state = try #require(files()[".state"])
    try forgetIdentity()
    try ledger.scratch.write(state.utf8, to: "out/.state")
    try await expectRefused(ledger: "ledger", "other ledger")
  }

  @Test func `one night writes to a folder at a time`() async throws {
    try arrive(1)
    let output = NightlyFolder(ledger.scratch.path("out"))
    try output.create()
    var lock: WriterLock? = try output.hold()
    try ledger.scratch.write("half".utf8, to: "out/.days.csv.abc.partial")
    let error = await #expect(throws: NightlyError.self) {
      try await pass().run(ledger.sources())
    }
    withExtendedLifetime(lock) {}
    guard case .pass(.ledger(let error)) = error else { return #expect(error == nil) }
    #expect(error.cause == .held)
    #expect(
      error.message == """
        the output folder "\(output.path.string)" is held by another process; try again later
        """)
    #expect(files()[".days.csv.abc.partial"] == "half", "a file of the other night is gone")
    #expect(!FileManager.default.fileExists(atPath: ledger.folder.journalPath.string))
    lock = nil
    #expect(try await pass().run(ledger.sources()).restated.count == 1)
  }
}
