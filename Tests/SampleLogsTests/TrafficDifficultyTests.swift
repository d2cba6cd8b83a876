import Lifecycles
import Primitives
import Reports
import Testing

/// What became of messages in the odd archives.
@Suite struct TrafficDifficultyTests {
  @Test func `each outcome and kind occurs`() throws {
    let messages = try SampleReading.whole.get().allMessages
    let outcomes = Set(messages.flatMap(\.lifecycles).compactMap(\.outcome))
    #expect(outcomes == Set(Outcome.allCases))
    #expect(Set(messages.map(\.kind)) == Set(MessageKind.allCases))
  }

  @Test(arguments: [
    ("failedfirst", [Outcome.contradictory]), ("deliveredfirst", [.contradictory]),
    ("forbiddenyet", [.contradictory]), ("groupmember", [.contradictory, .handedOff, .handedOff]),
    ("backwards", [.delivered]), ("loop", [.delivered]), ("sendingonly", [.inFlight]),
    ("confirmed", [.delivered]), ("sentmms", [.delivered]), ("handedoff", [.handedOff]),
    ("channelonly", [.handedOff]), ("sametwice", [.handedOff]), ("expired", [.failed]),
    ("typesforbidden", [.failed]), ("typesqueued", [.inFlight]),
  ])
  func `outcomes follow from events`(name: String, outcomes: [Outcome]) throws {
    let message = try #require(try SampleReading.whole.get().message(name))
    let found = message.lifecycles.compactMap(\.outcome)
    #expect(found.sorted { $0.rawValue < $1.rawValue } == outcomes)
  }

  @Test func `groups are of every size`() throws {
    let reading = try SampleReading(odd: "mms-and-groups.ndjson.gz")
    let rows = reading.rows(
      .mmsGroup, "direction", "kind", "group_size", "messages", "logical_messages", "delivered",
      "handed_off", "failed", "in_flight", "silent")
    #expect(
      rows == [
        "inbound group 5 4 2 - - - - -", "inbound group 15 1 1 - - - - -",
        "outbound group 2 1 1 0 1 1 0 0", "outbound group 3 1 1 0 2 0 0 1",
        "outbound group 4 1 1 0 3 1 0 0", "outbound group 5 1 1 0 4 0 0 1",
        "outbound group 6 1 1 5 0 1 0 0", "outbound group 7 1 1 6 0 0 1 0",
        "outbound group 8 1 1 7 0 1 0 0", "outbound group 9 1 1 8 0 0 1 0",
        "outbound group 10 1 1 9 0 1 0 0", "outbound mms 1 6 6 2 3 0 1 0",
      ])
  }

  @Test func `events come again for a day`() throws {
    let reading = try SampleReading(
      odd: "redelivery-2026-11-17.ndjson.gz", "redelivery-2026-11-18.ndjson.gz")
    let rows = reading.rows(
      .redelivery, "event_type", "events", "unique", "redelivered", "delay_max_s", "late")
    // 23 h 59 min; late are what came for the last time, and what was first answered hours later.
    #expect(
      rows == ["message-delivered 8 4 2 86340000ms 3", "message-failed 2 1 1 28800000ms 1"])
    #expect(reading.message("otherbody")?.lifecycles.first?.failure?.code == 4_770)
  }

  @Test func `hours hold what comes late`() throws {
    let messages = try SampleReading.hours().allMessages
    let tallies = messages.flatMap(\.tallies)
    // More than an hour between two arrivals: they lie in different archives.
    let again = tallies.filter { $0.count > 1 && $0.arrivalSpread.map { $0 > 3_600_000 } == true }
    #expect(again.count > 10)
    #expect(tallies.contains { $0.lateCount > 0 })
    #expect(messages.flatMap(\.lifecycles).contains { $0.outcome == .contradictory })
  }

  @Test func `keywords are found in whole texts only`() throws {
    let rows = try SampleReading(odd: "inbound.ndjson.gz").rows(
      .inbound, "messages", "sms", "mms", "group", "rbm", "segments", "opt_outs", "opt_ins",
      "help_requests")
    #expect(rows == ["25 23 1 0 1 27 10 4 2"])
  }

  @Test func `bodies hold any number of events`() throws {
    let reading = try SampleReading(odd: "bodies.ndjson.gz")
    let names = [
      "one", "twofirst", "twosecond", "fivea", "fivee", "single", "twice", "rails", "bridge",
      "shipped", "loggedfirst", "loggedlast", "outside", "keytwice", "escapedkeys", "platform",
      "reversed",
    ]
    for name in names {
      let lifecycle = try #require(reading.message(name)?.lifecycles.first, "\(name)")
      #expect(lifecycle.outcome == .delivered, "\(name)")
    }
    #expect(reading.message("inside") == nil)
    #expect(reading.reports.accounting.callbacks == 15)
    #expect(reading.reports.accounting.duplicates == 1)
  }
}
