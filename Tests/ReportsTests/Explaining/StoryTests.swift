import Callbacks
import Primitives
import Testing

@testable import Lifecycles
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

  /// The same, but in the baseline they fail in every fourth of twelve parts only.
  private func clumped(
    _ values: [String: String], window: Counts, baseline: Counts
  ) -> [DrawnRecipient] {
    let even = recipients(values, window: window, baseline: (0, baseline.trials))
    let clumps = (0..<3).map { Int64($0) * DrawnTraffic.hour / 3 }
    return even
      + clumps.flatMap { start in
        (0..<baseline.hits / 3).map { number in
          DrawnRecipient(
            values: values, created: start + Int64(number),
            code: Self.codes[number % Self.codes.count])
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
    for (window, isChange) in [((120, 600), true), ((31, 600), false)] as [(Counts, Bool)] {
      let explanation = DrawnTraffic(others(window: window)).explanation(.failed)
      #expect(explanation.named.isEmpty && explanation.wholeChanged == isChange)
      let text = explanation.text(.utc, Coverage(), .file)
      #expect(text.contains("The change is spread over all") == isChange)
    }
  }

  @Test func `a window without recipients is nothing that could have changed`() {
    let explanation = DrawnTraffic(others(window: (0, 0))).explanation(.failed)
    let text = explanation.text(.utc, Coverage(), .file)
    #expect(text.hasPrefix("failed: none in the window; before 90 of 1,800 (5.00%)\n"))
    #expect(text.contains("There is nothing to compare:") && !text.contains("stands out"))
  }

  @Test func `expired receipts are proposed where some may be told of`() {
    func isProposed(
      _ choice: Comparison.Choice, daysAfter: Int64, since start: Timestamp = DrawnTraffic.start
    ) -> Bool {
      let end = DrawnTraffic.end.advanced(byMilliseconds: daysAfter * 24 * DrawnTraffic.hour)
      let comparison = Comparison(
        window: DrawnTraffic.windowStart..<DrawnTraffic.end,
        baseline: [DrawnTraffic.start..<DrawnTraffic.windowStart], choice: choice, coverageEnd: end)
      return DrawnTraffic(others()).explanation(.failed, comparison)
        .text(.utc, Coverage(start: start, end: end), .file).contains("receipt_expired")
    }
    #expect(isProposed(.given, daysAfter: 4) && !isProposed(.given, daysAfter: 0))
    // Another hour may be chosen by them.
    let week = DrawnTraffic.start.advanced(byMilliseconds: -7 * 24 * DrawnTraffic.hour)
    #expect(isProposed(.lastHour, daysAfter: 0, since: week))
    #expect(!isProposed(.lastHour, daysAfter: 0) && !isProposed(.given, daysAfter: 0, since: week))
  }

  @Test func `what changes a little more than the rest is no slice`() {
    // Three quarters of its excess and more would be there had it changed as the rest.
    let rest = ["a", "b", "c"].flatMap { tag in
      recipients(["tag": tag], window: (1800, 3000), baseline: (900, 3000))
    }
    let more = recipients(["tag": "x"], window: (2070, 3000), baseline: (900, 3000))
    #expect(stories(rest + more) == [])
    // Or chance may have made the difference.
    let few = recipients(["tag": "x"], window: (120, 1000), baseline: (40, 1000))
    #expect(stories(others(window: (267, 1333), baseline: (133, 1333)) + few) == [])
  }

  @Test func `what changes a little is no story, however sure`() {
    let half = others(window: (3000, 6000), baseline: (3000, 6000))
    for (hits, before) in [(4450, 5000), (5000, 4450)] {
      let slice = recipients(["tag": "x"], window: (hits, 10_000), baseline: (before, 10_000))
      #expect(stories(half + slice) == [])
    }
    // Nor is what holds less than one in 100 of all hits.
    let most = recipients(["tag": "a"], window: (2000, 20_000), baseline: (2000, 20_000))
    let small = recipients(["tag": "x"], window: (20, 2000), baseline: (0, 2000))
    #expect(stories(most + small) == [])
    #expect(stories(others(window: (300, 3000), baseline: (300, 3000)) + small) == [["tag": "x"]])
  }

  @Test func `where failures come in clumps, a slice that has few is no surer`() {
    let slice = recipients(["tag": "x"], window: (40, 600), baseline: (6, 600))
    let tags = ["a", "b", "c"]
    let even = tags.flatMap { recipients(["tag": $0], window: (90, 600), baseline: (90, 600)) }
    #expect(stories(even + slice) == [["tag": "x"]])
    let clumps = tags.flatMap { clumped(["tag": $0], window: (90, 600), baseline: (90, 510)) }
    #expect(stories(clumps + slice) == [])
    // Which is told, for that need not be all that there is to it.
    let explanation = DrawnTraffic(clumps + slice).explanation(.failed)
    #expect(explanation.heldBack.map(\.members.texts) == [["tag": "x"]])
    let text = explanation.text(.utc, Coverage(), .file)
    #expect(text.contains("the baseline is uneven itself") && text.contains("tag=x"))
  }

  /// The whole has changed for sure, and a single slice carries it; but the end of the baseline has seen it
  /// begin.
  @Test func `of a change that began in the baseline it is told what changed most`() {
    let early = (0..<1200).map { number in
      let isHit = number >= 600 ? number % 4 == 0 : number >= 560 && number % 5 == 0
      return DrawnRecipient(
        values: ["tag": "x"], created: 2 * DrawnTraffic.hour * Int64(number) / 1200,
        code: isHit ? Self.codes[number / 15 % 3] : nil)
    }
    let explanation = DrawnTraffic(others() + early).explanation(.failed)
    #expect(explanation.wholeChanged && explanation.named.isEmpty)
    #expect(explanation.heldBack.first?.members.texts == ["tag": "x"])
    let text = explanation.text(.utc, Coverage(), .file)
    #expect(text.contains("The whole changed, but no slice by more") && text.contains("tag=x"))
    #expect(!text.contains("spread over all"))
  }

  /// Of a change that is spread over all, neither a small part nor one that went the other way is it.
  @Test func `what is held back is no cause of a change that it does not carry`() {
    for (window, baseline) in [((12, 300), (88, 300)), ((60, 300), (24, 300))] as [(Counts, Counts)]
    {
      let uneven = clumped(["tag": "x"], window: window, baseline: (baseline.hits, baseline.trials))
      let explanation = DrawnTraffic(others(window: (240, 600)) + uneven).explanation(.failed)
      #expect(explanation.wholeChanged && explanation.named.isEmpty)
      #expect(explanation.heldBack.isEmpty, "\(explanation.heldBack)")
      #expect(explanation.text(.utc, Coverage(), .file).contains("spread over all"))
    }
  }

  @Test func `hits of the same messages say less, in the baseline too`() {
    for squares in [(window: Int64(10), baseline: Int64(600)), (100, 60)] {
      let counts = SliceCounts(
        window: (10, 100), baseline: (60, 200), print: 0, squares: squares)
      #expect(counts.clustering == 10)
    }
  }

  @Test func `slices are shown by their excess, in whatever order they are named`() {
    let both =
      recipients(["tag": "x"], window: (60, 100), baseline: (2, 100))
      + recipients(["tag": "y"], window: (200, 600), baseline: (100, 600))
    let explanation = DrawnTraffic(others() + both).explanation(.failed)
    #expect(explanation.named.map(\.members.texts) == [["tag": "x"], ["tag": "y"]])
    #expect(explanation.slices.map(\.members.texts) == [["tag": "y"], ["tag": "x"]])
  }

  @Test func `no share is told beyond twice the whole`() throws {
    for (fallen, isTold) in [(60, false), (40, true)] {
      let opposed =
        recipients(["tag": "rises"], window: (100, 200), baseline: (0, 200))
        + recipients(["tag": "falls"], window: (0, 200), baseline: (fallen, 200))
      let explanation = DrawnTraffic(others() + opposed).explanation(.failed)
      let rises = try #require(explanation.slices.first)
      #expect(explanation.excess == Int64(100 - fallen) && rises.excess == 100)
      #expect((explanation.share(rises) != nil) == isTold)
    }
  }

  @Test func `slow is what is slower than the baseline`() {
    let slow = others().map { recipient in
      var recipient = recipient
      recipient.latency = recipient.isInWindow ? 60_000 : 1000
      return recipient
    }
    let slowness = DrawnTraffic(slow).explanation(.latencyP95).slowness
    #expect(slowness.map { (1000...1010).contains($0) } == true)
  }

  /// By outcome the hits of each of these metrics; none where it is no trial.
  @Test(
    arguments: [
      (.delivered, [0, 0, 0]), (.failed, [1, 0, 0]), (.contradictory, [1, 0, 0]),
      (.handedOff, [nil, nil, 1]), (.inFlight, [nil, nil, nil]), (nil, [nil, nil, nil]),
    ] as [(Outcome?, [Int64?])])
  func `an outcome is a hit, a trial or neither`(outcome: Outcome?, hits: [Int64?]) {
    var message = Message()
    var lifecycle = Lifecycle(recipient: .missing, carrier: .missing, .outbound)
    lifecycle.outcome = outcome
    message.lifecycles = [lifecycle]
    let scores = [Metric.failed, .receiptExpired, .handedOff].map {
      $0.score(0, of: message, Metric.Basis())
    }
    #expect(scores.map { $0?.hits } == hits)
    #expect(scores.allSatisfy { $0?.trials ?? 1 == 1 })
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

  @Test func `of two names the one that says what is there is told`() {
    // No carrier and the tag are of the very same recipients, and the carrier comes first in order.
    let carried = others().map { recipient in
      var recipient = recipient
      recipient.values["carrier"] = "v"
      return recipient
    }
    let same = recipients(["tag": "x"], window: (60, 100), baseline: (2, 100))
    let explanation = DrawnTraffic(carried + same).explanation(.failed)
    #expect(explanation.named.map(\.members.texts) == [["tag": "x"]])
    #expect(explanation.named.first?.also.map(\.texts) == [["carrier": ""]])
  }

  @Test func `what fell beside a code that is told of has its other names, too`() throws {
    let values = ["tag": "y", "carrier": "v"]
    // With the new code two in seven fail everywhere; of the slice nobody fails otherwise any more.
    let usual =
      others(window: (60, 600), baseline: (60, 600))
      + recipients(values, window: (0, 600), baseline: (300, 600))
    let traffic = usual.enumerated().map { number, recipient in
      var recipient = recipient
      if recipient.isInWindow, number % 7 < 2 { recipient.code = 4770 }
      return recipient
    }
    let explanation = DrawnTraffic(traffic).explanation(.failed)
    #expect(explanation.named.first?.members.texts == ["error_code": "4770"])
    let fell = try #require(explanation.opposite.first)
    #expect(fell.members.texts == ["carrier": "v"] && fell.also.map(\.texts) == [["tag": "y"]])
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
    let counts = SlotCounts(hits: hits, trials: hits.map { _ in 1000 })
    // Pairs of parts have 20 hits or none: 6 · 10² ÷ 10 over 5 degrees.
    let lengths = hits.map { _ in Int64(300_000) }
    #expect(Dispersion(counts, following: lengths).factor == 12)
    #expect(abs(Dispersion(counts, following: nil).factor - 12 / 0.995) < 1e-9)
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

  @Test func `the steepest hour is one of the last 31 days`() {
    let traffic = DrawnTraffic(others() + recipients([:], window: (60, 100), baseline: (2, 100)))
    let messages = DrawnTraffic.Messages(Array(traffic.recipients.enumerated()))
    for (hours, isFound) in [(743, true), (744, false)] as [(Int64, Bool)] {
      let end = DrawnTraffic.start.advanced(byMilliseconds: hours * DrawnTraffic.hour)
      var survey = HourSurvey(ExplainParameters(.failed), Coverage(end: end))
      for message in messages.messages { survey.count(message, messages.pool) }
      #expect((!survey.changes().toLookAt.isEmpty) == isFound)
    }
  }
}
