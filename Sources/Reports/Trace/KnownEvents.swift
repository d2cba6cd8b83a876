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
  /// All events of a message by type, those at one recipient together, in the order of time.
  static func knownEvents(
    of message: Message, _ pool: TextPool, _ redaction: Redaction?
  ) -> [KnownEvents] {
    let events = message.lifecycles.flatMap { lifecycle in
      message.tallies[lifecycle.tallies].map { tally in
        KnownEvents(
          recipient: lifecycle.recipient.shown(in: pool, redaction),
          type: tally.type.shownName(pool), tally: tally)
      }
    }
    return events.sorted { a, b in
      if a.tally.time != b.tally.time { return sortsBefore(a.tally.time, b.tally.time) }
      if a.recipient != b.recipient { return a.recipient.lexicographicallyPrecedes(b.recipient) }
      return a.type.lexicographicallyPrecedes(b.type)
    }
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
