internal import Callbacks
internal import Primitives

// A message, joined as far as its events are there, as a record of a run:
//
//     key     8 bytes big-endian  the hash of the id, by which partitions and their order go, or the
//                                 number of its home and, before that, of its partition
//             the id
//             in a section of one home: as in HomeKey.swift
//     value   facts, the number of lifecycles, the lifecycles
//
//     facts      flags byte, then what the flags announce:
//                1 time: signed, milliseconds since the time that the id begins with, or the epoch
//                2 segment count
//                4 text hash: 8 bytes, keyword byte
//                8 hash of the recipients: 8 bytes
//                then recipient count, media count, application, tag, channel, priority, sender;
//                and behind them
//                16 what was left out: its rank, 8 bytes; events; 0, or 1 and the earliest time, as
//                that of the facts
//     lifecycle  directions byte, plus 4 if behind the carrier comes how much its names weighed;
//                recipient, carrier, number of tallies, tallies
//     tally      flags byte, type, then what the flags announce:
//                8 count, late count; without them they are 1 and 0
//                1 earliest time: signed, from the time of the facts or, without one, as that
//                2 earliest code: signed
//                4 first arrival: signed, from the earliest time or, without one, as that
//                16 last arrival, from the first; without it they are the same
//
// Numbers are varints, signed ones in zigzag. A text is a reference as in ``WrittenTexts``. A
// sender or recipient is a tag byte: 0 missing; 1 a phone number, 8 bytes; 2 a text. A type is the
// raw value of a known one or, behind all of them, the number of an unknown one and its name.

enum FactsFlag {
  static let time: UInt8 = 1
  static let segmentCount: UInt8 = 2
  static let text: UInt8 = 4
  static let recipients: UInt8 = 8
  static let cut: UInt8 = 16
  static let all: UInt8 = 31
}

enum LifecycleFlag {
  static let directions: UInt8 = 3
  static let carrierWeight: UInt8 = 4
  static let all: UInt8 = 7
}

enum TallyFlag {
  static let time: UInt8 = 1
  static let code: UInt8 = 2
  static let arrival: UInt8 = 4
  static let counts: UInt8 = 8
  static let spread: UInt8 = 16
  static let all: UInt8 = 31
}

enum PackedTag {
  static let missing: UInt8 = 0
  static let phoneNumber: UInt8 = 1
  static let text: UInt8 = 2
}

/// Writes messages as records of a run, whose texts are in one pool, or in those of one decoder.
public struct MessageEncoder: Sendable {
  /// Of the message that was written last.
  public private(set) var key: [UInt8] = []
  public private(set) var value: [UInt8] = []
  private var texts = WrittenTexts()

  public init() {}

  /// Writes a message that is not finished, so that it can be joined with others.
  ///
  /// - Parameters:
  ///   - message: Its lifecycles have tallies, but no outcome.
  ///   - word: What the key begins with.
  ///   - pool: Its texts.
  ///   - beginsBlock: Whether the record will be the first of its block.
  mutating func encode(_ message: Message, word: UInt64, _ pool: TextPool, beginsBlock: Bool) {
    key.removeAll(keepingCapacity: true)
    let (id, overflow) = (message.messageID, message.overflow)
    key.append(addingCapacity: 8 + id.byteCount) { key in
      key.append(bigEndian: word)
      id.append(to: &key, overflow)
    }
    encodeValue(message, pool, beginsBlock: beginsBlock)
  }

  /// Writes a message that is not finished as a record of a section that holds nothing but messages
  /// of its home.
  ///
  /// - Parameters:
  ///   - message: Its lifecycles have tallies, but no outcome.
  ///   - home: Its home.
  ///   - pool: Its texts.
  ///   - beginsBlock: Whether the record will be the first of its block.
  public mutating func encode(
    _ message: Message, in home: Home, _ pool: TextPool, beginsBlock: Bool
  ) {
    key.removeAll(keepingCapacity: true)
    HomeKey.append(message.messageID, message.overflow, home, to: &key)
    encodeValue(message, pool, beginsBlock: beginsBlock)
  }

  private mutating func encodeValue(_ message: Message, _ pool: TextPool, beginsBlock: Bool) {
    texts.follow(pool)
    if beginsBlock { texts.beginBlock() }
    value.removeAll(keepingCapacity: true)
    let base = message.messageID.creationTime?.millisecondsSinceEpoch ?? 0
    texts.append(message.facts, message.cut, base, pool, to: &value)
    value.append(varint: UInt64(message.lifecycles.count))
    for lifecycle in message.lifecycles {
      texts.append(lifecycle, pool, to: &value)
      for index in lifecycle.tallies {
        texts.append(message.tallies[index], message.facts, base, pool, to: &value)
      }
    }
  }
}

// Each part is written at one go, into room for the most that it can take: growing the array is looked
// into once a part.

extension WrittenTexts {
  // Bytes, without those of references to texts: of numbers of at most ten, and words of eight.
  private static let mostOfFacts = 128
  private static let mostOfLifecycle = 48
  private static let mostOfTally = 80

  fileprivate mutating func append(
    _ facts: MessageFacts, _ cut: MessageCut, _ base: Int64, _ pool: TextPool,
    to value: inout [UInt8]
  ) {
    var flags = cut.rank == nil ? 0 : FactsFlag.cut
    if facts.time != nil { flags |= FactsFlag.time }
    if facts.segmentCount != nil { flags |= FactsFlag.segmentCount }
    if facts.textHash != 0 { flags |= FactsFlag.text }
    if facts.recipientsHash != 0 { flags |= FactsFlag.recipients }
    let room =
      room(for: facts.application, pool) + room(for: facts.tag, pool)
      + room(for: facts.channel, pool) + room(for: facts.priority, pool)
      + room(for: facts.sender, pool)
    value.append(addingCapacity: Self.mostOfFacts + room) { value in
      value.append(flags)
      if let time = facts.time { value.append(zigzag: time.millisecondsSinceEpoch - base) }
      if let count = facts.segmentCount { value.append(varint: UInt64(count)) }
      if facts.textHash != 0 {
        value.append(littleEndian: facts.textHash)
        value.append(facts.keyword.rawValue)
      }
      if facts.recipientsHash != 0 { value.append(littleEndian: facts.recipientsHash) }
      value.append(varint: UInt64(facts.recipientCount))
      value.append(varint: UInt64(facts.mediaCount))
      append(facts.application, pool, to: &value)
      append(facts.tag, pool, to: &value)
      append(facts.channel, pool, to: &value)
      append(facts.priority, pool, to: &value)
      append(facts.sender, pool, to: &value)
      Self.append(cut, base, to: &value)
    }
  }

  private static func append(
    _ cut: MessageCut, _ base: Int64, to value: inout OutputSpan<UInt8>
  ) {
    guard let rank = cut.rank else { return }
    value.append(littleEndian: rank)
    value.append(varint: UInt64(cut.events))
    let hasTime = cut.earliestTime != EventTally.missing
    value.append(hasTime ? 1 : 0)
    if hasTime { value.append(zigzag: cut.earliestTime - base) }
  }

  fileprivate mutating func append(
    _ lifecycle: Lifecycle, _ pool: TextPool, to value: inout [UInt8]
  ) {
    let flags = lifecycle.carrierWeight > 0 ? LifecycleFlag.carrierWeight : 0
    let room = room(for: lifecycle.recipient, pool) + room(for: lifecycle.carrier, pool)
    value.append(addingCapacity: Self.mostOfLifecycle + room) { value in
      value.append(lifecycle.directions.rawValue | flags)
      append(lifecycle.recipient, pool, to: &value)
      append(lifecycle.carrier, pool, to: &value)
      if flags != 0 { value.append(varint: UInt64(lifecycle.carrierWeight)) }
      value.append(varint: UInt64(lifecycle.tallies.count))
    }
  }

  private func room(for text: PackedText, _ pool: TextPool) -> Int {
    text.pooled.map { room(for: $0, pool) } ?? 0
  }

  private mutating func append(
    _ text: PackedText, _ pool: TextPool, to value: inout OutputSpan<UInt8>
  ) {
    if text.isMissing {
      value.append(PackedTag.missing)
    } else if let id = text.pooled {
      value.append(PackedTag.text)
      append(id, pool, to: &value)
    } else {
      value.append(PackedTag.phoneNumber)
      value.append(littleEndian: text.word)
    }
  }

  fileprivate mutating func append(
    _ tally: EventTally, _ facts: MessageFacts, _ base: Int64, _ pool: TextPool,
    to value: inout [UInt8]
  ) {
    var flags: UInt8 = 0
    let spread = tally.arrivalSpread
    if tally.time != nil { flags |= TallyFlag.time }
    if tally.code != nil { flags |= TallyFlag.code }
    if spread != nil { flags |= TallyFlag.arrival }
    if tally.count != 1 || tally.lateCount != 0 { flags |= TallyFlag.counts }
    if let spread, spread != 0 { flags |= TallyFlag.spread }
    let type = tally.type
    value.append(addingCapacity: Self.mostOfTally + room(for: type.name, pool)) { value in
      value.append(flags)
      value.append(varint: UInt64(type.type.rawValue))
      if type.type == .unknown { append(type.name, pool, to: &value) }
      if flags & TallyFlag.counts != 0 {
        value.append(varint: UInt64(tally.count))
        value.append(varint: UInt64(tally.lateCount))
      }
      var base = facts.time?.millisecondsSinceEpoch ?? base
      if let time = tally.time {
        value.append(zigzag: time.millisecondsSinceEpoch - base)
        base = time.millisecondsSinceEpoch
      }
      if let code = tally.code { value.append(zigzag: code) }
      if let spread {
        value.append(zigzag: tally.firstArrival - base)
        if spread != 0 { value.append(varint: UInt64(spread)) }
      }
    }
  }
}
