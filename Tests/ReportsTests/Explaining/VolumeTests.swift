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

  /// Delivered once more after weeks, or of a wild clock.
  @Test(arguments: [8, 100, 600, 5000] as [Int64])
  func `an event of long ago makes no days without a message`(hoursBefore: Int64) throws {
    let stray = DrawnRecipient(
      values: ["application": "app-1", "carrier": "AT&T"],
      created: -Self.lead - hoursBefore * Self.hour)
    // Of some days, and of a few hours, which have no day to be compared with.
    for traffic in [traffic(silent: true), evening(silentBefore: 20)] {
      let expected = try traffic.explanationByItself(.volume)
      let found = try DrawnTraffic(traffic.recipients + [stray]).explanationByItself(.volume)
      #expect(found.comparison.window == expected.comparison.window)
      #expect(found.comparison.baseline == expected.comparison.baseline)
      #expect(found.slices.map(\.members.texts) == expected.slices.map(\.members.texts))
    }
  }

  /// Eight hours of an evening, of each a fifth less than of the one before; the window is the fifth, and a
  /// carrier falls silent so many minutes before it, for two hours.
  private func evening(silentBefore minutes: Int64?) -> DrawnTraffic {
    var recipients: [DrawnRecipient] = []
    for hour in 0..<8 {
      let count = (0..<hour).reduce(1500) { count, _ in count * 4 / 5 }
      for number in 0..<count {
        let carrier = ["Verizon", "Verizon", "Verizon", "AT&T", "AT&T", "Cellcom"][number % 6]
        let created = Int64(hour - 3) * Self.hour + Int64(number) * Self.hour / Int64(count)
        let start = minutes.map { Self.hour - $0 * 60_000 } ?? .max - 2 * Self.hour
        if carrier == "AT&T", (start..<start + 2 * Self.hour).contains(created) { continue }
        recipients.append(
          DrawnRecipient(
            values: ["application": "app-\(number % 7)", "carrier": carrier], created: created))
      }
    }
    return DrawnTraffic(recipients)
  }

  @Test(arguments: [20, 50] as [Int64])
  func `when a silence began and ended is told by the share of all, not by the course of the day`(
    minutes: Int64
  ) throws {
    let coverage = Coverage(end: DrawnTraffic.start.advanced(byMilliseconds: 5 * Self.hour))
    let explanation = evening(silentBefore: minutes).explanation(.volume, coverage: coverage)
    let slice = try #require(explanation.slices.first)
    #expect(slice.members.texts == ["carrier": "AT&T"])
    let start = DrawnTraffic.windowStart.advanced(byMilliseconds: -minutes * 60_000)
    let onset = try #require(explanation.comparison.onset)
    #expect(onset.lowerBound <= start && start <= onset.upperBound, "\(onset)")
    #expect(onset.milliseconds <= 600_000, "\(onset)")
    let end = try #require(slice.end)
    let error = (start.advanced(byMilliseconds: 2 * Self.hour)..<end).milliseconds
    #expect((0...300_000).contains(error), "\(end)")
  }

  @Test func `the course of an evening has no beginning`() {
    let evening = evening(silentBefore: nil)
    #expect(evening.onset(.volume) == nil && evening.explanation(.volume).named.isEmpty)
  }

  /// The evening, of which two of five are left from so many minutes before the window on.
  private func fallingEvening(before minutes: Int64) -> DrawnTraffic {
    let recipients = evening(silentBefore: nil).recipients.enumerated()
    let rest = recipients.filter { number, recipient in
      recipient.created < Self.hour - minutes * 60_000 || number % 5 < 2
    }
    return DrawnTraffic(rest.map(\.element))
  }

  @Test func `where all falls alike it is told that days have their course`() {
    let explanation = fallingEvening(before: 0).explanation(.volume)
    #expect(explanation.wholeChanged && explanation.named.isEmpty)
    #expect(explanation.isChange && !explanation.isChangeWithOnset)
    #expect(explanation.text(.utc, Coverage(), .file).contains("the course of the day"))
  }

  @Test(arguments: [20, 30, 50] as [Int64])
  func `of the whole no beginning is sought`(minutes: Int64) {
    #expect(fallingEvening(before: minutes).onset(.volume) == nil)
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

  @Test func `an hour in which nothing comes at all is the clearest change`() throws {
    let silence = Self.hour..<2 * Self.hour
    let evening = evening(silentBefore: nil)
    let traffic = DrawnTraffic(evening.recipients.filter { !silence.contains($0.created) })
    let explanation = try traffic.explanationByItself(
      .volume, until: DrawnTraffic.start.advanced(byMilliseconds: 5 * Self.hour))
    #expect(explanation.comparison.window.lowerBound == DrawnTraffic.windowStart)
    #expect(explanation.window.hits == 0 && explanation.wholeChanged)
    let text = explanation.text(.utc, Coverage(), .file)
    #expect(text.contains("Nothing came in the window at all") && !text.contains("course of"))
  }

  /// The evening up to the middle of an hour, after which archives are said to go on, or do by a clock.
  @Test(arguments: [true, false])
  func `what comes after the last message is no fall`(isSaid: Bool) {
    let stop = 9 * Self.hour / 2
    let traffic = DrawnTraffic(evening(silentBefore: nil).recipients.filter { $0.created < stop })
    let messages = DrawnTraffic.Messages(Array(traffic.recipients.enumerated()))
    let (last, later) = (
      DrawnTraffic.start.advanced(byMilliseconds: stop),
      DrawnTraffic.start.advanced(byMilliseconds: stop + 10 * Self.hour)
    )
    var survey = HourSurvey(
      ExplainParameters(.volume, asOf: isSaid ? later : nil),
      Coverage(
        start: DrawnTraffic.start.advanced(byMilliseconds: -3 * Self.hour),
        end: isSaid ? last : later))
    for message in messages.messages { survey.count(message, messages.pool) }
    let changes = survey.changes().ranked
    #expect(!changes.isEmpty)
    #expect(changes.allSatisfy { $0.times.lowerBound < last })
    // Where the archives end themselves is known then: half an hour is no fall either.
    if isSaid { #expect(changes.allSatisfy { $0.times.upperBound <= last }) }
  }

  @Test func `a baseline that is asked for is taken`() throws {
    let (start, end) = (time(ofHour: Self.oddHour), time(ofHour: Self.oddHour + 1))
    let coverage = Coverage(start: time(ofHour: 0), end: time(ofHour: 72))
    func baseline(_ parameters: ExplainParameters) throws -> [Range<Timestamp>]? {
      try parameters.comparisons(nil, coverage).first?.baseline
    }
    let volume = ExplainParameters(.volume, since: start, until: end)
    #expect(try baseline(volume)?.count == 2)
    // Of many days the last seven.
    let month = Coverage(
      start: start.advanced(byMilliseconds: -30 * 24 * Self.hour), end: coverage.end)
    #expect(try volume.comparisons(nil, month).first?.baseline.count == 7)
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
