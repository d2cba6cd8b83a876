import Foundation
import Generator
import Primitives
import Testing

struct ContentTests {
  @Test func `every type of event occurs`() async throws {
    let types = Set(try await Sample.dirty.value.events.map(\.type))
    #expect(
      types == [
        "message-received", "message-delivered", "message-failed", "message-sending",
        "message-sent", "message-read", "suggestion-response", "requested-location-response",
        "request-location-response",
      ])
  }

  @Test func `only fictional numbers occur`() async throws {
    let sample = try await Sample.dirty.value
    for event in sample.events {
      for match in event.line.matches(of: /\+[0-9]+/) {
        #expect(
          match.output.wholeMatch(of: /\+1[2-9][0-9]{2}55501[0-9]{2}/) != nil, "\(event.line)")
      }
      for party in event.recipients + [event.to, event.from] {
        // A number has a plus, a short code at most six digits, a name no digit first.
        #expect(party.wholeMatch(of: /\+[0-9]{11}|[0-9]{5,6}|[A-Za-z]+/) != nil, "\(party)")
      }
    }
    let senders = Set(sample.events.map(\.from))
    #expect(senders.contains { $0.hasPrefix("+1800555") })
    #expect(senders.contains { $0.count == 5 && $0.first?.isNumber == true })
    #expect(senders.contains { $0.first?.isLetter == true })
  }

  @Test func `ids begin with the creation time`() async throws {
    for event in try await Sample.dirty.value.events {
      #expect(event.id.wholeMatch(of: /[0-9]{13}[a-z2-7]{16}/) != nil, "\(event.id)")
      let created = try #require(event.created).millisecondsSinceEpoch
      #expect(event.id.hasPrefix(String(created)))
      #expect(try #require(event.time).millisecondsSinceEpoch >= created)
    }
  }

  @Test func `outbound groups have 2 to 10 recipients, with an event about each`() async throws {
    let sample = try await Sample.dirty.value
    let groups = Dictionary(
      grouping: sample.events.filter { $0.type == "message-sending" && $0.recipients.count > 1 },
      by: \.id)
    #expect(Set(groups.values.map { $0[0].recipients.count }) == Set(2...10))
    var complete = 0
    for events in groups.values {
      #expect(Set(events[0].recipients).count == events[0].recipients.count)
      #expect(Set(events.map(\.to)).isSubset(of: events[0].recipients))
      complete += Set(events.map(\.to)) == Set(events[0].recipients) ? 1 : 0
    }
    // Events of the last minutes arrive after the end.
    #expect(complete * 10 > groups.count * 9)
  }

  @Test func `an inbound group gives each owned recipient a copy with an id`() async throws {
    let sample = try await Sample.dirty.value
    let copies = sample.events.filter {
      $0.type == "message-received" && $0.recipients.count > 1
    }
    let groups = Dictionary(grouping: copies) { event in
      [event.from, event.text] + event.recipients.sorted()
    }
    #expect(groups.values.contains { Set($0.map(\.id)).count == 3 })
    for group in groups.values {
      #expect(Set(group.map(\.id)).count == Set(group.map(\.to)).count)
      let created = group.compactMap { $0.created?.millisecondsSinceEpoch }
      #expect(try #require(created.max()) - (try #require(created.min())) < 60_000)
      #expect(group.allSatisfy { $0.recipients.contains($0.to) })
    }
  }

  @Test func `messages end in many ways`() async throws {
    let sample = try await Sample.dirty.value
    let lifecycles = Dictionary(grouping: sample.events) { $0.id + $0.to }
      .mapValues { Set($0.map(\.type)) }
    #expect(lifecycles.values.contains(["message-sending"]), "handed off, unconfirmed")
    #expect(lifecycles.values.contains(["message-sending", "message-delivered"]))
    #expect(lifecycles.values.contains(["message-sent", "message-delivered"]))
    #expect(lifecycles.values.contains { $0.contains("message-read") })
    #expect(
      lifecycles.values.contains { $0.isSuperset(of: ["message-failed", "message-delivered"]) },
      "contradictory")
    #expect(Set(sample.events.compactMap(\.errorCode)).count > 20)
    #expect(Set(sample.events.compactMap { $0.message["segmentCount"] as? Int }) == Set(1...5))
  }

  @Test func `keywords and texts that need quoting occur`() async throws {
    let sample = try await Sample.dirty.value
    let texts = Set(sample.events.map(\.text))
    #expect(texts.isSuperset(of: ["STOP", "Stop", "HELP", "START"]))
    #expect(texts.contains { $0.contains("\n") } && texts.contains { $0.contains("\"") })
    let tags = Set(sample.events.compactMap { $0.message["tag"] as? String })
    for start in ["=", "+", "-", "@"] { #expect(tags.contains { $0.hasPrefix(start) }) }
    #expect(tags.contains { $0.contains(",") } && tags.contains { $0.contains("\"") })
    #expect(Set(sample.events.compactMap { $0.object["carrierName"] as? String }).count > 5)
    #expect(Set(sample.events.map(\.application)).count == 10)
  }

  @Test(arguments: [(1_795_132_800_000, 73), (1_780_272_000_000, 2)] as [(Int64, Int64)])
  func `receipts expire after the wait of their time`(start: Int64, hours: Int64) async throws {
    let sample = try await Sample(
      GeneratorOptions(
        start: Timestamp(millisecondsSinceEpoch: start), hours: Int(hours) + 20,
        targetBytes: 6_000_000))
    let expired = sample.events.filter { $0.errorCode == 9902 }
    #expect(!expired.isEmpty)
    for event in expired {
      let created = try #require(event.created).millisecondsSinceEpoch
      let wait = try #require(event.time).millisecondsSinceEpoch - created
      #expect((hours * 3_600_000..<hours * 3_600_000 + 60_000).contains(wait))
    }
    // It exists since the wait is 73 hours.
    #expect(sample.events.contains { $0.type == "message-sent" } == (hours == 73))
  }
}
