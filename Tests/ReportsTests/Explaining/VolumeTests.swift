import Primitives
import Testing

@testable import Reports

/// Traffic has its course over the day, and less of it at the weekend, which is no incident.
@Suite struct VolumeTests {
  private static let hour = DrawnTraffic.hour
  private static let hourCount = 72
  /// From the first hour to the start of drawn traffic, whose end is that of the last.
  private static let lead = Int64(hourCount - 2) * hour
  /// Of the last day.
  private static let oddHour = 60

  /// Three days of recipients of three carriers, up to four times as many by day as by night, on the last
  /// day a part of them; in one of its hours most of one carrier are missing, if so asked.
  private func traffic(lastDay: Double = 1, silent: Bool) -> DrawnTraffic {
    var recipients: [DrawnRecipient] = []
    for hour in 0..<Self.hourCount {
      let distanceFromNoon = abs(hour % 24 - 12)
      let usual = Double(600 - 37 * distanceFromNoon)
      let count = Int(hour >= 48 ? usual * lastDay : usual)
      for number in 0..<count {
        let carrier = ["Verizon", "Verizon", "Verizon", "AT&T", "AT&T", "Cellcom"][number % 6]
        if silent, hour == Self.oddHour, carrier == "AT&T", number % 12 != 3 { continue }
        let created = Int64(hour) * Self.hour + Int64(number) * Self.hour / Int64(count)
        recipients.append(
          DrawnRecipient(
            values: ["application": "app-\(number % 7)", "carrier": carrier],
            created: created - Self.lead))
      }
    }
    return DrawnTraffic(recipients)
  }

  private func time(ofHour hour: Int) -> Timestamp {
    DrawnTraffic.start.advanced(byMilliseconds: Int64(hour) * Self.hour - Self.lead)
  }

  @Test func `the course of the day is no change`() throws {
    let explanation = try traffic(silent: false).explanationByItself(.volume)
    #expect(!explanation.isChange && explanation.otherHours.isEmpty)
  }

  @Test(arguments: [1.0, 0.6])
  func `a carrier that falls silent is named, on a usual day and on a quiet one`(
    lastDay: Double
  ) throws {
    let explanation = try traffic(lastDay: lastDay, silent: true).explanationByItself(.volume)
    #expect(explanation.comparison.window.lowerBound == time(ofHour: Self.oddHour))
    // The same hour of both days before.
    #expect(
      explanation.comparison.baseline.map(\.lowerBound)
        == [time(ofHour: Self.oddHour - 48), time(ofHour: Self.oddHour - 24)])
    #expect(explanation.slices.map(\.members.texts) == [["carrier": "AT&T"]])
    #expect(explanation.slices.allSatisfy { $0.excess < 0 })
  }

  @Test func `a window that is much longer than its baseline ends no run`() {
    let millisecond = DrawnTraffic.start..<DrawnTraffic.start.advanced(byMilliseconds: 1)
    let traffic = DrawnTraffic(
      (0..<40_000).map { _ in DrawnRecipient(values: ["carrier": "v"], created: 0) })
    let explanation = traffic.explanation(
      .volume,
      Comparison(window: millisecond.upperBound..<Timestamp.latest, baseline: [millisecond]))
    #expect(explanation.excess == -1_000_000_000_000_000)
    #expect(explanation.text(.utc, Coverage(), .file).contains("-> 0 recipients"))
  }

  @Test func `a baseline that is asked for is taken`() throws {
    let (start, end) = (time(ofHour: Self.oddHour), time(ofHour: Self.oddHour + 1))
    let coverage = Coverage(start: time(ofHour: 0), end: time(ofHour: 72))
    func baseline(_ parameters: ExplainParameters) throws -> [Range<Timestamp>]? {
      try parameters.comparisons(nil, coverage).first?.baseline
    }
    let volume = ExplainParameters(.volume, since: start, until: end)
    #expect(try baseline(volume)?.count == 2)
    var asked = volume
    asked.baseline = .days(1)
    #expect(try baseline(asked)?.count == 1)
    // Rates do not follow the course of the day.
    let before = time(ofHour: Self.oddHour - 1)..<start
    #expect(try baseline(ExplainParameters(.failed, since: start, until: end)) == [before])
    // Of the first day there is none before.
    let early = ExplainParameters(.volume, since: time(ofHour: 20), until: time(ofHour: 21))
    #expect(try baseline(early) == [time(ofHour: 19)..<time(ofHour: 20)])
  }
}
