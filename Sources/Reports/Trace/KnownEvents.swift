internal import Callbacks
internal import Lifecycles
internal import Primitives

/// What a ledger knows of the events of one type at one recipient of a message.
struct KnownEvents: Sendable {
  let recipient: [UInt8]
  /// As it is shown.
  let type: [UInt8]
  let tally: EventTally

  static let grain = """
    The events of a message by type and recipient, by `waybill trace --ledger` with its id: a ledger \
    keeps no lines.
    """

  static let columns: [Column<KnownEvents>] = [
    Column("time", .time, "When the earliest of them happened.") { Value($0.tally.time) },
    Column("type", .text, "The type after folding renamed ones.") { .text($0.type) },
    Column("recipient", .text, "Whom they are about.") { .text($0.recipient) },
    Column("error_code", .code, "Of the earliest.") { Value($0.tally.code) },
    Column("error_name", .text, "As the catalogue has it.") { ErrorCode.shownName($0.tally.code) },
    Column("events", .events, "All, duplicates included.") { .integer($0.tally.count) },
    Column("first_arrival", .time, "When the receiver got the first of them.") {
      Value($0.tally.firstArrivedAt)
    },
    Column("last_arrival", .time, "When it got the last of them.") {
      Value($0.tally.lastArrivedAt)
    },
  ]
}

extension MessageTrace {
  /// The first events of a message by type, those at one recipient together.
  static func knownEvents(
    of message: Message, _ pool: TextPool, _ redaction: Redaction?
  ) -> Shortlist<KnownEvents> {
    var list = Self.list(of: KnownEvents.self)
    for lifecycle in message.lifecycles {
      let recipient = lifecycle.recipient.shown(in: pool, redaction)
      for tally in message.tallies[lifecycle.tallies] {
        let type = tally.type.shownName(pool)
        list.insert(
          KnownEvents(recipient: recipient, type: type, tally: tally),
          byteCount: recipient.count + type.count)
      }
    }
    return list
  }
}

/// In the order of time, one without a time last; then by recipient and type.
extension KnownEvents: Comparable {
  static func == (a: KnownEvents, b: KnownEvents) -> Bool { !(a < b) && !(b < a) }

  static func < (a: KnownEvents, b: KnownEvents) -> Bool {
    if a.tally.time != b.tally.time { return sortsBefore(a.tally.time, b.tally.time) }
    if a.recipient != b.recipient { return a.recipient.lexicographicallyPrecedes(b.recipient) }
    return a.type.lexicographicallyPrecedes(b.type)
  }
}

extension TypeID {
  fileprivate func shownName(_ pool: TextPool) -> [UInt8] {
    guard type != .unknown else { return pool[name] }
    var shown: [UInt8] = []
    shown.append(type.name)
    return shown
  }
}
