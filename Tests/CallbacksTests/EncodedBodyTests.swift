import Foundation
import TestSupport
import Testing

@testable import Callbacks

/// Base64, gzip in base64, and the typed values of DynamoDB.
@Suite struct EncodedBodyTests {
  static let body = WrapperTests.body
  static let listing = WrapperTests.listing

  static func record(_ data: String, flag: String = "") -> String {
    #"{"data":"\#(data)"\#(flag)}"#
  }

  @Test func `base64 in its forms`() {
    for padding in 0..<3 {
      let text = Self.body + String(repeating: " ", count: padding)
      let encoded = base64(text)
      let forURLs = encoded.replacing("+", with: "-").replacing("/", with: "_")
      let bare = encoded.replacing("=", with: "")
      for form in [encoded, forURLs, bare, encoded.replacing("/", with: "\\/")] {
        #expect(events(in: Self.record(form)) == [Self.listing], "\(form)")
      }
      for damaged in [
        "*" + encoded, encoded + "A=", String(bare.dropLast(bare.count % 4 + 3)), "====",
      ] {
        let reading = Reading(Self.record(damaged))
        #expect(reading.events.isEmpty && reading.tally.foreign == 1, "\(damaged)")
      }
    }
  }

  /// The last two digits, at every place of a group of four.
  @Test func `base64 of both alphabets`() {
    for count in 0..<3 {
      let filler = String(repeating: "x", count: count) + "~~~???>>>"
      let encoded = base64("[\(event(#""to":"+19195550101","x":"\#(filler)""#))]")
      #expect(encoded.contains("+") && encoded.contains("/"))
      let forURLs = encoded.replacing("+", with: "-").replacing("/", with: "_")
      for form in [encoded, forURLs] {
        #expect(events(in: Self.record(form)) == [Self.listing], "\(form)")
      }
    }
  }

  @Test func `only where it is said`() {
    let encoded = base64(Self.body)
    #expect(events(in: #"{"body":"\#(encoded)","isBase64Encoded":true}"#) == [Self.listing])
    #expect(events(in: #"{"isBase64Encoded":true,"body":"\#(encoded)"}"#) == [Self.listing])
    #expect(events(in: #"{"isBase64Encoded":true,"x":{"body":"\#(encoded)"}}"#) == [])
    #expect(events(in: #"{"body":"\#(encoded)","isBase64Encoded":false}"#) == [])
    #expect(events(in: #"{"body":"\#(encoded)","isBase64Encoded":"true"}"#) == [])
    #expect(events(in: #"{"isBase64Encoded":true,"isBase64Encoded":1,"body":"\#(encoded)"}"#) == [])
    #expect(events(in: #"{"payload":"\#(encoded)"}"#) == [])
    #expect(events(in: #"{"data":["\#(encoded)"]}"#) == [])
    // Text is read as text, whatever the flag says.
    #expect(events(in: #"{"body":\#(quoted(Self.body)),"isBase64Encoded":true}"#) == [Self.listing])
    #expect(events(in: #"{"data":\#(quoted(Self.body))}"#) == [Self.listing])
  }

  @Test func `gzip in base64`() {
    let half = Self.body.utf8.count / 2
    let bytes = Array(Self.body.utf8)
    let members = gzip(Array(bytes[..<half])) + gzip(Array(bytes[half...]))
    for packed in [gzip(bytes), members, members + [0, 0], members + [7]] {
      let record = Self.record(Data(packed).base64EncodedString())
      #expect(events(in: record) == [Self.listing])
    }
    // What comes before a cut counts, in whole values.
    let two = gzip(bytes) + gzip(bytes)
    let cut = Data(two.dropLast(12)).base64EncodedString()
    #expect(events(in: Self.record(cut)).count == 1)
    // As deep as texts may nest.
    var text = Self.body
    for depth in 1...5 {
      text = Self.record(Data(gzip(Array(text.utf8))).base64EncodedString())
      #expect(events(in: text).count == (depth <= 4 ? 1 : 0))
    }
  }

  /// Whatever else the values are, and wherever the text lies.
  @Test func `damaged gzip is noted`() {
    let packed = gzip(Array(Self.body.utf8))
    var changed = packed
    changed[changed.count - 5] ^= 1
    for (bytes, events) in [
      (packed, 1), (Array(packed.dropLast(3)), 1), (Array(packed.prefix(60)), 0), (changed, 1),
      (packed + Array("x".utf8), 1), (packed + packed.prefix(12), 1),
    ] {
      let isDamaged = bytes != packed
      let record = Self.record(Data(bytes).base64EncodedString())
      let outer = Self.record(Data(gzip(Array(record.utf8))).base64EncodedString())
      let pieces =
        LinePrefixTests.line("stdout", "P", record.prefix(40))
        + LinePrefixTests.line("stdout", "F", record.dropFirst(40))
      let packedPieces = Self.record(Data(gzip(Array(pieces.utf8))).base64EncodedString())
      let several = "\(record),\(record)]"
      for text in [record, outer, pieces, packedPieces, "[\(several)", "[\n\(several)"] {
        let reading = Reading("{}\n \(text)\n\(text)\n{}")
        let place = reading.tally.firstDamagedGzip
        #expect(reading.tally.damagedGzip == (isDamaged ? 2 : 0), "\(text)")
        #expect(reading.tally.malformed == 0)
        // Of an array over several lines that of the element.
        let isByElement = text.hasPrefix("[\n")
        #expect(place?.line == (isDamaged ? isByElement ? 3 : 2 : nil))
        #expect(place?.offset == (isDamaged ? isByElement ? 6 : 4 : nil))
        let each = text.hasPrefix("[") ? 4 : 2
        #expect(reading.events.count == each * events)
      }
    }
    // What a limit has cut is not damaged.
    let blanks = [UInt8](repeating: 0x20, count: 1 << 16)
    let bomb = Self.record(Data(gzip(blanks + blanks)).base64EncodedString())
    let cut = Reading(bomb, ReadingRules(valueLimit: 1 << 16))
    #expect(cut.tally.malformed == 1 && cut.tally.damagedGzip == 0)
  }

  @Test func `bombs are cut short`() {
    let limit = 1 << 16
    let blanks = [UInt8](repeating: 0x20, count: limit)
    let bomb = Self.record(Data(gzip(blanks + Array(Self.body.utf8))).base64EncodedString())
    let rules = ReadingRules(valueLimit: limit)
    let cut = Reading(bomb, rules)
    #expect(cut.events.isEmpty && cut.tally.malformed == 1)
    let whole = Reading(bomb)
    #expect(whole.events.count == 1 && whole.tally.malformed == 0)
    // Each text of a value has the limit for itself.
    let less = Self.record(
      Data(gzip(Array(blanks.dropFirst(1000)) + Array(Self.body.utf8))).base64EncodedString())
    let several = Reading("[\(less),\(less),\(bomb)]\n\(less)", rules)
    #expect(several.events.count == 3)
    #expect(several.tally.values == 3 && several.tally.callbacks == 2)
    #expect(several.tally.malformed == 1)
  }

  @Test func `what small values are inflated to beyond their size is limited for all of them`() {
    let blanks = [UInt8](repeating: 0x20, count: 200_000)
    let bomb =
      Self.record(
        Data(gzip(blanks + Array(Self.body.utf8))).base64EncodedString()) + "\n"
    let honest = Self.record(Data(gzip(Array(Self.body.utf8))).base64EncodedString()) + "\n"
    var rules = ReadingRules()
    rules.archiveAllowance = 1_000_000
    let text = String(repeating: honest, count: 50) + String(repeating: bomb, count: 7) + honest
    let reading = Reading(text, rules)
    // Each takes some 175,000 bytes of it, and those that do not fit any more are cut.
    #expect(reading.events.count == 50 + 5 + 1 && reading.tally.malformed == 2)
    #expect(reading == Reading(text, step: 1000, rules))
    #expect(Reading(text).tally.malformed == 0)
    // Lines that were put together have no allowance of their own.
    let pieces =
      LinePrefixTests.line("stdout", "P", "") + LinePrefixTests.line("stdout", "F", bomb.dropLast())
    let mixed = String(repeating: pieces, count: 4) + String(repeating: bomb, count: 4)
    #expect(Reading(mixed, rules).events.count == 5 && Reading(mixed, rules).tally.malformed == 3)
  }

  @Test func `texts around each other share the limit`() {
    let limit = 1 << 16
    let blanks = [UInt8](repeating: 0x20, count: limit / 2)
    let inner =
      Self.record(
        Data(gzip(blanks + Array(Self.body.utf8))).base64EncodedString()) + "\n"
    func outer(blankCount: Int) -> String {
      let text = Array(inner.utf8) + blanks.prefix(blankCount) + Array(inner.utf8)
      return Self.record(Data(gzip(text)).base64EncodedString())
    }
    let rules = ReadingRules(valueLimit: limit)
    let fitting = Reading(outer(blankCount: limit / 2 - 4000), rules)
    #expect(fitting.events.count == 2 && fitting.tally.malformed == 0)
    let tooLong = Reading(outer(blankCount: limit / 2), rules)
    #expect(tooLong.events.isEmpty && tooLong.tally.malformed == 1)
    #expect(tooLong.tally.firstRejection?.reason == .inflatesTooFar)
    // Lines that were put together are no way out.
    let pieces =
      LinePrefixTests.line("stdout", "P", "")
      + LinePrefixTests.line("stdout", "F", inner.dropLast())
    for (blankCount, isRead) in [(limit / 2 - 4000, true), (limit / 2, false)] {
      let text = Array(pieces.utf8) + blanks.prefix(blankCount)
      let reading = Reading(Self.record(Data(gzip(text)).base64EncodedString()), rules)
      #expect(reading.events.count == (isRead ? 1 : 0), "\(blankCount)")
      #expect(reading.tally.malformed == (isRead ? 0 : 1), "\(blankCount)")
    }
  }

  @Test func `what is not inflated is rejected`() {
    let limit = 1 << 16
    let events = [UInt8](repeating: 0x20, count: limit / 2) + Array((Self.body + "\n").utf8)
    let bomb = Self.record(
      Data(gzip(events + events + events)).base64EncodedString())
    let rules = ReadingRules(valueLimit: limit, rejectLimit: 10)
    let reading = Reading("\n{\"x\":1}\(bomb)\n", rules)
    // What lies before the limit counts.
    #expect(reading.events.count == 1)
    let rejection = Rejection(reason: .inflatesTooFar, line: 2, offset: 8)
    #expect(reading.tally.firstRejection == rejection)
    #expect(reading.rejects.map(\.rejection) == [rejection])
    #expect(reading.rejects.map(\.bytes) == [Array(bomb.utf8)])
    #expect(reading.tally.foreign == 1 && reading.tally.callbacks == 1)
  }

  @Test func `packed again and again`() {
    // Of a bomb of bombs each holds what one may, and all together too much.
    let blanks = [UInt8](repeating: 0x20, count: 200_000)
    let inner = Self.record(Data(gzip(blanks)).base64EncodedString())
    let packed = String(repeating: inner + "\n", count: 40)
    let bomb = Self.record(Data(gzip(Array(packed.utf8))).base64EncodedString())
    let reading = Reading(bomb)
    #expect(reading.tally.malformed == 1 && reading.tally.foreign == 1)
    #expect(Reading(inner).tally.malformed == 0)
  }

  @Test func `what inflates a thousandfold is cut`() {
    let blanks = [UInt8](repeating: 0x20, count: 20 << 20)
    let bomb = Self.record(
      Data(gzip(Array(Self.body.utf8) + blanks + Array(Self.body.utf8))).base64EncodedString())
    let reading = Reading(bomb)
    #expect(reading.events.count == 1)
    #expect(reading.tally.firstRejection?.reason == .inflatesTooFar)
    // Beside as many bytes that are not packed it is none.
    let filled = #"{"filler":"\#(String(repeating: "x", count: 400_000))","record":\#(bomb)}"#
    #expect(Reading(filled).events.count == 2)
    #expect(Reading(filled).tally.malformed == 0)
  }

  @Test(arguments: [
    #"{"type":{"S":"message-delivered"},"to":{"S":"+19195550101"},"message":{"M":{"id":{"S":"m1"}}}}"#,
    #"{"Item":{"message":{"M":{"id":{"S":"m1"},"media":{"NULL":true}}},"type":{"S":"message-delivered"},"to":{"S":"+19195550101"}}}"#,
    #"[{"x":{"L":[{"N":"1"}]},"type":{"S":"message-d\u0065livered"},"message":{"M":{"id":{"S":"m1"},"to":{"L":[{"S":"+19195550101"}]}}},"to":{"S":"19195550101"}}]"#,
    #"{"dynamodb":{"NewImage":{"type":{"S":"message-delivered"},"message":{"M":{"owner":{"S":"x"},"id":{"S":"m1"}}},"to":{"S":"+19195550101"}}}}"#,
    #"{"payload":{"S":\#(quoted(body))}}"#,
    // Of a type that occurs twice the last counts.
    #"{"type":{"S":"x","S":"message-delivered"},"to":{"S":"+19195550101"},"message":{"M":{"id":{"S":"m1"}}}}"#,
    // What is no number is no other JSON either.
    #"{"type":{"S":"message-delivered"},"errorCode":{"N":"47 70"},"to":{"S":"+19195550101"},"message":{"M":{"id":{"S":"m1"}}}}"#,
  ])
  func `typed values`(line: String) {
    let found = events(in: line).map { $0.replacing(" recipients=1", with: "") }
    #expect(found == [Self.listing], "\(line)")
    #expect(Reading(line).tally.callbacks == 1)
  }

  @Test func `typed numbers and lists`() {
    let line = #"""
      {"type":{"S":"message-failed"},"time":{"S":"2026-07-06T12:00:01Z"},"errorCode":{"N":"4770"},
      "timestamp":{"N":"1783339200"},"message":{"M":{"id":{"S":"m1"},"segmentCount":{"N":"2"},
      "to":{"SS":["+19195550101","+19195550102"]},"media":{"L":[{"S":"a"},{"M":{}},{"NULL":true}]}}}}
      """#.replacing("\n", with: " ")
    #expect(
      events(in: line) == [
        "failed outbound id=m1 at=2026-07-06T12:00:01.000Z\(WrapperTests.arrived) code=4770 "
          + "segments=2 recipients=2 media=2"
      ])
  }

  @Test(arguments: [
    #"{"type":{"S":"x","N":"1"},"message":{"M":{"id":{"S":"m1"}}}}"#,
    #"{"type":{"N":"1"},"message":{"M":{"id":{"S":"m1"}}}}"#,
    #"{"type":{"S":"x"},"message":{"M":{"id":{"S":""}}}}"#,
    #"{"type":{"S":"x"},"message":{"M":{"id":"m1"}}}"#,
    #"{"type":{"S":"x"},"message":{"id":{"S":"m1"}}}"#,
    #"{"type":{"S":"x"},"message":{"M":{"id":{"S":"m1"}}},"type":7}"#,
    #"{"type":{"S":"x"},"message":{"L":[{"M":{"id":{"S":"m1"}}}]}}"#,
  ])
  func `no typed events`(line: String) {
    let reading = Reading(line)
    #expect(reading.events.isEmpty && reading.tally.foreign == 1, "\(line)")
  }

  @Test func `no item is huge`() {
    func line(_ size: Int) -> String {
      let text = String(repeating: "x", count: size)
      return
        #"{"type":{"S":"message-delivered"},"message":{"M":{"id":{"S":"m1"},"text":{"S":"\#(text)"}}}}"#
    }
    #expect(Reading(line(4 << 20)).tally.foreign == 1)
    #expect(Reading(line(3 << 20)).tally.callbacks == 1)
  }

  @Test func `deep typed values are read`() {
    let deep =
      String(repeating: #"{"M":{"a":"#, count: 300) + #"{"N":"1"}"#
      + String(repeating: "}}", count: 300)
    let line =
      #"{"type":{"S":"message-delivered"},"to":{"S":"+19195550101"},"message":{"M":{"id":{"S":"m1"},"x":\#(deep)}}}"#
    #expect(events(in: line) == [Self.listing])
  }
}
