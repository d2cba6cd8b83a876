import Callbacks
import Primitives
import Testing

@Suite struct EventReaderTests {
  @Test func `events are found wherever they lie`() {
    let event =
      #"{"type":"message-failed","to":"+19195550101","errorCode":770,"message":{"id":"a"}}"#
    let expected = ["failed a +19195550101 4770"]
    for text in [event, "[\(event)]", #"{"body":{"list":[1,\#(event)]}}"#, " \(event) \r"] {
      let reading = Reading(text)
      #expect(reading.events.map { String($0.drop { $0 != " " }.dropFirst()) } == expected)
      #expect(reading.tally.callbacks == 1)
    }
  }

  @Test func `inside of an event is not searched`() {
    let inner = #"{"type":"message-read","message":{"id":"inner"}}"#
    let reading = Reading(#"{"type":"message-sent","more":\#(inner),"message":{"id":"outer"}}"#)
    #expect(reading.events == ["1:0 sent outer "])
  }

  @Test func `last of equal keys counts`() {
    let reading = Reading(
      #"{"a":{"type":"x","message":{"id":"1"}},"a":{"type":"y","message":{"id":"2"}},"type":3}"#)
    #expect(reading.events == ["1:0 y 2 "])
  }

  @Test(arguments: [
    (#"{"type":"message-sent","platform":1,"message":{"id":"a"}}"#, ForeignKind.twoFactor),
    (#"[{"eventType":"sms","messageId":"m"}]"#, .v1),
    (#"{"id":"m","direction":"out","applicationId":"x"}"#, .apiResponse),
    ("{}", .other), ("[[]]", .other), ("12", .other), ("\"text\"", .other),
  ])
  func `neighbours are foreign`(text: String, kind: ForeignKind) {
    let tally = Reading(text).tally
    #expect(tally.foreignByKind[Int(kind.rawValue)] == 1)
    #expect(tally.values == 1)
  }
}

@Suite struct ValueReaderTests {
  static let event = #"{"type":"message-sent","message":{"id":"a"}}"#

  @Test func `damage drops the rest of its line`() {
    let reading = Reading("\(Self.event)\(Self.event)x\(Self.event)\n\(Self.event)\n[1,]\n")
    #expect(reading.events == ["1:0 sent a ", "1:44 sent a ", "2:134 sent a "])
    #expect(reading.tally.malformed == 2)
    #expect(
      reading.tally.firstRejection == Rejection(reason: .unexpectedByte, line: 1, offset: 88))
    #expect(reading.tally.lines == 3)
  }

  @Test func `broken object is read again from its second line`() {
    let reading = Reading("{\"a\":\n\(Self.event)\n")
    #expect(reading.events == ["2:6 sent a "])
    #expect(reading.tally.malformed == 1)
    #expect(reading.tally.callbacks == 1)
  }

  @Test func `long array is read element by element`() {
    let reading = Reading("[\n\(Self.event),\nbroken,\n\(Self.event)]\n")
    #expect(reading.events == ["2:2 sent a ", "4:56 sent a "])
    #expect(reading.tally.malformed == 2, "the broken element, and the bracket that nothing opens")
    #expect(reading.tally.callbacks == 2)
  }

  @Test func `separators are skipped and blank lines counted`() {
    let reading = Reading("\u{FEFF}\(Self.event)\r\n\r\n\u{0}\u{0}\n \(Self.event)")
    #expect(reading.events.count == 2)
    #expect(reading.tally.lines == 4)
    #expect(reading.tally.blankLines == 2)
    #expect(reading.tally.malformed == 0)
  }

  @Test func `windows do not matter`() {
    let text =
      "\u{FEFF}[\n\(Self.event),\n 12,\n{\"a\":\n[[\(Self.event)]]}\n]\n12 13\ntrue\n[1,\n2,]\n"
      + "{\"b\":1\n\(Self.event)\n[]\n\"cut"
    let whole = Reading(text)
    for step in 1...40 { #expect(Reading(text, step: step) == whole, "step \(step)") }
  }

  @Test func `long values are malformed whatever the window`() {
    let text = "\(Self.event)\n[\(Self.event)]\n123456\n"
    for step in [1, 7, 200] {
      let reading = Reading(text, step: step, ReadingRules(valueLimit: 44))
      #expect(reading.events.count == 1)
      #expect(reading.tally.malformed == 1)
      #expect(reading.tally.firstRejection?.reason == .tooLong)
    }
  }

  @Test func `first rejection does not depend on the window`() {
    // The array, its first element and the damage behind it all lie around the limit.
    let text = "{}{}[[[[[[\n{\"a\":[\n}{}[[\n"
    let whole = Reading(text, ReadingRules(valueLimit: 12))
    #expect(
      whole.tally.firstRejection == Rejection(reason: .tooLong, line: 2, offset: 17))
    for step in 1...30 { #expect(Reading(text, step: step, ReadingRules(valueLimit: 12)) == whole) }
  }
}
