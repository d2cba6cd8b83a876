internal import Primitives

/// What the members of an object mean, once it is known to be an event.
extension EventReader {
  mutating func appendEvent(
    _ bytes: Span<UInt8>, _ table: Span<RawJSON>, _ fields: ObjectFields, _ message: ObjectFields
  ) {
    let typeName = text(bytes, fields.value(.type, in: table))
    let type = eventType(bytes, typeName)
    let direction =
      type.direction ?? messageDirection(bytes, message.value(.direction, in: table))
    let recipients = recipients(
      bytes, message.value(.to, in: table), hashed: direction == .inbound)
    var recipient = number(bytes, soleText(bytes, fields.value(.to, in: table)))
    if recipient.isMissing, direction == .inbound {
      recipient = number(bytes, message.value(.owner, in: table))
    }
    if recipient.isMissing, recipients.count == 1 { recipient = recipients.first }
    let (keyword, textHash) =
      direction == .inbound ? inboundText(bytes, table, message) : (.none, 0)
    let code = fields.value(.errorCode, in: table)
    batch.append(
      Event(
        type: type, typeName: typeName,
        time: eventTime(bytes, table, fields, type),
        stampedArrival: stampedArrival(bytes, table, fields) ?? outerArrival,
        errorCode: code == .absent ? nil : errorCode(bytes, code),
        direction: direction, recipient: recipient,
        carrier: text(bytes, fields.value(.carrierName, in: table)),
        messageID: text(bytes, message.value(.id, in: table)),
        facts: Event.Facts(
          time: time(bytes, message.value(.time, in: table)),
          segmentCount: segmentCount(bytes, message.value(.segmentCount, in: table)),
          recipientCount: recipients.count,
          mediaCount: mediaCount(bytes, message.value(.media, in: table)),
          application: text(bytes, message.value(.applicationId, in: table)),
          sender: number(bytes, message.value(.from, in: table)),
          tag: text(bytes, message.value(.tag, in: table)),
          channel: text(bytes, message.value(.channel, in: table)),
          priority: text(bytes, message.value(.priority, in: table)),
          keyword: keyword, textHash: textHash, recipientsHash: recipients.hash)))
  }

  /// Takes the last event back if one of its texts is longer than any is.
  @inline(never)
  mutating func leaveOutOverlongEvent() {
    guard let event = batch.events.last, !event.hasTextsBelowLimit else { return }
    batch.removeLast()
    hasOverlongText = true
  }

  /// The text of a string value; of anything else none.
  @inline(__always)
  mutating func text(_ bytes: Span<UInt8>, _ value: RawJSON) -> EventText {
    if value.kind == .string { return EventText(value) }
    return value.hasEscapes ? decodedText(bytes, value) : .missing
  }

  @inline(never)
  private mutating func decodedText(_ bytes: Span<UInt8>, _ value: RawJSON) -> EventText {
    let start = batch.decoded.count
    JSONEscapes.decode(bytes, value.start..<value.end, to: &batch.decoded)
    return EventText(decoded: start..<batch.decoded.count)
  }

  @inline(__always)
  func with<Result>(
    _ text: EventText, of bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    batch.with(text, bytes, body)
  }

  /// Calls `body` with the bytes of the text of a string value, which is not kept.
  ///
  /// Decoding comes first, in a statement of its own: a receiver is loaded before the arguments of
  /// its call, and would not yet hold what they decode.
  @inline(__always)
  mutating func withText<Result>(
    of value: RawJSON, _ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    let text = text(bytes, value)
    let result = with(text, of: bytes, body)
    if text.isDecoded { batch.decoded.removeSubrange(text.range.lowerBound...) }
    return result
  }

  /// The text of a string value as a phone number in normal form.
  @inline(__always)
  mutating func number(_ bytes: Span<UInt8>, _ value: RawJSON) -> EventText {
    let text = text(bytes, value)
    // The rule in archives: it begins with a plus, and then nothing is ever changed.
    if value.kind == .string, !text.isMissing, bytes[value.start] == UInt8(ascii: "+") {
      return text
    }
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

  @inline(__always)
  private func eventType(_ bytes: Span<UInt8>, _ name: EventText) -> EventType {
    with(name, of: bytes) { EventType($0) }
  }

  private mutating func messageDirection(_ bytes: Span<UInt8>, _ value: RawJSON) -> Direction? {
    withText(of: value, bytes) { name in
      if name.equals("in") { return .inbound }
      return name.equals("out") ? .outbound : nil
    }
  }

  @inline(__always)
  private mutating func eventTime(
    _ bytes: Span<UInt8>, _ table: Span<RawJSON>, _ fields: ObjectFields, _ type: EventType
  ) -> Timestamp? {
    let time = time(bytes, fields.value(.time, in: table))
    return type == .read ? time ?? self.time(bytes, fields.value(.eventTime, in: table)) : time
  }

  /// Counts attachments: of an array all but layout parts, nulls and empty strings.
  @inline(__always)
  private mutating func mediaCount(_ bytes: Span<UInt8>, _ value: RawJSON) -> Int32 {
    value == .absent ? 0 : attachments(bytes, value)
  }

  private mutating func attachments(_ bytes: Span<UInt8>, _ value: RawJSON) -> Int32 {
    switch value.kind {
    case .loneString: return Self.isAttachment(bytes.extracting(value.start..<value.end)) ? 1 : 0
    case .object: return 1
    case .string, .escapedString, .quotingString: return isAttachment(bytes, value) ? 1 : 0
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
    return withText(of: value, bytes, Self.isAttachment)
  }

  /// Whether a URL is not empty, and not that of a layout.
  private static func isAttachment(_ url: Span<UInt8>) -> Bool {
    var end = 0
    while url.count - end >= 8 {
      let word = url.word(at: end)
      guard ByteMask.equal(word, to: 0x3F) | ByteMask.equal(word, to: 0x23) == 0 else { break }
      end += 8
    }
    while end < url.count, url[end] != UInt8(ascii: "?"), url[end] != UInt8(ascii: "#") {
      end += 1
    }
    guard end >= 5 else { return !url.isEmpty }
    let suffix = packed(".smil")
    for index in 0..<5 {
      let letter = UInt8(truncatingIfNeeded: suffix >> UInt64(index * 8))
      if url[end - 5 + index] | 0x20 != letter | 0x20 { return true }
    }
    return false
  }

  /// The keyword and the hash of an inbound text.
  private mutating func inboundText(
    _ bytes: Span<UInt8>, _ table: Span<RawJSON>, _ message: ObjectFields
  ) -> (Keyword, UInt64) {
    var text = text(bytes, message.value(.text, in: table))
    let content = message.value(.content, in: table)
    if text.isMissing, content.kind == .object {
      text = self.text(bytes, RawObject.value(of: ["text"], in: content, bytes))
    }
    guard !text.isMissing else { return (.none, 0) }
    // Taken out, because the closure would copy all of the reader.
    let stableHash = stableHash
    return with(text, of: bytes) { (Keyword(text: $0), stableHash.hash($0)) }
  }
}
