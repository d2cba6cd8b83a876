import Archives
import Callbacks
import Foundation
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// What the conditions of a night are about.
@Suite struct NightlyJudgingTests {
  let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  private func pass(_ zone: String = "UTC") throws -> NightlyPass {
    var pass = NightlyPass(
      ReportParameters(reports: []), ledger: ledger.folder, output: ledger.scratch.path("out"),
      version: "1", ledger.context)
    pass.parameters.zone = try Zone(named: zone)
    pass.totalled = [.delivery, .quality]
    return pass
  }

  private func holds(_ condition: String, _ result: NightlyPass.Result) throws -> Bool {
    if case .holds = try TotalCondition(condition).verdict(result.totals) { true } else { false }
  }

  /// Of the first of November there, half lies in the day before in UTC.
  @Test(arguments: ["Asia/Tokyo", "UTC", "America/New_York", "+14:00", "-12:00"])
  func `the day that is judged is kept`(zone: String) async throws {
    var pass = try pass(zone)
    pass.keptDays = 1
    var times: [Timestamp] = []
    for hour in stride(from: 0, to: 96, by: 3) {
      let created = Timestamp(millisecondsSinceEpoch: 1_793_491_200_000 + Int64(hour) * 3_600_000)
      times.append(created)
      try ledger.write(
        TestMessage("\(created)", hour).event("message-delivered", after: 5), to: "\(hour).log")
      let result = try await pass.run(ledger.sources())
      guard case .kept(let day) = result.lastDay else {
        #expect(hour <= 24 && result.lastDay == .none)
        continue
      }
      let count = times.count(where: day.window(in: pass.parameters.zone).contains)
      #expect(try holds("recipients=\(count)", result), "\(day) at hour \(hour)")
    }
    #expect(try ledger.journal.days.count < 5, "nothing was forgotten")
  }

  @Test func `a clock that is ahead has no beginning judged and nothing forgotten`() async throws {
    let now = ledger.context.now
    let midnight = ReportDay(of: now, in: .utc).window(in: .utc).lowerBound
    func write(_ hours: Int, _ number: Int) throws {
      let created = midnight.advanced(byMilliseconds: Int64(hours) * Milliseconds.hour)
      try ledger.write(
        TestMessage("\(created)", number).event("message-delivered", after: 5), to: "\(number).log")
    }
    var pass = try pass()
    pass.keptDays = 1
    let yesterday = ReportDay(of: now, in: .utc).advanced(by: -1)
    for (number, hours) in [-47, -23, 0, 24].enumerated() { try write(hours, number) }
    let result = try await pass.run(ledger.sources())
    #expect(result.lastDay == .kept(yesterday))
    #expect(try holds("recipients=1", result))
    // What comes late for that day counts.
    try write(-22, 4)
    #expect(try holds("recipients=2", try await pass.run(ledger.sources())))
  }

  @Test func `a day that is forgotten in part is not judged`() async throws {
    for day in 5...6 {
      let message = TestMessage("2026-11-0\(day)T10:00:00Z", day)
      try ledger.write(message.event("message-delivered", after: 5), to: "\(day).log")
    }
    let pass = try pass()
    let day = try #require(ReportDay("2026-11-05"))
    let care = ledger.care
    #expect(try await pass.run(ledger.sources()).lastDay == .kept(day))
    _ = try await care.keep(days: 2)
    #expect(try await pass.run(ledger.sources()).lastDay == .kept(day))
    _ = try await care.keep(days: 1)
    let result = try await pass.run(ledger.sources())
    #expect(result.lastDay == .forgotten(day))
    // Nothing is said of what is not known.
    #expect(try !holds("recipients=1", result))
  }

  @Test func `archives are judged before any day is complete`() async throws {
    try ledger.write("no callback\n", to: "a.log")
    let result = try await pass().run(ledger.sources())
    #expect(result.lastDay == .none)
    #expect(try holds("quality.malformed=1", result))
  }

  @Test func `of an archive that grows what is new is judged`() async throws {
    var text = ""
    for (night, malformed) in [2, 0, 1].enumerated() {
      text += TestMessage("2026-11-05T10:00:00Z", night).event("message-delivered", after: 5)
      text += String(repeating: "no callback\n", count: malformed)
      try ledger.write(text, to: "a.log")
      let result = try await pass().run(ledger.sources())
      #expect(try holds("quality.malformed=\(malformed)", result), "night \(night)")
      #expect(try holds("quality.events=1", result), "night \(night)")
      #expect(try holds("quality.lines=\(1 + malformed)", result), "night \(night)")
      // What it is by itself, all of it says.
      #expect(result.untold.map(\.events) == [Int64(night) + 1])
    }
    // Of a night that was not told, all is.
    try FileManager.default.removeItem(atPath: ledger.scratch.path("out/.state"))
    #expect(try holds("quality.malformed=3", try await pass().run(ledger.sources())))
  }

  @Test func `archives are told of once`() async throws {
    var told: [Int] = []
    for night in 0..<4 {
      // In one night nothing is new.
      if night != 1 {
        let message = TestMessage("2026-11-05T10:00:00Z", night)
        try ledger.write(message.event("message-delivered", after: 5), to: "\(night).log")
      }
      told.append(try await pass().run(ledger.sources()).untold.count)
    }
    #expect(told == [1, 0, 1, 1])
  }

  /// What it was when it was told of last is not known any more.
  @Test func `of an archive that has grown between two nights all is judged`() async throws {
    var text = ""
    func grow(_ number: Int) throws {
      text += TestMessage("2026-11-05T10:00:00Z", number).event("message-delivered", after: 5)
      try ledger.write(text, to: "a.log")
    }
    try grow(0)
    _ = try await pass().run(ledger.sources())
    try grow(1)
    try await ledger.add()
    try grow(2)
    #expect(try holds("quality.events=3", try await pass().run(ledger.sources())))
  }

  @Test func `every count of an archive that grows is of what is new`() async throws {
    let odd = #"{"type":"odd","time":"2026-11-05T10:00:00Z","message":{"id":"a"}}"# + "\n"
    let (begun, new) = (odd + "{}\n\nno callback\n", odd + odd + "{}\n\nno callback\n")
    try ledger.write(begun, to: "a.log")
    _ = try await pass().run(ledger.sources())
    try ledger.write(begun + new, to: "a.log")
    let grown = try #require(try await pass().run(ledger.sources()).news.first)
    let alone = try TestLedger()
    try alone.write(new, to: "a.log")
    let expected = try #require(try await alone.add().archives.first)
    func counts(_ account: ArchiveAccount) -> [Int64] {
      let (summary, tally) = (account.summary, account.tally)
      let values = [
        tally.lines, tally.blankLines, tally.values, tally.callbacks, tally.foreign,
        tally.malformed,
      ]
      return [
        summary.compressedBytes, summary.bytes, account.events, account.unknownTypeEvents,
        account.recipientUnknown,
      ] + values.map(Int64.init)
    }
    #expect(counts(grown) == counts(expected) && !counts(expected).contains(0))
  }

  @Test func `what late archives leave of a gap is not told again`() async throws {
    func write(hours: [Int]) throws {
      for hour in hours {
        let lines = (0..<12).map { number in
          TestMessage("2026-11-05T\(hour):00:00Z", hour * 100 + number)
            .event("message-delivered", after: 5)
        }
        try ledger.write(lines.joined(), to: "\(hour).log")
      }
    }
    var told: [[String]] = []
    for hours in [[10, 11, 12, 16, 17], [13], [15], [14], [20]] {
      try write(hours: hours)
      let gaps = try await pass().run(ledger.sources()).newGaps
      told.append(gaps.map { "\($0.start) \($0.end)" })
    }
    #expect(
      told == [
        ["2026-11-05T13:00:00.000Z 2026-11-05T16:00:00.000Z"], [], [], [],
        ["2026-11-05T18:00:00.000Z 2026-11-05T20:00:00.000Z"],
      ])
  }
}
