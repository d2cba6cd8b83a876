import Callbacks
import Lifecycles
import Pipeline
import Primitives
import Reports
import Testing

/// What events say in the odd archives, and how it is understood.
@Suite struct EventDifficultyTests {
  @Test func `each type occurs`() throws {
    let reading = try SampleReading.whole.get()
    var types: Set<EventType> = []
    var unknown: Set<String> = []
    for tally in reading.allMessages.flatMap(\.tallies) {
      types.insert(tally.type.type)
      if tally.type.type == .unknown { unknown.insert(reading.text(tally.type.name)) }
    }
    #expect(types == Set(EventType.allCases))
    #expect(
      unknown == [
        "message-enqueued", "message-edited", "MESSAGE-DELIVERED", "=probe, \"internal\"",
      ])
  }

  @Test func `error codes are read in every form`() throws {
    let reading = try SampleReading(odd: "error-codes.ndjson.gz")
    let expected: [(name: String, code: Int64?)] = [
      ("integer", 4_770), ("digits", 4_770), ("threedigits", 4_770), ("threequoted", 9_902),
      ("pointzero", 4_770), ("exponent", 4_770), ("exported", 4_770), ("expired", 9_902),
      ("ambiguous", 999), ("unknowncode", 4_688), ("unknownvague", 6_100), ("codenegative", -1),
      ("codenull", nil), ("codeempty", nil), ("codeword", nil), ("codefraction", nil),
      ("codeabsent", nil),
    ]
    for (name, code) in expected {
      let lifecycle = try #require(reading.message(name)?.lifecycles.first, "\(name)")
      #expect(lifecycle.outcome == .failed, "\(name)")
      #expect(lifecycle.failure?.code == code, "\(name)")
      #expect(lifecycle.isReceiptExpired == (code == 9_902), "\(name)")
    }
    #expect(
      reading.rows(.failures, "error_code", "name", "sample_message_id").contains(
        "4795 tfn-not-verified =1+2,\"3\""))
  }

  @Test func `recipients are found in every form`() throws {
    let reading = try SampleReading(odd: "recipients.ndjson.gz", "eras-2017-to-2025.ndjson.gz")
    func recipients(_ name: String) throws -> [String] {
      let message = try #require(reading.message(name), "\(name)")
      return message.lifecycles.map { reading.text($0.recipient) }.sorted()
    }
    #expect(try recipients("tostring") == [Party.subscriber(7)])
    #expect(try recipients("toarray") == [Party.subscriber(8)])
    #expect(try recipients("toplusless") == [Party.subscriber(6)])
    #expect(try recipients("toname") == ["anonymous"])
    #expect(try recipients("toowner") == [Party.longCode])
    #expect(try recipients("tonobody") == [""])
    // The two events that do not say which of the two recipients they are about.
    #expect(
      try recipients("topair") == ["", Party.subscriber(4), Party.subscriber(5)].sorted())
    #expect(try recipients("eragroup") == [""])
    #expect(try recipients("eraearly") == [SampleMessage("eraearly", at: "17T11:01:00").sole])
    for name in ["tomissing", "tonull", "toempty", "tonumber"] {
      #expect(try recipients(name) == [SampleMessage(name, at: "17T12:10:00").sole])
    }
    let sender = reading.message("fromplusless")?.facts.sender
    #expect(sender.map(reading.text) == Party.longCode)
  }

  @Test func `attachments are counted in every form`() throws {
    let reading = try SampleReading(odd: "media.ndjson.gz")
    for form in OddArchives.mediaForms {
      let message = try #require(reading.message(form.name))
      #expect(message.facts.mediaCount == Int32(form.count), "\(form.name)")
      #expect(message.kind == (form.count == 0 ? .sms : .mms), "\(form.name)")
    }
  }

  @Test func `times are read in every form`() throws {
    let reading = try SampleReading(odd: "times.ndjson.gz")
    var expected = [
      "offsetzero": "18T08:10:03.5", "offsetwest": "18T08:11:03.5", "offsetindia": "18T08:12:03.5",
      "lowercase": "18T08:13:03.5", "blankfort": "18T08:14:03.5", "leapsecond": "18T08:15:59.999",
      "exporteddate": "18T08:16:03.5", "exportednumber": "18T08:17:03.5",
    ]
    for count in 0...9 {
      let milliseconds = ["000", "100", "120", "123"][min(count, 3)]
      expected["fraction\(OddArchives.letter(count))"] = "18T08:0\(count):03.\(milliseconds)"
    }
    for (name, time) in expected {
      let lifecycle = try #require(reading.message(name)?.lifecycles.first, "\(name)")
      #expect(lifecycle.deliveredAt == instant(time), "\(name)")
    }
    let unreadable = [
      "timeempty", "timemail", "timelocal", "timedayonly", "timenumber", "timenull", "timeabsent",
    ]
    for name in unreadable {
      let lifecycle = try #require(reading.message(name)?.lifecycles.first, "\(name)")
      #expect(lifecycle.outcome == .delivered && lifecycle.deliveredAt == nil, "\(name)")
    }
  }

  @Test func `creation times are found`() throws {
    let reading = try SampleReading(odd: "times.ndjson.gz")
    #expect(reading.message("createdabsent")?.creationTime == instant("18T08:41:00"))
    let first = try #require(reading.message("emulator-message-a".last16))
    #expect(first.creationTime == instant("18T08:40:01.5"))
    let second = try #require(reading.message("emulator-message-b".last16))
    #expect(second.creationTime == nil)
    #expect(second.lifecycles.first?.outcome == .delivered)
    #expect(reading.message("segmentfraction")?.facts.segmentCount == 1)
  }

  @Test func `wild clock moves no coverage`() throws {
    let reading = try SampleReading.whole.get()
    let latest = reading.archives.compactMap(\.account.lastEvent).max()
    #expect(latest.map { $0 > instant("30T00:00:00") } == true)
    let end = try #require(reading.ingest.coverage.end)
    #expect((instant("19T23:00:00")..<instant("20T00:10:00")).contains(end))
  }

  @Test func `texts are kept as they are`() throws {
    let reading = try SampleReading(odd: "texts.ndjson.gz")
    func tag(_ name: String) throws -> [UInt8] {
      let message = try #require(reading.message(name), "\(name)")
      return reading.pool[message.facts.tag]
    }
    for (index, text) in OddArchives.tags.enumerated() {
      #expect(try tag("tag\(OddArchives.letter(index))") == Array(text.utf8))
    }
    let starts = OddArchives.tags.compactMap(\.utf8.first)
    #expect(Set("=+-@\t".utf8).isSubset(of: starts))
    for part in [",", "\"", "\n", "\r\n", "\u{0}", "\u{1B}"] {
      #expect(OddArchives.tags.contains { $0.contains(part) }, "\(part.debugDescription)")
    }
    #expect(try tag("tagbrokena") == Array("caf".utf8) + [0xE9])
    for name in ["tagbrokena", "tagbrokenb", "tagbrokenc", "tagbrokend"] {
      #expect(String(validating: try tag(name), as: UTF8.self) == nil, "\(name)")
    }
    #expect(try tag("tagbrokene") == Array("lone \u{FFFD}".utf8))
    #expect(try tag("tagbrokenf") == Array("turned \u{FFFD}\u{FFFD}".utf8))
    #expect(try tag("tagbrokeng") == Array("slash / \u{E9}".utf8))
  }
}

extension SampleMessage {
  /// The only recipient.
  fileprivate var sole: String { recipients[0] }
}

extension String {
  fileprivate var last16: String { String(suffix(16)) }
}
