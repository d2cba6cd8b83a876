internal import Primitives

/// What the members of an object mean, once it is known to be an event.
extension EventReader {
  mutating func appendEvent(
    _ bytes: Span<UInt8>, _ fields: ObjectFields, _ message: ObjectFields
  ) {
    let typeName = text(bytes, fields[.type])
    let type = eventType(bytes, typeName)
    let direction = type.direction ?? messageDirection(bytes, message[.direction])
    let recipients = recipients(bytes, message[.to], hashed: direction == .inbound)
    var event = Event(
      type: type, typeName: typeName,
      time: eventTime(bytes, fields, type), stampedArrival: stampedArrival(bytes, fields),
      errorCode: wholeNumber(bytes, fields[.errorCode]).map(ErrorCode.completed),
      direction: direction,
      recipient: number(bytes, soleText(bytes, fields[.to])),
      carrier: text(bytes, fields[.carrierName]),
      messageID: text(bytes, message[.id]),
      facts: Event.Facts(
        time: time(bytes, message[.time]),
        segmentCount: segmentCount(bytes, message[.segmentCount]),
        recipientCount: recipients.count, mediaCount: mediaCount(bytes, message[.media]),
        application: text(bytes, message[.applicationId]),
        sender: number(bytes, message[.from]), tag: text(bytes, message[.tag]),
        channel: text(bytes, message[.channel]), priority: text(bytes, message[.priority]),
        keyword: .none, textHash: 0, recipientsHash: recipients.hash))
    if event.recipient.isMissing, direction == .inbound {
      event.recipient = number(bytes, message[.owner])
    }
    if event.recipient.isMissing, recipients.count == 1 { event.recipient = recipients.first }
    if direction == .inbound { readInboundText(bytes, message, &event.facts) }
    batch.events.append(event)
  }

  /// The text of a string value; of anything else none.
  @inline(__always)
  func plainText(_ value: RawJSON) -> EventText? {
    switch value.kind {
    case .string: EventText(source: value.start..<value.end)
    case .escapedString: nil
    default: .missing
    }
  }

  @inline(__always)
  mutating func text(_ bytes: Span<UInt8>, _ value: RawJSON) -> EventText {
    plainText(value) ?? decodedText(bytes, value)
  }

  @inline(never)
  private mutating func decodedText(_ bytes: Span<UInt8>, _ value: RawJSON) -> EventText {
    let start = batch.decoded.count
    JSONText.decode(bytes, value.start..<value.end, to: &batch.decoded)
    return EventText(decoded: start..<batch.decoded.count)
  }

  @inline(__always)
  func with<Result>(
    _ text: EventText, of bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    batch.with(text, bytes, body)
  }

  /// Calls `body` with the bytes of the text of a string value.
  ///
  /// Decoding comes first, in a statement of its own: a receiver is loaded before the arguments of
  /// its call, and would not yet hold what they decode.
  @inline(__always)
  mutating func withText<Result>(
    of value: RawJSON, _ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    let text = text(bytes, value)
    return with(text, of: bytes, body)
  }

  /// The text of a string value as a phone number in normal form.
  @inline(__always)
  mutating func number(_ bytes: Span<UInt8>, _ value: RawJSON) -> EventText {
    let text = text(bytes, value)
    switch with(text, of: bytes, PhoneNumber.form) {
    case .normal: return text
    case .lacksPlus: return completedNumber(bytes, text)
    }
  }

  @inline(never)
  private mutating func completedNumber(_ bytes: Span<UInt8>, _ text: EventText) -> EventText {
    let start = batch.decoded.count
    batch.decoded.append(UInt8(ascii: "+"))
    for offset in text.range {
      batch.decoded.append(text.isDecoded ? batch.decoded[offset] : bytes[offset])
    }
    return EventText(decoded: start..<batch.decoded.count)
  }

  private func eventType(_ bytes: Span<UInt8>, _ name: EventText) -> EventType {
    with(name, of: bytes) { EventType($0) }
  }

  private mutating func messageDirection(_ bytes: Span<UInt8>, _ value: RawJSON) -> Direction? {
    withText(of: value, bytes) { name in
      if name.equals("in") { return .inbound }
      return name.equals("out") ? .outbound : nil
    }
  }

  private mutating func eventTime(
    _ bytes: Span<UInt8>, _ fields: ObjectFields, _ type: EventType
  ) -> Timestamp? {
    let time = time(bytes, fields[.time])
    return type == .read ? time ?? self.time(bytes, fields[.eventTime]) : time
  }

  /// Counts attachments: of an array all but layout parts, nulls and empty strings.
  private mutating func mediaCount(_ bytes: Span<UInt8>, _ value: RawJSON) -> Int32 {
    switch value.kind {
    case .object: return 1
    case .string, .escapedString: return isAttachment(bytes, value) ? 1 : 0
    case .array:
      var count: Int32 = 0
      var elements = RawElements(of: value)
      while let element = elements.next(bytes) {
        if isAttachment(bytes, element) { count += 1 }
      }
      return count
    default: return 0
    }
  }

  private mutating func isAttachment(_ bytes: Span<UInt8>, _ value: RawJSON) -> Bool {
    guard value.isString else { return value.kind != .null }
    return withText(of: value, bytes) { url in
      var end = 0
      while end < url.count, url[end] != UInt8(ascii: "?"), url[end] != UInt8(ascii: "#") {
        end += 1
      }
      guard end >= 5 else { return !url.isEmpty }
      let suffix = url.extracting(end - 5..<end)
      for (index, letter) in ".smil".utf8.enumerated() where suffix[index] | 0x20 != letter | 0x20 {
        return true
      }
      return false
    }
  }

  private mutating func readInboundText(
    _ bytes: Span<UInt8>, _ message: ObjectFields, _ facts: inout Event.Facts
  ) {
    var text = text(bytes, message[.text])
    if text.isMissing, message[.content].kind == .object {
      text = self.text(bytes, RawMembers.value(of: ["text"], in: message[.content], bytes))
    }
    guard !text.isMissing else { return }
    (facts.keyword, facts.textHash) = with(text, of: bytes) { text in
      (Keyword(text: text), StableHash.stable.hash(text))
    }
  }
}
