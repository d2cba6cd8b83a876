import Archives
import Foundation
import Lifecycles
import Primitives
import Reports
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// Days, late callbacks, compaction, forgetting.
@Suite struct LedgerCareTests {
  let ledger: TestLedger
  private static let days = ["2026-11-18", "2026-11-19", "2026-11-20"]

  init() throws { ledger = try TestLedger() }

  private func time(_ text: String) -> Timestamp? { Timestamp(rfc3339: Array(text.utf8).span) }

  /// An archive a day, with messages of many hours, and callbacks for those of the day before.
  private func writeDay(_ number: Int) throws {
    var text = ""
    for hour in 0..<24 {
      let digits = hour < 10 ? "0\(hour)" : "\(hour)"
      let message = TestMessage("\(Self.days[number])T\(digits):30:00Z", number * 100 + hour)
      text += message.event("message-sending", after: 1)
      guard number > 0 else { continue }
      let late = TestMessage("\(Self.days[number - 1])T\(digits):30:00Z", number * 100 - 100 + hour)
      text += late.event("message-delivered", after: 86_400)
      text += late.event("message-sending", after: 1)
    }
    // One whose id tells nothing, with an event in each archive.
    text += """
      {"type":"message-sending","time":"\(Self.days[number])T12:00:00Z","to":"+19195550101",\
      "message":{"id":"undated","direction":"out"}}\n
      """
    try ledger.write(text, to: "day-\(number).log")
  }

  private func compact() async throws -> LedgerCare.Compacted {
    try await ledger.care.compact()
  }

  @Test func `late callbacks join what earlier nights know`() async throws {
    for day in Self.days.indices {
      try writeDay(day)
      try await ledger.add()
      try await ledger.expectSame()
    }
    let names = try ledger.journal.runs.map { "\($0.day)" }
    #expect(
      names == ["2026-11-18", "2026-11-18", "2026-11-19", "2026-11-19", "2026-11-20"]
        + ["undated", "undated", "undated"])
    try await ledger.expectWhole()
  }

  @Test(
    arguments: [
      ("2026-11-19T05:00:00Z", "2026-11-19T06:00:00Z"), ("2026-11-19T05:30:00Z", nil),
      (nil, "2026-11-18T12:30:00Z"), (nil, "2026-11-18T12:30:00.001Z"),
      ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), ("2027-11-01T00:00:00Z", nil),
      ("2026-11-18T12:00:00Z", "2026-11-18T12:00:00.001Z"),
    ] as [(String?, String?)])
  func `a window reads what lies in it, and accounts for all`(
    since: String?, until: String?
  ) async throws {
    for day in Self.days.indices {
      try writeDay(day)
      try await ledger.add()
    }
    var parameters = TestLedger.all
    parameters.since = since.flatMap(time)
    parameters.until = until.flatMap(time)
    try await ledger.expectSame(parameters)
    _ = try await compact()
    try await ledger.expectSame(parameters)
    // Archives besides the ledger, which change what is known of its homes.
    try ledger.write(
      TestMessage("2026-11-19T05:30:00Z", 105).event("message-failed", after: 9), to: "more.log")
    let expected = try await ledger.expected(parameters)
    #expect(try await ledger.report(parameters, withFolder: true) == expected)
  }

  @Test func `a window leaves runs outside of it alone`() async throws {
    for day in Self.days.indices {
      try writeDay(day)
      try await ledger.add()
    }
    for run in try ledger.journal.runs where "\(run.day)" == "2026-11-18" {
      try FileManager.default.removeItem(atPath: ledger.folder.path(of: run).string)
    }
    var parameters = TestLedger.all
    parameters.since = time("2026-11-19T00:00:00Z")
    try await #expect(ledger.report(parameters) == ledger.expected(parameters))
    await #expect(throws: PassError.self) { try await ledger.report() }
    let complaints = try await ledger.care.verify().complaints
    #expect(complaints.count == 2 && complaints.allSatisfy { $0.contains("/2026-11-18.00000") })
  }

  @Test func `compaction changes no number`() async throws {
    for day in Self.days.indices {
      try writeDay(day)
      try await ledger.add()
    }
    let result = try await compact()
    #expect(result.days == 3 && result.bytesAfter < result.bytesBefore)
    #expect(try ledger.journal.runs.count == 4)
    try await ledger.expectSame()
    try await ledger.expectWhole()
    #expect(try await compact().days == 0)
  }

  /// With small runs all days at once, with large ones one by one.
  @Test(arguments: [(Int.max, 1), (1, 3)] as [(Int, Int64)])
  func `the journal is written once for many days`(bytes: Int, count: Int64) async throws {
    for day in Self.days.indices {
      try writeDay(day)
      try await ledger.add()
    }
    let writer = try LedgerWriter(ledger.folder, creates: false, now: Corpus.now, ledger.budget)
    let before = writer.journal.generation
    #expect(try await LedgerCare.compact(writer, limit: 1, bytesPerCommit: bytes) == 3)
    #expect(writer.journal.generation - before == count)
    #expect(try ledger.journal.runs.count == 4)
    try await ledger.expectSame()
    try await ledger.expectWhole()
  }

  @Test func `a day that cannot be read keeps none before it from being compacted`() async throws {
    for day in Self.days.indices {
      try writeDay(day)
      try await ledger.add()
    }
    let damaged = try #require(try ledger.journal.runs.first { "\($0.day)" == Self.days[1] })
    try FileManager.default.removeItem(atPath: ledger.folder.path(of: damaged).string)
    let error = await #expect(throws: LedgerError.self) { try await compact() }
    #expect(error?.message.hasSuffix("; the days before it are compacted") == true)
    let counts = Dictionary(grouping: try ledger.journal.runs) { "\($0.day)" }.mapValues(\.count)
    #expect(counts == [Self.days[0]: 1, Self.days[1]: 2, Self.days[2]: 1, "undated": 3])
  }

  @Test(arguments: [0, 1])
  func `a day that cannot be written is told with what holds`(day: Int) async throws {
    for day in Self.days.indices {
      try writeDay(day)
      try await ledger.add()
    }
    let writer = try LedgerWriter(ledger.folder, creates: false, now: Corpus.now, ledger.budget)
    let days = writer.journal.days.map(\.day)
    let taken = LedgerRun(
      number: writer.journal.nextRun + day, day: days[day], byteCount: 0, tableChecksum: 0,
      intakes: [],
      tailOf: nil, events: 0, sections: DayValues())
    try FileManager.default.createDirectory(
      atPath: ledger.folder.path(of: taken).string, withIntermediateDirectories: false)
    let error = await #expect(throws: LedgerError.self) {
      try await LedgerCare.compact(writer, limit: 1, bytesPerCommit: 1)
    }
    #expect(error?.cause == (day == 0 ? .cannotWrite : .inputOutput))
    let rest = day == 0 ? "the ledger is as it was before" : "the days before it are compacted"
    #expect(error?.message.hasSuffix("; \(rest)") == true, "\(error as Any)")
  }

  @Test func `a day with too many runs is compacted by itself`() async throws {
    for night in 0..<LedgerCare.runLimit + 1 {
      try ledger.write(
        TestMessage("2026-11-20T10:00:00Z", night).event("message-sending", after: 1),
        to: "\(night).log")
      let result = try await ledger.add()
      #expect(result.compactedDays == (night == LedgerCare.runLimit ? 1 : 0))
    }
    #expect(try ledger.journal.runs.count == 1)
    try await ledger.expectSame()
    try await ledger.expectWhole()
  }

  @Test func `days that are pruned stay forgotten`() async throws {
    for day in Self.days.indices {
      try writeDay(day)
      try await ledger.add()
    }
    let before = try ledger.journal
    let result = try await ledger.care.keep(days: 2)
    #expect(result.days == 1 && result.runs == 2 && result.archives.isEmpty)
    let pruned = try ledger.journal
    #expect(pruned.horizon == HomeDay("2026-11-19"))
    #expect(pruned.forgottenEvents == 72)
    #expect(pruned.archives.count == before.archives.count)
    try await ledger.expectWhole()

    // The rest is told as if there had been no more.
    var parameters = TestLedger.all
    parameters.reports = [.delivery, .failures, .mmsGroup, .inbound, .redelivery]
    parameters.since = time("2026-11-19T00:00:00Z")
    func tables(_ text: String) -> Substring? { text.split(separator: "\"reports\": {").last }
    let expected = try await ledger.expected(parameters)
    #expect(try await tables(ledger.report(parameters)) == tables(expected))
    #expect(try await ledger.report().contains("\"forgotten_events\": 72"))

    // Nothing late, and nothing that is known, brings a day back.
    let late = TestMessage("2026-11-18T07:30:00Z", 7).event("message-read", after: 200_000)
    try ledger.write(late, to: "late.log")
    #expect(try await ledger.report(withFolder: true).contains("\"forgotten_events\": 73"))
    #expect(try await ledger.add().archives.count == 1)
    #expect(try ledger.journal.forgottenEvents == 73)
    #expect(try ledger.journal.days.map { "\($0.day)" } == ["2026-11-19", "2026-11-20", "undated"])
    #expect(try await ledger.care.forget(before: #require(HomeDay("2026-11-01"))).runs == 0)
  }

  @Test func `an archive that is forgotten takes those along that were joined with it`()
    async throws
  {
    for day in Self.days.indices {
      try writeDay(day)
      try await ledger.add()
    }
    let path = ledger.scratch.path
    let name = Array(path("logs/day-1.log").utf8)
    let result = try await ledger.care.forget(archive: name, force: false)
    #expect(result.archives == [name])
    #expect(try ledger.journal.archives.count == 2)
    try ledger.remove("day-1.log")
    try await ledger.expectSame()
    try writeDay(1)
    try await ledger.add()
    try await ledger.expectSame()

    // Compaction joins the nights that met in a day.
    _ = try await compact()
    try ledger.remove("day-2.log")
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.care.forget(archive: name, force: false)
    }
    #expect(error?.cause == .refused)
    #expect(error?.message.contains("day-2.log") == true)
    #expect(try await ledger.care.forget(archive: name, force: true).archives.count == 3)
    #expect(try ledger.journal.archives.isEmpty && ledger.journal.runs.isEmpty)
    try await ledger.add()
    try await ledger.expectSame()
    try await ledger.expectWhole()

    let unknown = await #expect(throws: LedgerError.self) {
      try await ledger.care.forget(archive: Array("nowhere".utf8), force: true)
    }
    #expect(unknown?.cause == .missing)
  }

  @Test func `an archive is there only if what it held is`() async throws {
    let name = Array(ledger.scratch.path("logs/same.log").utf8)
    for hour in 1...2 {
      let message = TestMessage("2026-11-20T0\(hour):00:00Z", hour)
      try ledger.write(message.event("message-sending", after: 1), to: "same.log")
      try await ledger.add()
    }
    // The first of the two is not there any more, though its name is.
    let error = await #expect(throws: LedgerError.self) {
      try await ledger.care.forget(archive: name, force: false)
    }
    #expect(error?.cause == .refused)
    #expect(try ledger.journal.archives.count == 2)
    _ = try await ledger.care.forget(archive: name, force: true)
    #expect(try ledger.journal.archives.isEmpty)

    // Two that are taken in together, one of which has grown since, and then shrunk.
    let (one, two) = (
      TestMessage("2026-11-20T03:00:00Z", 3), TestMessage("2026-11-20T04:00:00Z", 4)
    )
    try ledger.write(one.event("message-sending", after: 1), to: "grown.log")
    try await ledger.add()
    let grown = one.event("message-sending", after: 1) + two.event("message-sending", after: 1)
    try ledger.write(grown, to: "grown.log")
    #expect(try await ledger.care.forget(archive: name, force: false).archives.count == 2)
    try await ledger.add()
    try ledger.write(two.event("message-sent", after: 2) + grown, to: "grown.log")
    await #expect(throws: LedgerError.self) {
      try await ledger.care.forget(archive: name, force: false)
    }
  }

  @Test func `an archive is found by its name, also as it is shown`() async throws {
    let names = ["a\u{1B}[31m.log", "b\u{202E}.log", "c\\x41.log", "d.log"]
    for (number, name) in names.enumerated() {
      let event = TestMessage("2026-11-20T03:00:00Z", number).event("message-sending", after: 1)
      try ledger.write(event, to: name)
    }
    for source in try ledger.sources() {
      for name in [source.name, Array(source.displayName.utf8)] {
        try await ledger.add()
        // The others are there, whatever they are called.
        let result = try await ledger.care.forget(archive: name, force: false)
        #expect(result.archives.contains(source.name) && result.archives.count == 4)
      }
    }
  }

  @Test func `days that are still to come are not forgotten by mistake`() async throws {
    try writeDay(0)
    try await ledger.add()
    let end = try #require(try ledger.journal.coverage.end.flatMap { HomeDay(of: $0) })
    for days in [2, 400] {
      let error = await #expect(throws: LedgerError.self) {
        try await ledger.care.forget(before: end.advanced(by: days))
      }
      #expect(error?.cause == .refused)
    }
    #expect(try ledger.journal.horizon == nil)
    _ = try await ledger.care.forget(before: end.advanced(by: 1))
    #expect(try ledger.journal.horizon == end.advanced(by: 1))
    _ = try await ledger.care.forget(before: end.advanced(by: 9), force: true)
    #expect(try ledger.journal.horizon == end.advanced(by: 9))
  }

  @Test func `a journal that is lost is not taken for none`() async throws {
    try writeDay(0)
    try await ledger.add()
    let journal = ledger.scratch.path("ledger/journal")
    let bytes = try Data(contentsOf: URL(filePath: journal))
    try FileManager.default.removeItem(atPath: journal)
    for _ in 1...2 {
      let error = await #expect(throws: LedgerError.self) { try await ledger.add() }
      #expect(error?.cause == .inputOutput && error?.message.contains("/journal") == true)
    }
    #expect(throws: LedgerError.self) { try LedgerStatus(of: ledger.folder, now: Corpus.now) }
    // Nothing was removed meanwhile.
    try bytes.write(to: URL(filePath: journal))
    try await ledger.expectSame()
    try await ledger.expectWhole()

    // But of a ledger that was being begun, runs may be left by whoever was killed.
    try FileManager.default.removeItem(atPath: journal)
    try ledger.scratch.write([], to: "ledger/.journal.beginning.partial")
    #expect(try await ledger.add().archives.count == 1)
    try await ledger.expectWhole()
  }

  @Test func `a folder may become a ledger while another process begins it`() async throws {
    try writeDay(0)
    try await ledger.add()
    // It had no journal a moment ago.
    try ledger.folder.create()
    // But a folder with other files is none.
    try ledger.scratch.write([], to: "ledger/notes.txt")
    #expect(throws: LedgerError.self) { try ledger.folder.create() }
  }

  @Test func `an event is new once, also one at the end of what has grown`() async throws {
    let event = TestMessage("2026-11-20T03:00:00Z", 1).event("message-sending", after: 1)
    try ledger.write("{\"a\":\n\(event)", to: "growing.log")
    #expect(try await ledger.add().newEvents == 1)
    try ledger.write("{\"a\":\n\(event)}\n", to: "growing.log")
    let result = try await ledger.add()
    #expect(result.grownCount == 1 && result.newEvents == 0)
    try await ledger.expectSame()
  }

  @Test func `what was done before is said in place of what did not happen`() {
    let error = LedgerError(OutputError(.write, "ledger/journal", .system(.noSpace)))
    let cause = "\"ledger/journal\" cannot be written: No space left on device"
    #expect(error.message == "\(cause); the ledger is as it was before")
    #expect(error.cause == .cannotWrite)
    let later = error.after("the reports are in place")
    #expect(later.message == "\(cause); the reports are in place" && later.cause == .inputOutput)
  }

  @Test func `status tells of days, and of hours without callbacks`() async throws {
    try writeDay(0)
    try await ledger.add()
    try writeDay(2)
    try await ledger.add()
    let status = try LedgerStatus(of: ledger.folder, now: Corpus.now)
    #expect(
      status.days.map { "\($0.day) \($0.messages) \($0.events)" }
        == ["2026-11-18 24 24", "2026-11-19 24 48", "2026-11-20 24 24", "undated 1 2"])
    #expect(status.archives.count == 2 && status.bytes > 0 && status.horizon == nil)
    // Two callbacks an hour, and a whole day between without any: that may be chance.
    #expect(status.gaps == [])

    var lines = ""
    for hour in 0..<9 {
      // None at 3, and few at 5 and 7, with none between them.
      for number in 0..<[12, 12, 10, 0, 10, 3, 0, 3, 12][hour] {
        let message = TestMessage("2026-11-25T0\(hour):00:00Z", number)
        lines += message.event("message-sending", after: 9)
      }
    }
    try ledger.write(lines, to: "hours.log")
    try await ledger.add()
    #expect(
      try LedgerStatus(of: ledger.folder, now: Corpus.now).gaps.map { "\($0.start) \($0.end)" }
        == ["2026-11-25T03:00:00.000Z 2026-11-25T04:00:00.000Z"])
  }

  @Test func `little memory spills, and changes no number`() async throws {
    let corpus = try await Corpus(seed: 6)
    var spilling = ledger
    spilling.budget = MemoryBudget(share: 8000, jobs: 2)
    for (number, lines) in corpus.archives.enumerated() {
      try ledger.write(
        String(decoding: Reporting.Layout.plain.file(lines), as: UTF8.self), to: "\(number).log")
      if number % 10 == 9 { try await spilling.add() }
    }
    try await ledger.expectSame()
    try await spilling.expectSame()
    try await spilling.expectWhole()
  }
}
