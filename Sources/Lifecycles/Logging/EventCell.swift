internal import Callbacks
internal import Primitives

/// A part of an ``EventLog``: an event, or half of one that says something unusual.
///
/// There are millions of events, and what they take of memory is time. What nearly all outbound ones
/// say fits eight words, since times lie near each other and numbers are small.
struct EventCell: BitwiseCopyable, Sendable {
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
    /// Of a cell that holds nothing.
    case blank
    case whole
    /// The next cell is the other half, which has no form.
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

extension EventCell {
  /// The event in one cell; `nil` if it says something that does not fit.
  @inline(__always)
  init?(_ record: borrowing EventRecord) {
    let facts = record.facts
    let code = record.code == EventTally.missing ? Self.missingCode : record.code
    let segments = facts.greatestSegmentCount &+ 1
    let names =
      record.carrier.number | facts.application.number | facts.channel.number
      | facts.priority.number
    let counts = UInt32(bitPattern: segments | facts.recipientCount | facts.mediaCount)
    // All bits that there is no room for.
    let excess =
      UInt64(bitPattern: ((record.time << 16) >> 16) ^ record.time)
      | UInt64(bitPattern: code) >> 16 | UInt64(names >> 16) | UInt64(counts >> 8)
      | UInt64(record.type.number >> 4) | UInt64(facts.keyword.rawValue)
      | facts.textHash | facts.recipientsHash
    guard excess == 0, record.code != Self.missingCode,
      let created = Self.offset(facts.earliestTime, from: record.time),
      let arrived = Self.offset(record.arrival, from: record.time)
    else { return nil }
    words[0] = record.id.high
    words[1] = record.id.low
    words[2] = record.recipient.word
    words[3] = facts.sender.word
    words[4] = UInt64(record.carrier.number) | UInt64(bitPattern: record.time) << 16
    words[5] = UInt64(created) | UInt64(arrived) << 32
    words[6] =
      UInt64(bitPattern: code) | UInt64(facts.application.number) << 16
      | UInt64(facts.tag.number) << 32
    words[7] =
      Form.whole.rawValue | UInt64(record.directions.rawValue) << 2
      | UInt64(record.type.number) << 4 | UInt64(facts.mediaCount) << 8
      | UInt64(facts.recipientCount) << 16 | UInt64(segments) << 24
      | UInt64(facts.priority.number) << 32 | UInt64(facts.channel.number) << 48
  }

  /// The event, if this is a whole one.
  @inline(__always)
  var record: EventRecord {
    var record = EventRecord()
    let time = Int64(bitPattern: words[4]) >> 16
    record.id = id
    record.recipient = PackedText(word: words[2])
    record.facts.sender = PackedText(word: words[3])
    record.time = time
    record.carrier = Self.name(words[4])
    record.facts.earliestTime = Self.time(words[5], from: time)
    record.arrival = Self.time(words[5] >> 32, from: time)
    let code = Int64(words[6] & 0xFFFF)
    record.code = code == Self.missingCode ? EventTally.missing : code
    record.facts.application = Self.name(words[6] >> 16)
    record.facts.tag = TextID(number: UInt32(words[6] >> 32))
    let traits = words[7]
    record.directions = Directions(rawValue: UInt8(traits >> 2 & 3))
    record.type = TypeID(number: UInt32(traits >> 4 & 15))
    record.facts.mediaCount = Int32(traits >> 8 & 0xFF)
    record.facts.recipientCount = Int32(traits >> 16 & 0xFF)
    record.facts.greatestSegmentCount = Int32(traits >> 24 & 0xFF) - 1
    record.facts.priority = Self.name(traits >> 32)
    record.facts.channel = Self.name(traits >> 48)
    return record
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

extension EventCell {
  /// An event in two cells: whatever it says, it fits them.
  static func halves(of record: EventRecord) -> (EventCell, EventCell) {
    let facts = record.facts
    func pair(_ low: UInt32, _ high: UInt32) -> UInt64 { UInt64(low) | UInt64(high) << 32 }
    var (first, second) = (EventCell(), EventCell())
    first.words = [
      record.id.high, record.id.low, record.recipient.word, facts.sender.word,
      UInt64(bitPattern: record.time), UInt64(bitPattern: record.arrival),
      UInt64(bitPattern: facts.earliestTime),
      Form.half.rawValue | UInt64(record.directions.rawValue) << 2
        | UInt64(facts.keyword.rawValue) << 4 | UInt64(record.carrier.number) << 32,
    ]
    second.words = [
      UInt64(bitPattern: record.code), facts.textHash, facts.recipientsHash,
      pair(facts.application.number, facts.tag.number),
      pair(facts.priority.number, facts.channel.number),
      pair(UInt32(bitPattern: facts.mediaCount), UInt32(bitPattern: facts.recipientCount)),
      pair(UInt32(bitPattern: facts.greatestSegmentCount), record.type.number), 0,
    ]
    return (first, second)
  }

  /// The event whose first half this is.
  func record(_ second: EventCell) -> EventRecord {
    let rest = second.words
    func pair(_ word: UInt64) -> (low: UInt32, high: UInt32) {
      (UInt32(truncatingIfNeeded: word), UInt32(word >> 32))
    }
    var record = EventRecord()
    record.id = id
    record.recipient = PackedText(word: words[2])
    record.time = Int64(bitPattern: words[4])
    record.arrival = Int64(bitPattern: words[5])
    record.directions = Directions(rawValue: UInt8(words[7] >> 2 & 3))
    record.carrier = TextID(number: pair(words[7]).high)
    record.code = Int64(bitPattern: rest[0])
    record.type = TypeID(number: pair(rest[6]).high)
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
    record.facts = facts
    return record
  }
}
