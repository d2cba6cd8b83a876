import Callbacks
import Lifecycles
import Primitives
import Testing

/// Every rule of an outcome, by events that it decides.
@Suite struct OutcomeReasonTests {
  private struct Case {
    var events: [String]
    var message = #""time":"2026-01-01T00:00:00Z""#
    var receipts = MMSReceipts.auto
    var coverageEnd: Timestamp? = Timestamp(millisecondsSinceEpoch: 1_767_225_600_000)
  }

  private static let media = #""time":"2026-01-01T00:00:00Z","media":["a.png"]"#
  /// 26 hours later, when the wait is over.
  private static let waitEnd = Timestamp(millisecondsSinceEpoch: 1_767_225_600_000 + 93_600_000)
  private static let justBefore = waitEnd.advanced(byMilliseconds: -1)

  private static let cases: [(OutcomeReason, Case)] = [
    (.deliveredAndFailed, Case(events: ["delivered", "failed"])),
    (.failed, Case(events: ["failed"])),
    (.failed, Case(events: ["rejected-forbidden-country"])),
    (.delivered, Case(events: ["delivered"])),
    (.deliveredWithReceipts, Case(events: ["delivered", "sending"], message: media)),
    (.deliveredWithoutReceipts, Case(events: ["delivered"], message: media)),
    (.deliveredReceiptsOn, Case(events: ["delivered"], message: media, receipts: .on)),
    (.deliveredReceiptsOff, Case(events: ["delivered", "sent"], message: media, receipts: .off)),
    (.waitOver, Case(events: ["sending"], coverageEnd: waitEnd)),
    (.waiting, Case(events: ["sending"], coverageEnd: justBefore)),
    (.creationUnknown, Case(events: ["sending"], message: #""time":"""#, coverageEnd: waitEnd)),
    (.coverageUnknown, Case(events: ["sending"], coverageEnd: nil)),
  ]

  @Test(arguments: cases.indices)
  func `events and what decides`(number: Int) {
    let (expected, input) = Self.cases[number]
    let body = input.events.map {
      #"{"type":"message-\#($0)","to":"+1","message":{"id":"m","to":["+1"],\#(input.message)}}"#
    }.joined()
    let join = RecordedEvents(body).join
    let rules = OutcomeRules(coverageEnd: input.coverageEnd, receipts: input.receipts)
    var found: [OutcomeReason?] = []
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, rules) { message in
        for lifecycle in message.lifecycles {
          found.append(lifecycle.reason)
          #expect(lifecycle.outcome == lifecycle.reason?.outcome)
        }
      }
    }
    #expect(found == [expected])
  }

  @Test func `no rule is left out`() {
    #expect(Set(Self.cases.map(\.0)) == Set(OutcomeReason.allCases))
  }

  /// Time can only turn a wait into its end.
  @Test func `open reasons are those of what waits`() {
    for reason in OutcomeReason.allCases where reason.isOpen {
      #expect(reason.outcome == .inFlight)
    }
    #expect(!OutcomeReason.creationUnknown.isOpen)
  }

  /// The wait became longer on 2026-07-06, for messages from then on.
  @Test func `a period waits as long as the last message before its end`() {
    let change = Timestamp(millisecondsSinceEpoch: 1_783_296_000_000)
    for (milliseconds, hours) in [(-1, 26), (0, 26), (1, 97)] as [(Int64, Int64)] {
      let end = change.advanced(byMilliseconds: milliseconds)
      #expect(
        ReceiptWait.end(forMessagesCreatedBefore: end)
          == end.advanced(byMilliseconds: hours * 3_600_000))
      // The day behind it is for callbacks that come again.
      #expect(
        ReceiptWait.expiry(forMessagesCreatedBefore: end)
          == end.advanced(byMilliseconds: (hours - 24) * 3_600_000))
    }
  }

  @Test func `of two failures at the same time the one with a code counts`() {
    let events = [#""failed","errorCode":4770"#, #""rejected-forbidden-country""#].map { type in
      """
      {"type":"message-\(type.dropFirst()),"time":"2026-01-01T00:00:00Z","to":"+1",\
      "message":{"id":"m","to":["+1"]}}
      """
    }
    for text in [events.joined(), events.reversed().joined()] {
      var codes: [Int64?] = []
      let join = RecordedEvents(text).join
      for partition in 0..<LifecycleJoin.partitionCount {
        join.forEachMessage(in: partition, OutcomeRules(coverageEnd: nil, receipts: .auto)) {
          codes += $0.lifecycles.map { $0.failure?.code }
        }
      }
      #expect(codes == [4770])
    }
  }
}
