import Callbacks
import Primitives
import Testing

@testable import Lifecycles
@testable import Reports

/// A receipt is late when five minutes after the message was created nothing had been reported.
@Suite struct LateReceiptTests {
  private static let created = DrawnTraffic.start

  private static func after(_ milliseconds: Int64) -> Timestamp {
    created.advanced(byMilliseconds: milliseconds)
  }

  /// Hits of an outbound lifecycle with these events; `nil` if it is no trial.
  private func hits(
    _ events: [(EventType, Timestamp?)], code: Int64 = EventTally.missing,
    outcome: Outcome? = .inFlight, coverageEnd: Timestamp? = nil
  ) -> Int64? {
    var message = Message()
    message.creationTime = Self.created
    var lifecycle = Lifecycle(recipient: .missing, carrier: .missing, .outbound)
    for (type, time) in events {
      lifecycle.note(
        EventTally(
          type: TypeID(type, name: .missing),
          time: time?.millisecondsSinceEpoch ?? EventTally.missing, code: code,
          arrival: EventTally.missing))
    }
    lifecycle.outcome = outcome
    message.lifecycles = [lifecycle]
    let score = Metric.receiptLate.score(0, of: message, Metric.Basis(coverageEnd: coverageEnd))
    #expect(score?.trials ?? 1 == 1)
    return score?.hits
  }

  @Test(arguments: [EventType.delivered, .failed])
  func `a report within five minutes is in time`(type: EventType) {
    #expect(hits([(type, Self.after(300_000))]) == 0)
    #expect(hits([(type, Self.after(300_001))]) == 1)
    #expect(hits([(type, Self.after(-1))]) == 0)
    // Nobody knows when it came.
    #expect(hits([(type, nil)]) == 0)
  }

  @Test func `the first report counts`() {
    let late = Self.after(600_000)
    #expect(hits([(.failed, late), (.delivered, Self.after(1))], outcome: .contradictory) == 0)
    #expect(hits([(.delivered, late), (.failed, Self.after(1))], outcome: .contradictory) == 0)
    #expect(hits([(.delivered, late), (.failed, late)], outcome: .contradictory) == 1)
  }

  @Test func `that a message left is no report of what became of it`() {
    #expect(hits([(.sending, Self.after(1)), (.sent, Self.after(2))]) == 1)
    let expired = Self.after(73 * 3_600_000)
    #expect(hits([(.failed, expired)], code: ErrorCode.receiptExpired, outcome: .failed) == 1)
  }

  @Test func `who was not waited for as long does not count, and inbound recipients never do`() {
    #expect(hits([], coverageEnd: Self.after(299_999)) == nil)
    #expect(hits([(.delivered, Self.after(1))], coverageEnd: Self.after(299_999)) == nil)
    #expect(hits([], coverageEnd: Self.after(300_000)) == 1)
    #expect(hits([], outcome: nil) == nil)
  }

  @Test func `those of the window who are too young are told`() {
    let traffic = DrawnTraffic(
      (0..<1200).map { number in
        DrawnRecipient(
          values: ["application": "app", "carrier": "v"],
          created: Int64(number) * 2 * DrawnTraffic.hour / 1200)
      })
    let explanation = traffic.explanation(
      .receiptLate, coverage: Coverage(end: DrawnTraffic.end))
    // Ten a minute, in the last five minutes; one that waited for just so long counts.
    #expect(explanation.undecided == 49 && explanation.window.trials == 551)
    #expect(explanation.text(.utc, Coverage(), .file).contains("too young 49 recipients"))
  }
}
