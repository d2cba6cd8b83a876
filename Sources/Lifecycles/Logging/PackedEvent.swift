internal import Callbacks
internal import Primitives

/// A part of an ``EventLog``: an event, or half of one that says something unusual.
///
/// There are millions of events, and what they take of memory is time. What nearly all outbound ones
/// say fits eight words, since times lie near each other and numbers are small.
struct PackedEvent: BitwiseCopyable, Sendable {
  // Of a whole event, by bits from the lowest:
  //
  //     0, 1  id
  //     2     recipient
  //     3     sender
  //     4     carrier 16, time 48
  //     5     time of the message 32, arrival 32, both from the time
  //     6     code 16, application 16, tag 32
  //     7     form 2, directions 2, type 4, attachments 8, recipients 8, segments plus one 8,
  //           priority 16, channel 16
  //
  // Of halves: as in `halves(of:)`.
  private var words = InlineArray<8, UInt64>(repeating: 0)

  enum Form: UInt64 {
    /// Of eight words that hold nothing.
    case blank
    case whole
    /// The other half is behind it, and has no form.
    case half
  }

  /// A blank one.
  init() {}

  @inline(__always)
  var form: Form { Form(rawValue: words[7] & 3) ?? .blank }

  /// Of an event, or of its first half.
  @inline(__always)
  var id: MessageID { MessageID(high: words[0], low: words[1]) }

  /// What stands for a missing code, and for a missing time.
  private static let missingCode: Int64 = 0xFFFF
  private static let missingOffset = Int32.min
}

extension PackedEvent {
  /// The whole event; `nil` if it says something that does not fit.
  @inline(__always)
  init?(_ event: borrowing LoggedEvent) {
    let facts = event.facts
    let code = event.code == EventTally.missing ? Self.missingCode : event.code
    let segments = facts.greatestSegmentCount &+ 1
    let names =
      event.carrier.number | facts.application.number | facts.channel.number
      | facts.priority.number
    let counts = UInt32(bitPattern: segments | facts.recipientCount | facts.mediaCount)
    // All bits that there is no room for.
    let excess =
      UInt64(bitPattern: ((event.time << 16) >> 16) ^ event.time)
      | UInt64(bitPattern: code) >> 16 | UInt64(names >> 16) | UInt64(counts >> 8)
      | UInt64(event.type.number >> 4) | UInt64(facts.keyword.rawValue)
      | facts.textHash | facts.recipientsHash
    guard excess == 0, event.code != Self.missingCode,
      let created = Self.offset(facts.earliestTime, from: event.time),
      let arrived = Self.offset(event.arrival, from: event.time)
    else { return nil }
    words[0] = event.id.high
    words[1] = event.id.low
    words[2] = event.recipient.word
    words[3] = facts.sender.word
    words[4] = UInt64(event.carrier.number) | UInt64(bitPattern: event.time) << 16
    words[5] = UInt64(created) | UInt64(arrived) << 32
    words[6] =
      UInt64(bitPattern: code) | UInt64(facts.application.number) << 16
      | UInt64(facts.tag.number) << 32
    words[7] =
      Form.whole.rawValue | UInt64(event.directions.rawValue) << 2
      | UInt64(event.type.number) << 4 | UInt64(facts.mediaCount) << 8
      | UInt64(facts.recipientCount) << 16 | UInt64(segments) << 24
      | UInt64(facts.priority.number) << 32 | UInt64(facts.channel.number) << 48
  }

  /// The event, if this is a whole one.
  @inline(__always)
  var event: LoggedEvent {
    var event = LoggedEvent()
    let time = Int64(bitPattern: words[4]) >> 16
    event.id = id
    event.recipient = PackedText(word: words[2])
    event.facts.sender = PackedText(word: words[3])
    event.time = time
    event.carrier = Self.name(words[4])
    event.facts.earliestTime = Self.time(words[5], from: time)
    event.arrival = Self.time(words[5] >> 32, from: time)
    let code = Int64(words[6] & 0xFFFF)
    event.code = code == Self.missingCode ? EventTally.missing : code
    event.facts.application = Self.name(words[6] >> 16)
    event.facts.tag = TextID(number: UInt32(words[6] >> 32))
    let traits = words[7]
    event.directions = Directions(rawValue: UInt8(traits >> 2 & 3))
    event.type = TypeID(number: UInt32(traits >> 4 & 15))
    event.facts.mediaCount = Int32(traits >> 8 & 0xFF)
    event.facts.recipientCount = Int32(traits >> 16 & 0xFF)
    event.facts.greatestSegmentCount = Int32(traits >> 24 & 0xFF) - 1
    event.facts.priority = Self.name(traits >> 32)
    event.facts.channel = Self.name(traits >> 48)
    return event
  }

  @inline(__always)
  private static func offset(_ time: Int64, from base: Int64) -> UInt32? {
    guard time != EventTally.missing else { return UInt32(bitPattern: missingOffset) }
    guard let offset = Int32(exactly: time &- base), offset != missingOffset else { return nil }
    return UInt32(bitPattern: offset)
  }

  @inline(__always)
  private static func time(_ bits: UInt64, from base: Int64) -> Int64 {
    let offset = Int32(truncatingIfNeeded: bits)
    return offset == missingOffset ? EventTally.missing : base &+ Int64(offset)
  }

  @inline(__always)
  private static func name(_ bits: UInt64) -> TextID { TextID(number: UInt32(bits & 0xFFFF)) }
}

extension PackedEvent {
  /// An event in two halves: whatever it says, it fits them.
  static func halves(of event: LoggedEvent) -> (PackedEvent, PackedEvent) {
    let facts = event.facts
    func pair(_ low: UInt32, _ high: UInt32) -> UInt64 { UInt64(low) | UInt64(high) << 32 }
    var (first, second) = (PackedEvent(), PackedEvent())
    first.words = [
      event.id.high, event.id.low, event.recipient.word, facts.sender.word,
      UInt64(bitPattern: event.time), UInt64(bitPattern: event.arrival),
      UInt64(bitPattern: facts.earliestTime),
      Form.half.rawValue | UInt64(event.directions.rawValue) << 2
        | UInt64(facts.keyword.rawValue) << 4 | UInt64(event.carrier.number) << 32,
    ]
    second.words = [
      UInt64(bitPattern: event.code), facts.textHash, facts.recipientsHash,
      pair(facts.application.number, facts.tag.number),
      pair(facts.priority.number, facts.channel.number),
      pair(UInt32(bitPattern: facts.mediaCount), UInt32(bitPattern: facts.recipientCount)),
      pair(UInt32(bitPattern: facts.greatestSegmentCount), event.type.number), 0,
    ]
    return (first, second)
  }

  /// The event whose first half this is.
  func event(_ second: PackedEvent) -> LoggedEvent {
    let rest = second.words
    func pair(_ word: UInt64) -> (low: UInt32, high: UInt32) {
      (UInt32(truncatingIfNeeded: word), UInt32(word >> 32))
    }
    var event = LoggedEvent()
    event.id = id
    event.recipient = PackedText(word: words[2])
    event.time = Int64(bitPattern: words[4])
    event.arrival = Int64(bitPattern: words[5])
    event.directions = Directions(rawValue: UInt8(words[7] >> 2 & 3))
    event.carrier = TextID(number: pair(words[7]).high)
    event.code = Int64(bitPattern: rest[0])
    event.type = TypeID(number: pair(rest[6]).high)
    var facts = MessageFacts()
    facts.sender = PackedText(word: words[3])
    facts.earliestTime = Int64(bitPattern: words[6])
    facts.keyword = Keyword(rawValue: UInt8(words[7] >> 4 & 15)) ?? .none
    facts.textHash = rest[1]
    facts.recipientsHash = rest[2]
    facts.application = TextID(number: pair(rest[3]).low)
    facts.tag = TextID(number: pair(rest[3]).high)
    facts.priority = TextID(number: pair(rest[4]).low)
    facts.channel = TextID(number: pair(rest[4]).high)
    facts.mediaCount = Int32(bitPattern: pair(rest[5]).low)
    facts.recipientCount = Int32(bitPattern: pair(rest[5]).high)
    facts.greatestSegmentCount = Int32(bitPattern: pair(rest[6]).low)
    event.facts = facts
    return event
  }
}
