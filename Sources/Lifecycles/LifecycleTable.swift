internal import Callbacks
internal import Primitives

/// All messages of one partition, with their lifecycles and tallies.
///
/// Three flat tables of fixed-size records. A message names its first lifecycle, a lifecycle its
/// first tally, and each the next of its kind, by number plus one.
struct LifecycleTable: Sendable {
  struct MessageRecord: Sendable {
    let id: MessageID
    var facts: MessageFacts
    var firstLifecycle: UInt32
  }

  struct LifecycleRecord: Sendable {
    let recipient: PackedText
    var carrier: TextID
    var firstTally: UInt32
    let next: UInt32
    var directions: Directions
  }

  struct TallyRecord: Sendable {
    var tally: EventTally
    let next: UInt32
  }

  private(set) var messages = ChunkedArray<MessageRecord>()
  private(set) var lifecycles = ChunkedArray<LifecycleRecord>()
  private(set) var tallies = ChunkedArray<TallyRecord>()
  /// The ends of ids that do not fit their record.
  private(set) var overflow: [UInt8] = []
  private var index = HashIndex()

  /// Adds what is known about a message; joins it with what the table knows.
  ///
  /// - Returns: The number of the message.
  mutating func join(
    message id: Span<UInt8>, hash: UInt64, _ facts: MessageFacts, _ texts: SharedTexts
  ) -> Int {
    var probe = index.probe(hash)
    while let entry = index.next(&probe) {
      if messages[entry].id.equals(id, overflow) {
        messages[entry].facts.join(facts, texts)
        return entry
      }
    }
    let entry = messages.count
    messages.append(
      MessageRecord(id: MessageID(id, overflow: &overflow), facts: facts, firstLifecycle: 0))
    index.insert(hash, entry: entry)
    return entry
  }

  /// Adds what is known about one recipient of a message.
  ///
  /// - Returns: The number of the lifecycle.
  mutating func join(
    recipient: PackedText, of message: Int, carrier: TextID, _ directions: Directions,
    _ texts: SharedTexts
  ) -> Int {
    var link = messages[message].firstLifecycle
    while link != 0 {
      let entry = Int(link) - 1
      if lifecycles[entry].recipient == recipient {
        lifecycles[entry].carrier = texts.greater(lifecycles[entry].carrier, carrier)
        lifecycles[entry].directions.formUnion(directions)
        return entry
      }
      link = lifecycles[entry].next
    }
    lifecycles.append(
      LifecycleRecord(
        recipient: recipient, carrier: carrier, firstTally: 0,
        next: messages[message].firstLifecycle, directions: directions))
    messages[message].firstLifecycle = Self.link(to: lifecycles.count - 1)
    return lifecycles.count - 1
  }

  /// Adds events of one type to a lifecycle.
  mutating func join(_ tally: EventTally, to lifecycle: Int) {
    var link = lifecycles[lifecycle].firstTally
    while link != 0 {
      let entry = Int(link) - 1
      if tallies[entry].tally.type == tally.type {
        tallies[entry].tally.join(tally)
        return
      }
      link = tallies[entry].next
    }
    tallies.append(TallyRecord(tally: tally, next: lifecycles[lifecycle].firstTally))
    lifecycles[lifecycle].firstTally = Self.link(to: tallies.count - 1)
  }

  private static func link(to entry: Int) -> UInt32 {
    precondition(entry < 0xFFFF_FFFF, "a table of more than 2^32 entries")
    return UInt32(entry + 1)
  }

  /// Adds all that another table of the same partition knows.
  ///
  /// - Parameters:
  ///   - other: The table to add.
  ///   - ids: The id here of each text of the other table's pool.
  ///   - texts: Those of this table.
  mutating func merge(_ other: LifecycleTable, translatedBy ids: [TextID], _ texts: SharedTexts) {
    var id: [UInt8] = []
    other.messages.forEach { message in
      id.removeAll(keepingCapacity: true)
      message.id.append(to: &id, other.overflow)
      let own = join(
        message: id.span, hash: StableHash.perProcess.hash(id.span),
        message.facts.translated(by: ids), texts)
      other.forEachLifecycle(of: message) { lifecycle in
        let ownLifecycle = join(
          recipient: lifecycle.recipient.translated(by: ids), of: own,
          carrier: ids[Int(lifecycle.carrier.number)], lifecycle.directions, texts)
        other.forEachTally(of: lifecycle) {
          join(EventTally($0, translatedBy: ids), to: ownLifecycle)
        }
      }
    }
  }

  @inline(__always)
  func forEachLifecycle(of message: MessageRecord, _ body: (LifecycleRecord) -> Void) {
    var link = message.firstLifecycle
    while link != 0 {
      let record = lifecycles[Int(link) - 1]
      body(record)
      link = record.next
    }
  }

  @inline(__always)
  func forEachTally(of lifecycle: LifecycleRecord, _ body: (EventTally) -> Void) {
    var link = lifecycle.firstTally
    while link != 0 {
      let record = tallies[Int(link) - 1]
      body(record.tally)
      link = record.next
    }
  }
}

/// Which ways the events of a lifecycle go.
struct Directions: OptionSet, Sendable {
  let rawValue: UInt8
  static let inbound = Directions(rawValue: 1)
  static let outbound = Directions(rawValue: 2)

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  init(_ direction: Direction?) {
    switch direction {
    case .inbound: self = .inbound
    case .outbound: self = .outbound
    case nil: self = []
    }
  }

  /// Outbound, if any event is.
  var joined: Direction? {
    if contains(.outbound) { return .outbound }
    return contains(.inbound) ? .inbound : nil
  }
}
