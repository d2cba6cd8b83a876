import Primitives
import Testing

@testable import Reports

/// Which story is told of traffic that is made to have only one, or none.
@Suite struct StoryTests {
  typealias Counts = (hits: Int, trials: Int)

  private static let codes: [Int64] = [4720, 4750, 4775]

  /// Recipients that share some values and fail evenly over time, with several codes.
  private func recipients(
    _ values: [String: String], window: Counts, baseline: Counts
  ) -> [DrawnRecipient] {
    [(baseline, Int64(0)), (window, DrawnTraffic.hour)].flatMap { counts, start in
      (0..<counts.trials).map { number in
        var recipient = DrawnRecipient(
          values: values, created: start + DrawnTraffic.hour * Int64(number) / Int64(counts.trials))
        let before = number * counts.hits / counts.trials
        let isHit = (number + 1) * counts.hits / counts.trials > before
        recipient.code = isHit ? Self.codes[before % Self.codes.count] : nil
        return recipient
      }
    }
  }

  /// Tags of which nothing is to be told, unless they change alike.
  private func others(window: Counts = (30, 600), baseline: Counts = (30, 600)) -> [DrawnRecipient]
  {
    ["a", "b", "c"].flatMap { tag in
      recipients(["tag": tag], window: window, baseline: baseline)
    }
  }

  /// Two by two, so that of two workers each gets those of one list, as far as it goes.
  private func alternating(
    _ first: [DrawnRecipient], _ second: [DrawnRecipient]
  ) -> [DrawnRecipient] {
    zip(first, second).flatMap { [$0, $1] } + first.dropFirst(second.count)
      + second.dropFirst(first.count)
  }

  private func stories(
    _ recipients: [DrawnRecipient], workers: Int = 1
  ) -> [[String: String]] {
    DrawnTraffic(recipients).explanation(.failed, workers: workers).named.map(\.members.texts)
  }

  @Test func `a new value that fails is named`() {
    let new = recipients(["tag": "new"], window: (60, 60), baseline: (0, 0))
    #expect(stories(others() + new) == [["tag": "new"]])
  }

  @Test func `where values differ much, a new one may be what it likes`() {
    let usual = [("a", 30), ("b", 270), ("c", 30), ("d", 270)].flatMap { tag, hits in
      recipients(["tag": tag], window: (hits, 300), baseline: (hits, 300))
    }
    let new = recipients(["tag": "new"], window: (100, 100), baseline: (0, 0))
    #expect(stories(usual + new) == [])
  }

  @Test func `a change that is everywhere is no slice's`() {
    #expect(stories(others(window: (120, 600))) == [])
  }

  @Test func `slices that come to the same numbers are two stories, by name`() {
    let twins = ["y", "x"].flatMap { tag in
      recipients(["tag": tag], window: (60, 100), baseline: (2, 100))
    }
    let explanation = DrawnTraffic(others() + twins).explanation(.failed)
    #expect(explanation.named.map(\.members.texts) == [["tag": "x"], ["tag": "y"]])
    #expect(explanation.named.map(\.also.count) == [0, 0])
  }

  @Test func `what is taken out no longer makes the rest uncertain`() {
    // All of the tag are of the carrier, and ten times as many as what is left of it.
    let overlap =
      recipients(["tag": "x", "carrier": "v"], window: (600, 600), baseline: (10, 600))
      + recipients(["tag": "a", "carrier": "v"], window: (40, 100), baseline: (5, 100))
    #expect(stories(others() + overlap) == [["tag": "x"], ["carrier": "v"]])
  }

  @Test func `a change that cancels itself out has the direction of what is told first`() {
    let opposed =
      recipients(["tag": "rises"], window: (100, 200), baseline: (0, 200))
      + recipients(["tag": "falls"], window: (0, 200), baseline: (105, 200))
    let explanation = DrawnTraffic(others() + opposed).explanation(.failed)
    #expect(explanation.excess < 0)
    #expect(explanation.slices.map(\.members.texts) == [["tag": "rises"]])
    #expect(explanation.opposite.map(\.members.texts) == [["tag": "falls"]])
  }

  @Test func `a value that one worker alone has seen is named`() {
    let one = recipients(["tag": "x"], window: (60, 100), baseline: (2, 100))
    #expect(stories(alternating(others(), one), workers: 2) == [["tag": "x"]])
  }

  @Test func `a pair that one worker alone has seen, in the baseline, is named`() {
    let rest = [("x", "w"), ("y", "v"), ("y", "w")].flatMap { tag, carrier in
      recipients(["tag": tag, "carrier": carrier], window: (10, 200), baseline: (10, 200))
    }
    let pair = recipients(["tag": "x", "carrier": "v"], window: (0, 200), baseline: (190, 200))
    #expect(
      stories(alternating(rest, pair), workers: 2) == [["tag": "x", "carrier": "v"]])
  }

  @Test func `clumps longer than a part of the baseline are seen`() {
    let hits: [Int64] = [0] + (0..<12).map { $0 % 4 < 2 ? 10 : 0 }
    let counts = SliceCounts(
      hits: hits, trials: hits.map { _ in 1000 }, print: 0, squares: (0, 60))
    // Pairs of parts have 20 hits or none: 6 · 10² ÷ 10 over 5 degrees.
    let lengths = hits.map { _ in Int64(300_000) }
    #expect(Dispersion(counts, lengths: lengths).factor == 12)
    #expect(abs(Dispersion(counts, lengths: nil).factor - 12 / 0.995) < 1e-9)
  }

  @Test func `the steepest hour is sought where archives tell of it`() {
    let messages = DrawnTraffic.Messages(Array(DrawnTraffic(seed: 1).recipients.enumerated()))
    func latest(_ end: Timestamp?) -> Timestamp? {
      var survey = HourSurvey(ExplainParameters(.failed), Coverage(end: end))
      for message in messages.messages { survey.count(message, messages.pool) }
      return survey.latestCreation
    }
    #expect(latest(nil).map { $0 > DrawnTraffic.windowStart } == true)
    #expect(latest(DrawnTraffic.windowStart).map { $0 <= DrawnTraffic.windowStart } == true)
  }
}
