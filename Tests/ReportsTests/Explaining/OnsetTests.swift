import Primitives
import Testing

@testable import Reports

/// When a change began that began before its window.
@Suite struct OnsetTests {
  private static let hour = DrawnTraffic.hour
  private static let minute: Int64 = 60_000

  private static func time(_ minutes: Int64) -> Timestamp {
    DrawnTraffic.windowStart.advanced(byMilliseconds: minutes * minute)
  }

  @Test(arguments: [-2, -10, -31, -55, -58, -61, -75, -110] as [Int64])
  func `an outage does not hide itself, and its beginning is told`(minutes: Int64) {
    let incident = DrawnTraffic.Incident(
      slice: ["carrier": "AT&T"], share: 0.8, code: 4750, lead: -minutes * Self.minute)
    var told = 0
    for seed in UInt64(0)..<10 {
      let traffic = DrawnTraffic(seed: 7000 + seed, incident)
      let explanation = traffic.explanation(.failed)
      let first = explanation.slices.first?.members.texts
      #expect(first == incident.story, "seed \(seed): \(first ?? [:])")
      guard let onset = explanation.comparison.onset else {
        #expect(minutes > -5, "seed \(seed)")
        continue
      }
      told += 1
      let truth = Self.time(minutes)
      #expect(
        onset.lowerBound <= truth && truth <= onset.upperBound,
        "seed \(seed): \(minutes) is not in \(onset)")
      #expect((onset.lowerBound..<onset.upperBound).milliseconds <= 20 * Self.minute, "\(onset)")
    }
    #expect(told >= 9 || minutes > -5)
  }

  /// Many send on the minute: what is created as a minute begins lies in it.
  @Test func `what is sent on the minute began in none before`() throws {
    let minutes = -120..<Int64(120)
    let traffic = DrawnTraffic(
      minutes.flatMap { minute in
        (0..<20).map { number in
          let hasBegun = minute >= 60 - 20
          return DrawnRecipient(
            values: ["application": "app", "carrier": "v"], created: minute * Self.minute,
            code: hasBegun || number == 0 ? 4750 : nil)
        }
      })
    let onset = try #require(traffic.onset(.failed))
    #expect(onset.lowerBound <= Self.time(-20) && Self.time(-20) <= onset.upperBound, "\(onset)")
  }

  @Test func `where nothing changed nothing began`() {
    for seed in UInt64(51_000)..<51_060 {
      let explanation = DrawnTraffic(seed: seed).explanation(.failed)
      #expect(explanation.comparison.onset == nil, "seed \(seed)")
    }
  }

  @Test func `what was over before the window began nothing`() {
    for seed in UInt64(0)..<10 {
      var traffic = DrawnTraffic(
        seed: 8000 + seed,
        DrawnTraffic.Incident(slice: ["application": "app-0"], code: 4750, lead: 1))
      traffic.change { recipient in
        // An hour ago, for twenty minutes.
        let start = -40 * Self.minute
        if (start..<start + 20 * Self.minute).contains(recipient.created),
          recipient.values["carrier"] == "AT&T"
        {
          recipient.code = 4775
        }
      }
      let explanation = traffic.explanation(.failed)
      #expect(explanation.comparison.onset == nil, "seed \(seed)")
      #expect(
        explanation.slices.first?.members.texts == [
          "application": "app-0", "error_code": "4750",
        ], "seed \(seed)")
    }
  }

  @Test func `the baseline ends where the change began`() throws {
    let parameters = ExplainParameters(.failed)
    let onset = Self.time(-5)..<Self.time(-3)
    let moved = try #require(
      parameters.comparison(DrawnTraffic.comparison, before: onset, Coverage()))
    #expect(moved.window == DrawnTraffic.comparison.window && moved.tries == 36)
    #expect(moved.onset == onset)
    #expect(moved.baseline == [Self.time(-65)..<Self.time(-5)])
    // Archives that begin later leave a shorter one.
    let cut = parameters.comparison(
      DrawnTraffic.comparison, before: onset, Coverage(start: Self.time(-60)))
    #expect(cut?.baseline == [Self.time(-60)..<Self.time(-5)])
    // A baseline that was asked for is not moved.
    let asked = ExplainParameters(
      .failed, since: DrawnTraffic.windowStart, baseline: .until(DrawnTraffic.windowStart))
    #expect(asked.comparison(DrawnTraffic.comparison, before: onset, Coverage()) == nil)
  }
}
