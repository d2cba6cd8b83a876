import Primitives
import TestSupport
import Testing

@testable import Pipeline

/// Hours without callbacks, as they are told by archives whose clocks are not all right.
struct GapTests {
  let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  /// The busy hours of a day: none at 3 and 6.
  private static let hours = [0, 1, 2, 4, 5, 7, 8, 9]
  private static let gaps = ["03:00 04:00", "06:00 07:00"]

  private func lines(_ day: String, _ hours: [Int], perHour count: Int = 12) -> [String] {
    hours.flatMap { hour in
      (0..<count).map { number in
        TestMessage("\(day)T0\(hour):0\(number % 6):00Z", hour * 100 + number)
          .event("message-sending", after: 1)
      }
    }
  }

  /// The gaps after all archives were taken in, without the day where it is that of the busy hours.
  private func gaps() async throws -> [String] {
    try await ledger.add()
    return try LedgerStatus(of: ledger.folder, now: Corpus.now).gaps.map { gap in
      [gap.start, gap.end].map { time in
        "\(time)".hasPrefix("2026-11-20T") ? "\("\(time)".dropFirst(11).prefix(5))" : "\(time)"
      }.joined(separator: " ")
    }
  }

  @Test(
    arguments: [
      "2090-01-01T00:00:00Z", "2026-11-27T00:00:00Z", "2026-11-21T09:10:00Z",
      "2026-11-18T20:00:00Z", "2003-01-01T00:00:00Z",
    ], [0, 14, 95])
  func `a clock that is more than a day off hides no gap`(wild: String, place: Int) async throws {
    var lines = lines("2026-11-20", Self.hours)
    lines.insert(TestMessage(wild, 9999).event("message-sending", after: 0), at: place)
    try ledger.write(lines.joined(), to: "a.log")
    #expect(try await gaps() == Self.gaps)
  }

  @Test func `many clocks of years to come make no busy hour`() async throws {
    try ledger.write(lines("2026-11-20", Self.hours).joined(), to: "a.log")
    try ledger.write(lines("2090-01-01", [5]).joined(), to: "b.log")
    let stamped = lines("2026-11-20", [5]).map { line in
      #"{"@timestamp":"2090-01-01T05:00:00Z","# + line.dropFirst()
    }
    try ledger.write(stamped.joined(), to: "c.log")
    #expect(try await gaps() == Self.gaps)
  }

  @Test(arguments: [(10, true), (9, false)])
  func `an hour is busy from ten callbacks on`(count: Int, isBusy: Bool) async throws {
    try ledger.write(lines("2026-11-20", Self.hours, perHour: count).joined(), to: "a.log")
    #expect(try await gaps() == (isBusy ? Self.gaps : []))
  }

  @Test func `callbacks that come again after a gap do not fill it`() async throws {
    let fresh = lines("2026-11-20", Self.hours)
    let late = lines("2026-11-20", [3])
    let lines = zip(fresh.suffix(12), late).flatMap { [$0, $1] }
    try ledger.write((fresh.dropLast(12) + lines).joined(), to: "a.log")
    #expect(try await gaps() == Self.gaps)
  }

  @Test func `days that are out of order in one archive are told apart`() async throws {
    let days = ["2026-11-24", "2026-11-20"].map { lines($0, Self.hours).joined() }
    try ledger.write(days.joined(), to: "a.log")
    let later = ["00", "03", "04", "06", "07"].map { "2026-11-24T\($0):00:00.000Z" }
    #expect(
      try await gaps() == Self.gaps
        + ["10:00 \(later[0])", "\(later[1]) \(later[2])", "\(later[3]) \(later[4])"])
  }

  @Test func `what an archive has grown by comes behind what it was`() async throws {
    let fresh = lines("2026-11-20", Self.hours)
    try ledger.write(fresh.joined(), to: "a.log")
    #expect(try await gaps() == Self.gaps)
    let late = lines("2026-11-20", [3], perHour: 20)
    try ledger.write((fresh + late).joined(), to: "a.log")
    #expect(try await gaps() == Self.gaps)
  }
}
