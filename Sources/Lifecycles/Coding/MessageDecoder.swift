internal import Callbacks
public import Primitives

/// Joins the records of several runs to messages.
///
/// ```swift
/// decoder.admit(sourceCount: runs.count)
/// for records in key order {
///   for (source, key, value) in records { try decoder.add(source, …, key: key, value: value) }
///   decoder.finish(rules)
///   body(decoder.message, decoder.pool)
/// }
/// ```
public struct MessageDecoder: Sendable {
  /// The texts that messages refer to.
  public private(set) var pool = TextPool()
  /// What the pool took when it had last been renewed.
  private var renewedByteCount = 0
  /// More events of a type at one recipient than any archives hold, and few enough that those of all
  /// messages can be added up.
  private static let countLimit: Int64 = 1 << 32
  /// The same of all recipients that were left out.
  private static let cutEventLimit: Int64 = 1 << 40
  /// By run.
  private var texts: [ReadTexts] = []
  private var builder: MessageBuilder
  private var isOpen = false
  /// What the key of the message begins with whose records were added.
  private var word: UInt64 = 0
  private var overflow: [UInt8] = []
  /// From when its times are counted, in milliseconds since the epoch.
  private var base: Int64 = 0

  public init() {
    self.init(weightLimit: MessageCut.weightLimit)
  }

  /// - Parameter weightLimit: Of a message, see ``MessageCut``.
  init(weightLimit: Int) {
    builder = MessageBuilder(weightLimit: weightLimit)
  }

  /// Begins to read so many runs, from their first records on.
  public mutating func admit(sourceCount: Int) {
    for source in texts.indices { texts[source].beginBlock() }
    while texts.count < sourceCount { texts.append(ReadTexts()) }
  }

  /// The message whose records were added, whole after ``finish(_:)``.
  public var message: Message { _read { yield builder.message } }

  /// Calls `body` with the ``message`` and the ``pool``, of which nothing is copied.
  public func withMessage<Result>(_ body: (Message, TextPool) -> Result) -> Result {
    body(builder.message, pool)
  }

  /// Adds a record of the message; the first one behind a ``finish(_:)`` begins it.
  ///
  /// Every record of a run has to come here, in its order.
  ///
  /// - Parameters:
  ///   - source: The number of the run, of those that were admitted.
  ///   - beginsBlock: Whether it is the first record of a block.
  ///   - home: The home of all messages of the section that it is of, if it is one of a single home.
  ///   - key: As written by ``MessageEncoder``.
  ///   - value: As written by ``MessageEncoder``.
  /// - Throws: ``RecordDamage``; what was made of it and of all others is then worthless.
  public mutating func add(
    _ source: Int, beginsBlock: Bool, in home: Home? = nil, key: Span<UInt8>, value: Span<UInt8>
  ) throws(RecordDamage) {
    if beginsBlock { texts[source].beginBlock() }
    if !isOpen { try begin(key, in: home) }
    try read(value, source)
  }

  private mutating func begin(_ key: Span<UInt8>, in home: Home?) throws(RecordDamage) {
    overflow.removeAll(keepingCapacity: true)
    guard let home else {
      guard key.count > 8 else { throw RecordDamage() }
      word = key.word(at: 0).byteSwapped
      return begin(MessageID(key.extracting(8...), overflow: &overflow))
    }
    begin(try HomeKey.id(key, home, overflow: &overflow))
    guard builder.message.home == home else { throw RecordDamage() }
  }

  private mutating func begin(_ id: MessageID) {
    base = id.creationTime?.millisecondsSinceEpoch ?? 0
    builder.begin(id, overflow)
    isOpen = true
  }

  private mutating func read(_ value: Span<UInt8>, _ source: Int) throws(RecordDamage) {
    var reader = RecordReader(in: value.indices)
    try readMessage(value, &reader, source)
    try reader.finish()
  }

  /// Decides what depends on all records of the message.
  public mutating func finish(_ rules: OutcomeRules) {
    builder.finish(rules, pool)
    isOpen = false
  }

  /// Ends a message that is joined with others later: ``message`` is as far as it is known.
  public mutating func finishUndecided() {
    builder.gather(pool)
    isOpen = false
  }

  /// Writes the message as far as it is known, to be joined with others.
  ///
  /// - Parameters:
  ///   - encoder: Has key and value afterwards. It is given messages of this decoder only, and none of
  ///     a section of one home.
  ///   - beginsBlock: Whether the record will be the first of its block.
  public mutating func encode(into encoder: inout MessageEncoder, beginsBlock: Bool) {
    builder.gather(pool)
    encoder.encode(builder.message, word: word, pool, beginsBlock: beginsBlock)
    isOpen = false
  }

  /// Whether the texts have come to take so many bytes more than those that were needed when the pool had
  /// last been renewed.
  ///
  /// More than when it had been, because renewing costs as much as what is still needed, and that may be
  /// more than the limit.
  public func isPoolFull(_ limit: Int) -> Bool {
    pool.byteCount - renewedByteCount > limit
  }

  /// Forgets the texts that no record to come can refer to; ids that were given out before mean nothing
  /// any more.
  public mutating func renewPool() {
    var renewed = TextPool(replacing: pool)
    for source in texts.indices { texts[source].move(from: pool, to: &renewed) }
    pool = renewed
    renewedByteCount = pool.byteCount
  }

  private mutating func readMessage(
    _ bytes: Span<UInt8>, _ reader: inout RecordReader, _ source: Int
  ) throws(RecordDamage) {
    let flags = try reader.byte(bytes)
    guard flags <= FactsFlag.all else { throw RecordDamage() }
    let facts = try facts(flags, bytes, &reader, source)
    builder.join(facts, pool)
    if flags & FactsFlag.cut != 0 { builder.join(try cut(bytes, &reader), pool) }
    for _ in 0..<(try reader.number(bytes)) {
      let flags = try reader.byte(bytes)
      guard flags <= LifecycleFlag.all else { throw RecordDamage() }
      let recipient = try packedText(bytes, &reader, source)
      let carrier = try texts[source].read(bytes, &reader, &pool)
      let lifecycle = builder.join(
        recipient: recipient, carrier: carrier,
        Directions(rawValue: flags & LifecycleFlag.directions), pool)
      if flags & LifecycleFlag.carrierWeight != 0 {
        builder.join(carrierWeight: UInt32(try reader.number32(bytes)), to: lifecycle)
      }
      for _ in 0..<(try reader.number(bytes)) {
        builder.join(try tally(bytes, &reader, source, facts), to: lifecycle)
      }
    }
  }

  private func cut(
    _ bytes: Span<UInt8>, _ reader: inout RecordReader
  ) throws(RecordDamage) -> MessageCut {
    var cut = MessageCut()
    cut.rank = try reader.word(bytes)
    cut.events = try reader.number(bytes)
    guard (1...Self.cutEventLimit).contains(cut.events) else { throw RecordDamage() }
    if try reader.byte(bytes) != 0 { cut.earliestTime = try reader.time(bytes, since: base) }
    return cut
  }

  private mutating func facts(
    _ flags: UInt8, _ bytes: Span<UInt8>, _ reader: inout RecordReader, _ source: Int
  ) throws(RecordDamage) -> MessageFacts {
    var facts = MessageFacts()
    if flags & FactsFlag.time != 0 {
      facts.time = Timestamp(millisecondsSinceEpoch: try reader.time(bytes, since: base))
    }
    if flags & FactsFlag.segmentCount != 0 { facts.segmentCount = try reader.number32(bytes) }
    if flags & FactsFlag.text != 0 {
      facts.textHash = try reader.word(bytes)
      guard let keyword = Keyword(rawValue: try reader.byte(bytes)) else { throw RecordDamage() }
      facts.keyword = keyword
    }
    if flags & FactsFlag.recipients != 0 { facts.recipientsHash = try reader.word(bytes) }
    facts.recipientCount = try reader.number32(bytes)
    facts.mediaCount = try reader.number32(bytes)
    facts.application = try texts[source].read(bytes, &reader, &pool)
    facts.tag = try texts[source].read(bytes, &reader, &pool)
    facts.channel = try texts[source].read(bytes, &reader, &pool)
    facts.priority = try texts[source].read(bytes, &reader, &pool)
    facts.sender = try packedText(bytes, &reader, source)
    return facts
  }

  private mutating func packedText(
    _ bytes: Span<UInt8>, _ reader: inout RecordReader, _ source: Int
  ) throws(RecordDamage) -> PackedText {
    switch try reader.byte(bytes) {
    case PackedTag.missing: return .missing
    case PackedTag.text: return PackedText(try texts[source].read(bytes, &reader, &pool))
    case PackedTag.phoneNumber:
      guard let number = PackedText(numberWord: try reader.word(bytes)) else {
        throw RecordDamage()
      }
      return number
    default: throw RecordDamage()
    }
  }

  private mutating func tally(
    _ bytes: Span<UInt8>, _ reader: inout RecordReader, _ source: Int, _ facts: MessageFacts
  ) throws(RecordDamage) -> EventTally {
    let flags = try reader.byte(bytes)
    guard flags <= TallyFlag.all, let number = UInt8(exactly: try reader.number(bytes)),
      let type = EventType(rawValue: number)
    else { throw RecordDamage() }
    let name = type == .unknown ? try texts[source].read(bytes, &reader, &pool) : .missing
    var tally = EventTally(
      type: TypeID(type, name: name), time: EventTally.missing, code: EventTally.missing,
      arrival: EventTally.missing)
    if flags & TallyFlag.counts != 0 {
      tally.count = try reader.number(bytes)
      tally.lateCount = try reader.number(bytes)
    }
    guard (1...Self.countLimit).contains(tally.count), tally.lateCount <= tally.count else {
      throw RecordDamage()
    }
    var base = facts.time?.millisecondsSinceEpoch ?? base
    if flags & TallyFlag.time != 0 {
      base = try reader.time(bytes, since: base)
      tally.earliestTime = base
    }
    if flags & TallyFlag.code != 0 {
      // The least number was a code once.
      let code = try reader.signedNumber(bytes)
      tally.earliestCode = code == .min ? EventTally.missing : code
    }
    if flags & TallyFlag.arrival != 0 {
      tally.firstArrival = try reader.time(bytes, since: base)
      let spread = flags & TallyFlag.spread == 0 ? 0 : try reader.number(bytes)
      let (last, overflow) = tally.firstArrival.addingReportingOverflow(spread)
      guard !overflow, Timestamp(checkedMilliseconds: last) != nil else { throw RecordDamage() }
      tally.lastArrival = last
    }
    return tally
  }
}
