import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// What nights tell of hours without callbacks.
struct NightlyGapTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  /// Adds the archive of a day of November 2026, with callbacks in some hours.
  private func arrive(_ day: Int, _ hours: [Int]) throws {
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let lines = hours.flatMap { hour in
      (0..<12).map { number in
        let time = "2026-11-\(twoDigits(day))T\(twoDigits(hour)):\(twoDigits(number * 4)):00Z"
        return TestMessage(time, (day * 24 + hour) * 12 + number)
          .event("message-delivered", after: 1)
      }
    }
    try ledger.write(lines.joined(), to: "\(day).log")
  }

  /// The gaps that one night tells of.
  private func night(keeping days: Int? = nil) async throws -> [String] {
    var pass = NightlyPass(
      ReportParameters(reports: []), ledger: ledger.folder, output: ledger.scratch.path("out"),
      version: "1", ledger.context)
    pass.keptDays = days
    return try await pass.run(ledger.sources()).newGaps.map { gap in
      [gap.start, gap.end].map { "\("\($0)".dropFirst(8).prefix(5))" }.joined(separator: " ")
    }
  }

  /// From eight to eight, from Monday to Friday: what is so every night and week is no news.
  ///
  /// Nor is it when days are forgotten: when callbacks came stays known.
  @Test(arguments: [nil, 1]) func `nights and weekends are told of once`(kept: Int?) async throws {
    var told: [String] = []
    for day in 2...20 {
      var hours = Array(8..<20)
      switch day {
      // Down for an hour, which happens again the day after, and for a whole day.
      case 11, 12: hours.removeAll { $0 == 11 }
      case 7, 8, 14, 15, 17: hours = []
      default: break
      }
      if !hours.isEmpty { try arrive(day, hours) }
      told += try await night(keeping: kept)
    }
    #expect(told == ["02T20 03T08", "06T20 09T08", "11T11 11T12", "16T20 18T08"])
  }

  @Test func `weeks that are taken in at once are told of as those night by night`() async throws {
    for day in 2...20 where ![7, 8, 14, 15].contains(day) { try arrive(day, Array(8..<20)) }
    #expect(try await night() == ["02T20 03T08", "06T20 09T08"])
    #expect(try await night() == [])
    #expect(try LedgerStatus(of: ledger.folder, now: Corpus.now).gaps.count == 14)
  }
}
