import Primitives
import Testing

@testable import Reports

/// Which hour is looked at if nobody says.
@Suite struct HourChoiceTests {
  private static let hour = DrawnTraffic.hour

  /// Twelve hours, with incidents from some time on, in hours before the end.
  private func traffic(
    seed: UInt64, _ incidents: [(since: Double, slice: [String: String], share: Int, code: Int64)]
  ) -> DrawnTraffic {
    var traffic = DrawnTraffic(
      seed: seed, DrawnTraffic.Incident(slice: ["carrier": "none"], lead: 10 * Self.hour - 1))
    var number = 0
    traffic.change { recipient in
      number += 1
      for incident in incidents
      where recipient.lies(in: incident.slice) && number % 100 < incident.share
        && recipient.created >= 2 * Self.hour - Int64(incident.since * Double(Self.hour))
      {
        recipient.code = incident.code
      }
    }
    return traffic
  }

  private func start(_ hoursBeforeEnd: Int64) -> Timestamp {
    DrawnTraffic.end.advanced(byMilliseconds: -hoursBeforeEnd * Self.hour)
  }

  @Test func `in healthy traffic no hour stands out`() throws {
    var named = 0
    for seed in UInt64(60_000)..<60_100 {
      let explanation = try traffic(seed: seed, []).explanationByItself()
      if explanation.isChange { named += 1 }
      #expect(explanation.otherHours.isEmpty, "seed \(seed)")
    }
    #expect(named <= 1)
  }

  @Test func `a code that is new in one application is found, and where`() throws {
    for seed in UInt64(0)..<10 {
      let traffic = traffic(seed: 61_000 + seed, [(3.6, ["application": "app-3"], 30, 4797)])
      let explanation = try traffic.explanationByItself()
      #expect(
        explanation.slices.first?.members.texts == [
          "application": "app-3", "error_code": "4797",
        ], "seed \(seed)")
      // It goes on.
      #expect(explanation.slices.first?.end == nil, "seed \(seed)")
      #expect(explanation.otherHours.isEmpty, "seed \(seed): \(explanation.otherHours)")
    }
  }

  @Test func `of two incidents at different times the other hour is told`() throws {
    var told = 0
    for seed in UInt64(0)..<10 {
      let traffic = traffic(
        seed: 62_000 + seed,
        [
          (7, ["application": "app-1"], 50, 4797), (2, ["carrier": "AT&T"], 40, 4702),
        ])
      let explanation = try traffic.explanationByItself()
      let hours = Set(([explanation.comparison.window] + explanation.otherHours).map(\.lowerBound))
      #expect(hours.isSubset(of: [start(7), start(2)]), "seed \(seed): \(hours)")
      told += hours.count
    }
    #expect(told >= 18)
  }

  @Test(arguments: [(300_000, false), (300_001, true)] as [(Int64, Bool)])
  func `an hour that lacks five minutes is one`(lack: Int64, isBegun: Bool) {
    let end = DrawnTraffic.end.advanced(byMilliseconds: -lack)
    let traffic = DrawnTraffic(
      seed: 64_000, DrawnTraffic.Incident(slice: ["carrier": "AT&T"], code: 4702))
    let messages = DrawnTraffic.Messages(Array(traffic.recipients.enumerated()))
    var survey = HourSurvey(
      ExplainParameters(.failed), Coverage(start: DrawnTraffic.start, end: end))
    for message in messages.messages { survey.count(message, messages.pool) }
    #expect(survey.changes().ranked.map(\.isBegun) == [isBegun])
  }

  @Test func `an hour that has only begun is taken if nothing else shows`() throws {
    let end = DrawnTraffic.end.advanced(byMilliseconds: -Self.hour * 5 / 6)
    for seed in UInt64(0)..<10 {
      let both = traffic(
        seed: 63_000 + seed,
        [(1, ["carrier": "AT&T"], 80, 4702), (4, ["application": "app-0"], 50, 4797)])
      #expect(
        try both.explanationByItself(until: end).comparison.window.lowerBound == start(4))
      let late = traffic(seed: 63_000 + seed, [(1, ["carrier": "AT&T"], 80, 4702)])
      #expect(
        try late.explanationByItself(until: end).comparison.window.lowerBound == start(1))
    }
  }

  @Test func `workers change nothing`() throws {
    let traffic = traffic(
      seed: 64_000,
      [(7, ["application": "app-1"], 50, 4797), (2, ["carrier": "AT&T"], 40, 4702)])
    let one = try traffic.explanationByItself()
    let three = try traffic.explanationByItself(workers: 3)
    #expect(one.ndjson == three.ndjson && one.otherHours == three.otherHours)
  }

  @Test func `an application that sends nothing is a change of volume`() throws {
    for seed in UInt64(0)..<5 {
      let all = traffic(seed: 65_000 + seed, [(2, ["application": "app-1"], 100, 1)])
      let without = DrawnTraffic(all.recipients.filter { $0.code != 1 })
      let explanation = try without.explanationByItself(.volume)
      #expect(explanation.comparison.window.lowerBound == start(2), "seed \(seed)")
      let first = explanation.slices.first?.members.texts
      #expect(first == ["application": "app-1"], "seed \(seed): \(first ?? [:])")
    }
  }
}
