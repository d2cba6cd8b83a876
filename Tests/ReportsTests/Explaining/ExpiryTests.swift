import Callbacks
import Primitives
import Testing

@testable import Lifecycles
@testable import Reports

/// A receipt expires after days: what is younger cannot have failed so.
@Suite struct ExpiryTests {
  private static let hour = DrawnTraffic.hour

  /// Recipients of which one in four fails by expiry in the baseline, and none in the window.
  private static let young = DrawnTraffic(
    (0..<1200).map { number in
      let created = Int64(number) * 2 * hour / 1200
      let isExpired = number % 4 == 0 && created < hour
      return DrawnRecipient(
        values: ["application": "app", "carrier": "v"], created: created,
        code: isExpired ? ErrorCode.receiptExpired : nil)
    })

  private func explanation(coverageEnd: Timestamp?) -> Explanation {
    Self.young.explanation(.failed, coverage: Coverage(end: coverageEnd))
  }

  @Test func `what has not failed so yet is compared with what had not`() {
    let wait = 73 * Self.hour
    let old = explanation(coverageEnd: DrawnTraffic.end.advanced(byMilliseconds: wait))
    #expect(old.comparison.countsExpired && old.unexpired == 0)
    #expect(old.baseline.hits == 150 && old.baseline.trials == 600 && old.wholeChanged)
    for lack in [Int64(1), wait] {
      let end = DrawnTraffic.end.advanced(byMilliseconds: wait - lack)
      let young = explanation(coverageEnd: end)
      #expect(!young.comparison.countsExpired && young.unexpired == 150)
      // In flight, as they were.
      #expect(young.baseline.hits == 0 && young.baseline.trials == 450 && !young.wholeChanged)
      let text = young.text(.utc, Coverage(end: end), .file)
      #expect(text.contains("150 expired receipts"))
    }
  }

  @Test func `no hour is chosen because the one before it is too young`() {
    // As if the hours were told the other way round: the later one has them.
    let messages = DrawnTraffic.Messages(
      Array(
        Self.young.recipients.map { recipient in
          var recipient = recipient
          recipient.created = 2 * Self.hour - 1 - recipient.created
          return recipient
        }.enumerated()))
    func rise(_ age: Int64) -> Range<Timestamp>? {
      let end = DrawnTraffic.end.advanced(byMilliseconds: age)
      var survey = HourSurvey(ExplainParameters(.failed), Coverage(end: end))
      for message in messages.messages { survey.count(message, messages.pool) }
      return survey.changes().toLookAt.first?.times
    }
    #expect(rise(73 * Self.hour) == DrawnTraffic.windowStart..<DrawnTraffic.end)
    #expect(rise(73 * Self.hour - 1) == nil)
  }

  @Test func `what was delivered before it failed so was delivered`() {
    var message = Message()
    var lifecycle = Lifecycle(recipient: .missing, carrier: .missing, .outbound)
    var tally = EventTally(
      type: TypeID(.failed, name: .missing), time: 0, code: ErrorCode.receiptExpired,
      arrival: EventTally.missing)
    tally.count = 1
    lifecycle.note(tally)
    for (outcome, hits) in [(Outcome.failed, nil), (.contradictory, 0)] as [(Outcome, Int64?)] {
      lifecycle.outcome = outcome
      message.lifecycles = [lifecycle]
      let score = Metric.failed.score(0, of: message, Metric.Basis(countsExpired: false))
      #expect(score?.hits == hits)
      #expect(Metric.failed.score(0, of: message, Metric.Basis())?.hits == 1)
    }
  }
}
