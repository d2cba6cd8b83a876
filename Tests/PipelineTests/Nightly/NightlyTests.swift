import Archives
import Callbacks
import Foundation
import Lifecycles
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(30))) struct NightlyTests {
  /// Thirty nights with late callbacks, and archives that are renamed, grown, repeated and missing, come
  /// to what one report over everything does: day by day, cell by cell.
  @Test(arguments: 1...2 as ClosedRange<UInt64>)
  func `thirty nights come to one report of each day`(seed: UInt64) async throws {
    var nights = try TestNights(seed: seed, nights: 30)
    if seed == 2 {
      nights.zone = try Zone(named: "America/New_York")
      // Little, so that some nights spill.
      nights.budget = MemoryBudget(share: 100_000, jobs: 2)
    }
    var restatedCount = 0
    for night in 0..<30 {
      try nights.arrive(night)
      let before = nights.files("out")
      let result = try await nights.run()
      let after = nights.files("out")
      let restated = Set(result.restated.map(\.day))
      restatedCount += restated.count
      for (name, text) in after where before[name] != text {
        let day = name.split(separator: "/").first.flatMap { ReportDay(String($0)) }
        #expect(day.map(restated.contains) ?? true, "\(name) was replaced, but nobody told")
      }
      let days = night % 10 == 9 ? Set(result.days.entries.keys) : night % 3 == 0 ? restated : []
      for day in days {
        #expect(
          try nights.found(day) == (await nights.expected(day)), "seed \(seed), \(night), \(day)")
      }
    }
    // Each day some times: when it is new, while it is provisional, and for what came late.
    #expect(restatedCount > 60)
    let whole = nights.files("out")
    #expect(try await nights.run().restated.isEmpty)
    #expect(nights.files("out") == whole, "a second run changed something")
    try await expectSameWithoutHistory(nights, whole)
  }

  /// Only what is known decides, and not when it came to be known.
  private func expectSameWithoutHistory(
    _ nights: TestNights, _ whole: [String: String]
  ) async throws {
    _ = try await nights.pass(ledger: "new-ledger", output: "new").run(
      Discovery.archives(in: [nights.scratch.path("everything")]))
    let new = nights.files("new")
    // They name archives and runs.
    let own = ["quality.csv", ".state"]
    #expect(new.filter { !own.contains($0.key) } == whole.filter { !own.contains($0.key) })
  }

  @Test func `what is lost of the output is made again`() async throws {
    var nights = try TestNights(seed: 7, nights: 5)
    for night in 0..<5 {
      try nights.arrive(night)
      _ = try await nights.run()
    }
    let whole = nights.files("out")
    let day = "2026-11-02"
    #expect(whole["\(day)/manifest.json"] != nil)
    let files = ["manifest.json", "delivery.csv", "report.json"].map { "\(day)/\($0)" }
    for name in [day] + files + ["days.csv", "quality.csv", ".state"] {
      try FileManager.default.removeItem(atPath: nights.scratch.path("out/\(name)"))
      _ = try await nights.run()
      #expect(nights.files("out") == whole, "without \(name)")
    }
    // A state that somebody has damaged is as good as none.
    try nights.scratch.write("waybill/nightly/2 0 0\nday x".utf8, to: "out/.state")
    try nights.scratch.write("left over".utf8, to: "out/\(day)/.delivery.csv.abc.partial")
    try nights.scratch.write("old".utf8, to: "out/\(day)/inbound.csv")
    _ = try await nights.run()
    #expect(nights.files("out") == whole)
  }

  @Test func `days that are forgotten keep their reports`() async throws {
    var nights = try TestNights(seed: 11, nights: 20)
    nights.keptDays = 5
    var old: [String: String] = [:]
    let ledger = LedgerFolder(nights.scratch.path("ledger"))
    var prunedCount = 0
    for night in 0..<20 {
      try nights.arrive(night)
      let horizon = night > 0 ? try ledger.readJournal(now: Corpus.now).horizon : nil
      let result = try await nights.run()
      if night == 8 { old = nights.files("out") }
      prunedCount += result.pruned.days
      #expect(
        result.restated.allSatisfy { $0.day.number > horizon?.number ?? 0 },
        "night \(night): a day that is forgotten in part was restated")
    }
    #expect(prunedCount > 10)
    let new = nights.files("out")
    for (name, text) in old where name.hasPrefix("2026-11-01/") || name.hasPrefix("2026-11-02/") {
      #expect(new[name] == text, "\(name)")
    }
    #expect(try ledger.readJournal(now: Corpus.now).days.count <= 6)
    let days = new.keys.filter { $0.hasSuffix("/manifest.json") }.map { String($0.prefix(10)) }
    let list = try #require(new["days.csv"])
    #expect(list.split(separator: "\n").dropFirst().map { String($0.prefix(10)) } == days.sorted())
    #expect(days.count > 15)
  }

  /// The first of them as well, of which messages may lie in the day before by their ids.
  @Test(arguments: [1, 2]) func `days that are kept are whole every night`(kept: Int) async throws {
    var nights = try TestNights(seed: 17, nights: 8)
    nights.keptDays = kept
    for night in 0..<8 {
      try nights.arrive(night)
      let end = try #require(try await nights.run().coverage.end)
      let last = ReportDay(of: end, in: .utc)
      for back in 0..<Int64(min(kept, night + 1)) {
        let day = last.advanced(by: -back)
        let found = nights.found(day)
        guard !found.isEmpty else { continue }
        #expect(try await nights.expected(day) == found, "\(day) in night \(night)")
      }
    }
  }

  @Test func `a link in place of a day is not followed`() async throws {
    var nights = try TestNights(seed: 3, nights: 2)
    try nights.arrive(0)
    try nights.scratch.write("mine".utf8, to: "elsewhere/delivery.csv")
    try nights.scratch.write([], to: "out/.keep")
    try FileManager.default.createSymbolicLink(
      atPath: nights.scratch.path("out/2026-11-01"),
      withDestinationPath: nights.scratch.path("elsewhere"))
    await #expect(throws: NightlyError.self) { try await nights.run() }
    #expect(nights.files("elsewhere") == ["delivery.csv": "mine"])
    try FileManager.default.removeItem(atPath: nights.scratch.path("out/2026-11-01"))
    #expect(try await nights.run().restated.count == 1)
  }

  private func pass(_ ledger: TestLedger, ledger name: String = "ledger") -> NightlyPass {
    NightlyPass(
      ReportParameters(reports: []), ledger: LedgerFolder(ledger.scratch.path(name)),
      output: ledger.scratch.path("out"), version: "1", ledger.context)
  }

  /// What a night tells of its days: recipients by day.
  private func recipients(_ result: NightlyPass.Result) -> [String: Int64] {
    Dictionary(
      uniqueKeysWithValues: result.days.entries.map { ("\($0)", $1.figures.recipients) })
  }

  @Test func `a day that the archives reach no longer is not left as it was`() async throws {
    let ledger = try TestLedger()
    for day in 5...6 {
      let message = TestMessage("2026-11-0\(day)T10:00:00Z", day)
      try ledger.write(message.event("message-delivered", after: 5), to: "\(day).log")
      _ = try await pass(ledger).run(ledger.sources())
    }
    let care = ledger.care
    let left: [(day: Int, recipients: [String: Int64])] = [
      (6, ["2026-11-05": 1, "2026-11-06": 0]), (5, ["2026-11-05": 0, "2026-11-06": 0]),
    ]
    for (day, left) in left {
      let name = Array(ledger.scratch.path("logs/\(day).log").utf8)
      _ = try await care.forget(archive: name, force: true)
      try ledger.remove("\(day).log")
      try ledger.write("", to: "none.log")
      let result = try await pass(ledger).run(ledger.sources())
      #expect(recipients(result) == left, "\(day)")
      #expect(try await pass(ledger).run(ledger.sources()).restated.isEmpty)
    }
  }

  @Test func `a ledger that knows less than the reports is not used for them`() async throws {
    let ledger = try TestLedger()
    for day in 5...6 {
      let message = TestMessage("2026-11-0\(day)T10:00:00Z", day)
      try ledger.write(message.event("message-delivered", after: 5), to: "\(day).log")
      _ = try await pass(ledger).run(ledger.sources())
    }
    try ledger.remove("5.log")
    let list = try String(contentsOfFile: ledger.scratch.path("out/days.csv"), encoding: .utf8)
    let error = await #expect(throws: NightlyError.self) {
      try await pass(ledger, ledger: "leger").run(ledger.sources())
    }
    guard case .pass(.ledger(let error)) = error else { return #expect(error == nil) }
    #expect(error.cause == .refused && error.message.contains("leger"))
    #expect(!FileManager.default.fileExists(atPath: ledger.scratch.path("leger")))
    #expect(
      try String(contentsOfFile: ledger.scratch.path("out/days.csv"), encoding: .utf8) == list)
    // Whoever says so begins anew.
    try FileManager.default.removeItem(atPath: ledger.scratch.path("out/.state"))
    let result = try await pass(ledger, ledger: "leger").run(ledger.sources())
    #expect(recipients(result) == ["2026-11-05": 0, "2026-11-06": 1])
  }

  /// Days are kept by the ids of their messages, and told by when those were created.
  @Test func `a day is kept with messages whose ids are of the day before`() async throws {
    let ledger = try TestLedger()
    var pass = pass(ledger)
    pass.keptDays = 1
    func message(_ day: Int) -> TestMessage {
      var message = TestMessage("2026-11-0\(day)T00:00:00Z", day)
      message.idLead = 1
      return message
    }
    let nights = [
      message(5).event("message-delivered", after: 5),
      message(6).event("message-sending", after: 5),
      message(6).event("message-delivered", after: 6),
    ]
    var delivered: [[String: Int64]] = []
    for (night, line) in nights.enumerated() {
      try ledger.write(line, to: "\(night).log")
      let days = try await pass.run(ledger.sources()).days.entries
      delivered.append(
        Dictionary(uniqueKeysWithValues: days.map { ("\($0)", $1.figures.delivered) }))
    }
    #expect(
      delivered == [
        ["2026-11-05": 1], ["2026-11-05": 1, "2026-11-06": 0], ["2026-11-05": 1, "2026-11-06": 1],
      ])
  }

  /// Of the 18th in UTC, though its night comes in the middle of another day there, or of the same.
  @Test(
    arguments: [
      ("America/New_York", "2026-11-17", ["17T14:00", "17T23:30", "18T00:30", "18T04:30"]),
      ("-12:00", "2026-11-17", ["17T12:30", "18T00:30", "18T11:00", "18T11:30"]),
      ("UTC", "2026-11-18", ["18T00:00", "18T01:00", "18T12:00", "18T23:59"]),
      ("Asia/Tokyo", "2026-11-18", ["17T15:00", "17T16:00", "18T01:00", "18T14:59"]),
      ("+14:00", "2026-11-18", ["17T10:00", "17T23:30", "18T00:30", "18T09:59"]),
    ])
  func `the last day is the one on the clocks of the zone`(
    zone: String, day: String, times: [String]
  ) async throws {
    let ledger = try TestLedger()
    var pass = pass(ledger)
    pass.keptDays = 1
    pass.parameters.zone = try Zone(named: zone)
    for (night, time) in times.enumerated() {
      var message = TestMessage("2026-11-\(time):00Z", night)
      message.idLead = 1
      try ledger.write(message.event("message-delivered", after: 1), to: "\(night).log")
      #expect(try await recipients(pass.run(ledger.sources())) == [day: Int64(night + 1)])
    }
  }

  @Test func `a ledger that is one night older than the reports is not used for them`() async throws
  {
    let ledger = try TestLedger()
    for day in 5...6 {
      let message = TestMessage("2026-11-0\(day)T10:00:00Z", day)
      try ledger.write(message.event("message-delivered", after: 5), to: "\(day).log")
      _ = try await pass(ledger).run(ledger.sources())
      if day == 5 {
        try FileManager.default.copyItem(
          atPath: ledger.scratch.path("ledger"), toPath: ledger.scratch.path("backup"))
      }
    }
    await #expect(throws: NightlyError.self) {
      try await pass(ledger, ledger: "backup").run(ledger.sources())
    }
    _ = try await pass(ledger).run(ledger.sources())
  }

  private static let changes: [@Sendable (inout NightlyPass) throws -> Void] = [
    { $0.parameters.zone = try Zone(named: "-02:00") },
    { $0.parameters.receipts = .on },
    { $0.formats = [.ndjson] },
    { $0.parameters.bucket = .day },
    { $0.parameters.top = 1 },
    { $0.parameters.dimensions = [.sender] },
    { $0.parameters.filter = LifecycleFilter([try Condition("recipient=+19195550102")]) },
    { $0.parameters.redaction = Redaction(key: Array("0123456789abcdef".utf8)) },
    { $0.parameters.redaction = Redaction(key: Array("fedcba9876543210".utf8)) },
  ]

  @Test func `whatever option changes, the days are made anew`() async throws {
    let ledger = try TestLedger()
    let (early, late) = (
      TestMessage("2026-11-05T01:00:00Z", 1), TestMessage("2026-11-05T10:00:00Z", 2)
    )
    try ledger.write(
      early.event("message-delivered", after: 5)
        + early.event("message-delivered", after: 6, to: "+19195550102")
        + late.event("message-failed", after: 5, to: "+19195550102"), to: "a.log")
    var changed = pass(ledger)
    changed.parameters.dimensions = [.recipient]
    _ = try await changed.run(ledger.sources())
    // One on top of the other.
    for change in Self.changes {
      try change(&changed)
      _ = try await changed.run(ledger.sources())
      let found = ledger.scratch.files(below: "out").filter { $0.key.contains("/") }
      #expect(found["2026-11-05/manifest.json"] != nil)
      try FileManager.default.removeItem(atPath: ledger.scratch.path("out"))
      _ = try await changed.run(ledger.sources())
      #expect(ledger.scratch.files(below: "out").filter { $0.key.contains("/") } == found)
    }
  }

  @Test func `days that cannot be made anew by other options are told of`() async throws {
    let ledger = try TestLedger()
    for day in 5...7 {
      let message = TestMessage("2026-11-0\(day)T10:00:00Z", day)
      try ledger.write(message.event("message-delivered", after: 5), to: "\(day).log")
    }
    var pass = pass(ledger)
    func outdated() async throws -> [String] {
      try await pass.run(ledger.sources()).outdated.map(\.description)
    }
    #expect(try await outdated() == [])
    let care = ledger.care
    _ = try await care.forget(before: #require(HomeDay("2026-11-06")))
    #expect(try await outdated() == [])
    pass.parameters.bucket = .day
    // Of the last one some messages may lie in the day before by their ids.
    #expect(try await outdated() == ["2026-11-05", "2026-11-06"])
    #expect(try await outdated() == [])
  }

  @Test func `a day tells from when on it is covered, whatever day tells that`() async throws {
    let ledger = try TestLedger()
    for (day, start) in [(6, "06T10:00:05.000Z"), (5, "06T00:00:00.000Z")] {
      let message = TestMessage("2026-11-0\(day)T10:00:00Z", day)
      try ledger.write(message.event("message-delivered", after: 5), to: "\(day).log")
      _ = try await pass(ledger).run(ledger.sources())
      let manifest = ledger.scratch.files(below: "out/2026-11-06")["manifest.json"]
      #expect(manifest?.contains("\"start\": \"2026-11-\(start)\"") == true)
    }
  }

  /// There a day began at midnight, and a minute later the clocks were put back to the day before.
  @Test func `an hour that is repeated before midnight lies in the day that has begun`() throws {
    let zone = try Zone(named: "America/St_Johns")
    for (time, day) in [
      ("2010-11-07T02:29:59Z", "2010-11-06"), ("2010-11-07T02:30:00Z", "2010-11-07"),
      ("2010-11-07T03:00:00Z", "2010-11-07"), ("2010-11-07T04:00:00Z", "2010-11-07"),
    ] {
      let bytes = Array(time.utf8)
      let written = Timestamp(rfc3339: bytes.span)
      let instant = try #require(written)
      let found = ReportDay(of: instant, in: zone)
      #expect(found.description == day)
      #expect(found.window(in: zone).contains(instant))
    }
  }

  /// Of messages before 2026-07-06 nothing more can be heard 26 hours later.
  @Test func `a day is final when the wait is over, and tells of no other time`() async throws {
    for (end, status) in [
      ("2026-02-07T01:59:59.999Z", DayStatus.provisional), ("2026-02-07T02:00:00.000Z", .final),
    ] {
      let ledger = try TestLedger()
      try ledger.write(
        TestMessage("2026-02-03T10:00:00Z", 1).event("message-sent", after: 5)
          + TestMessage("2026-02-05T10:00:00Z", 2).event("message-sent", after: 5)
          + TestMessage(end, 3).event("message-sent", after: 0), to: "a.log")
      let days = try await pass(ledger).run(ledger.sources()).days
      let day = try #require(ReportDay("2026-02-05"))
      #expect(days.entries[day]?.status == status)
      let manifest = ledger.scratch.files(below: "out/2026-02-05")["manifest.json"]
      #expect(manifest?.contains("\"start\": \"2026-02-05T00:00:00.000Z\"") == true)
      #expect(manifest?.contains("\"end\": \"\(end)\"") == true)
    }
  }

  @Test func `wild clocks make no day`() async throws {
    let ledger = try TestLedger()
    let year = TestMessage("2026-11-05T10:00:00Z", 1)
    try ledger.write(
      year.event("message-delivered", after: 5)
        + TestMessage("2031-01-01T00:00:00Z", 2).event("message-sending", after: 1)
        + TestMessage("1999-01-01T00:00:00Z", 3).event("message-sending", after: 1), to: "a.log")
    let result = try await pass(ledger).run(ledger.sources())
    #expect(result.restated.map(\.day.description) == ["2026-11-05"])
  }
}
