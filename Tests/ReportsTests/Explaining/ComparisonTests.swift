import Primitives
import Testing

@testable import Reports

/// Which times are compared.
struct ComparisonTests {
  static func time(_ text: String) throws -> Timestamp {
    try TimeExpression(text).resolved(now: Timestamp(millisecondsSinceEpoch: 0), zone: .utc)
  }

  static func ranges(_ comparison: Comparison) -> [String] {
    comparison.baseline.map { "\($0.lowerBound.shown(.utc)) \($0.upperBound.shown(.utc))" }
  }

  /// Covers a month.
  static let coverage = Coverage(
    start: Timestamp(millisecondsSinceEpoch: 1_793_491_200_000),
    end: Timestamp(millisecondsSinceEpoch: 1_796_083_200_000))

  static func comparison(
    _ baseline: ExplainParameters.Baseline, since: String, until: String, zone: String = "UTC",
    coverage: Coverage = coverage
  ) throws -> Comparison {
    let parameters = ExplainParameters(
      .failed, since: try time(since), until: try time(until), baseline: baseline,
      zone: try Zone(named: zone))
    try parameters.check()
    return try #require(try parameters.comparisons(nil, coverage).first)
  }

  @Test func `the baseline is as long as the window and just before it`() throws {
    let comparison = try Self.comparison(
      .before, since: "2026-11-20T12:00:00Z", until: "2026-11-20T12:30:00Z")
    #expect(Self.ranges(comparison) == ["2026-11-20T11:30:00Z 2026-11-20T12:00:00Z"])
    #expect(comparison.slotCount == 13)
  }

  @Test func `slots hold the times of the comparison and no others`() throws {
    let comparison = try Self.comparison(
      .days(3), since: "2026-11-20T12:00:00Z", until: "2026-11-20T13:00:00Z")
    #expect(comparison.slotCount == 13)
    for offset in stride(from: Int64(-100 * 3_600_000), to: 4 * 3_600_000, by: 59_999) {
      let time = try Self.time("2026-11-20T12:00:00Z").advanced(byMilliseconds: offset)
      let slot = ([comparison.window] + comparison.pieces).firstIndex { $0.contains(time) }
      #expect(comparison.slot(of: time) == slot)
      let isCompared = ([comparison.window] + comparison.baseline).contains { $0.contains(time) }
      #expect((slot != nil) == isCompared)
    }
    #expect(comparison.slot(of: comparison.window.lowerBound) == 0)
    for (number, piece) in comparison.pieces.enumerated() {
      #expect(comparison.slot(of: piece.lowerBound) == number + 1)
    }
  }

  /// Each slice that may be named takes memory for each part.
  @Test(arguments: [(31, 31), (32, 16), (366, 31)])
  func `of many days some together are one part`(days: Int64, parts: Int) throws {
    let comparison = try Self.comparison(
      .days(days), since: "2026-11-20T12:00:00Z", until: "2026-11-20T13:00:00Z",
      coverage: Coverage())
    #expect(comparison.slotCount == 1 + parts)
    var lengths = Array(repeating: Int64(0), count: comparison.slotCount)
    for day in [comparison.window] + comparison.baseline {
      let slot = try #require(comparison.slot(of: day.lowerBound))
      lengths[slot] += day.milliseconds
    }
    #expect(comparison.lengths == lengths)
    #expect(lengths.dropFirst().dropLast().allSatisfy { $0 == lengths[1] })
  }

  /// Clocks in New York went back on 1 November 2026.
  @Test func `days are those on the clocks of the zone`() throws {
    let comparison = try Self.comparison(
      .days(2), since: "2026-11-02T12:00:00Z", until: "2026-11-02T13:00:00Z",
      zone: "America/New_York")
    #expect(Self.ranges(comparison) == ["2026-11-01T12:00:00Z 2026-11-01T13:00:00Z"])
    let back = try Self.comparison(
      .days(1), since: "2026-11-01T17:00:00Z", until: "2026-11-01T18:00:00Z",
      zone: "America/New_York", coverage: Coverage())
    #expect(Self.ranges(back) == ["2026-10-31T16:00:00Z 2026-10-31T17:00:00Z"])
    let late = try Self.comparison(
      .days(19), since: "2026-11-20T12:00:00Z", until: "2026-11-20T13:00:00Z",
      zone: "America/New_York")
    #expect(late.baseline.count == 19)
    #expect(late.baseline.first?.lowerBound == (try Self.time("2026-11-01T12:00:00Z")))
  }

  /// 1 November 2026 had 25 hours in New York.
  @Test func `a day on which clocks go back is a day`() throws {
    let long = try Self.comparison(
      .days(1), since: "2026-11-01T04:00:00Z", until: "2026-11-02T05:00:00Z",
      zone: "America/New_York", coverage: Coverage())
    #expect(Self.ranges(long) == ["2026-10-31T04:00:00Z 2026-11-01T04:00:00Z"])
    let next = try Self.comparison(
      .days(1), since: "2026-11-02T05:00:00Z", until: "2026-11-03T05:00:00Z",
      zone: "America/New_York", coverage: Coverage())
    #expect(Self.ranges(next) == ["2026-11-01T04:00:00Z 2026-11-02T05:00:00Z"])
    #expect(throws: ComparisonError.longWindow) {
      try Self.comparison(
        .days(1), since: "2026-11-02T05:00:00Z", until: "2026-11-03T05:00:01Z",
        zone: "America/New_York")
    }
  }

  @Test func `what archives do not cover is left out of a baseline`() throws {
    let comparison = try Self.comparison(
      .before, since: "2026-11-01T00:40:00Z", until: "2026-11-01T01:40:00Z")
    #expect(Self.ranges(comparison) == ["2026-11-01T00:00:00Z 2026-11-01T00:40:00Z"])
    let half = try Self.comparison(
      .before, since: "2026-11-01T00:30:00Z", until: "2026-11-01T01:30:00Z")
    #expect(Self.ranges(half) == ["2026-11-01T00:00:00Z 2026-11-01T00:30:00Z"])
    let none = try Self.comparison(
      .before, since: "2026-11-01T00:20:00Z", until: "2026-11-01T01:20:00Z")
    #expect(none.baseline.isEmpty)
  }

  @Test(arguments: [(0, 1000), (999, 1000), (1000, 2000)] as [(Int64, Int64)])
  func `a window without an end holds the last message, in whole seconds`(
    created: Int64, end: Int64
  ) throws {
    let parameters = ExplainParameters(.failed, since: DrawnTraffic.start)
    let messages = DrawnTraffic.Messages([(0, DrawnRecipient(values: [:], created: created))])
    var survey = HourSurvey(parameters, Coverage())
    for message in messages.messages { survey.count(message, messages.pool) }
    let window = try parameters.comparisons(survey, Coverage()).first?.window
    #expect(window == DrawnTraffic.start..<DrawnTraffic.start.advanced(byMilliseconds: end))
  }

  @Test func `nothing begins before times that can be written`() throws {
    let (first, second) = ("0000-01-01T00:00:00Z", "0000-01-01T02:00:00Z")
    for baseline in [ExplainParameters.Baseline.before, .days(366), .until(.earliest)] {
      let comparison = try Self.comparison(baseline, since: first, until: second)
      #expect(comparison.baseline.isEmpty)
      #expect(comparison.window.lowerBound == .earliest)
    }
    #expect(throws: ComparisonError.emptyWindow) {
      try ExplainParameters(.failed, until: .earliest).comparisons(nil, Coverage())
    }
  }

  @Test func `times that cannot be compared are told before reading`() throws {
    let (noon, one) = (try Self.time("2026-11-20T12:00:00Z"), try Self.time("2026-11-20T13:00:00Z"))
    let ten = try Self.time("2026-11-20T10:00:00Z")
    let half = try Self.time("2026-11-20T12:30:00Z")
    #expect(throws: ComparisonError.emptyWindow) {
      try ExplainParameters(.failed, since: one, until: one).check()
    }
    #expect(throws: ComparisonError.noWindow) {
      try ExplainParameters(.failed, baseline: .until(ten)).check()
    }
    #expect(throws: ComparisonError.emptyBaseline) {
      try ExplainParameters(.failed, since: noon, baseline: .since(one, until: nil)).check()
    }
    #expect(throws: ComparisonError.overlap) {
      try ExplainParameters(.failed, since: noon, baseline: .since(ten, until: half)).check()
    }
    #expect(throws: ComparisonError.overlap) {
      try ExplainParameters(.failed, since: noon, until: one, baseline: .until(half)).check()
    }
    #expect(throws: ComparisonError.longWindow) {
      try ExplainParameters(
        .failed, since: noon, until: one.advanced(byMilliseconds: 86_400_000), baseline: .days(1)
      ).check()
    }
    // A baseline may lie behind the window.
    let later = one.advanced(byMilliseconds: 1000)
    try ExplainParameters(.failed, since: noon, until: half, baseline: .since(one, until: later))
      .check()
  }
}
