internal import Callbacks
internal import Primitives

/// One event as it waits to be joined: of fixed size, its texts interned in the pool of its log.
struct LoggedEvent: BitwiseCopyable, Sendable {
  /// What it says about its message.
  var facts = MessageFacts()
  var directions: Directions = []
  var type = TypeID(.unknown, name: .missing)
  var carrier = TextID.missing
  var recipient = PackedText.missing
  // A missing time or code is the largest number, as in ``EventTally``.
  var time = EventTally.missing
  var code = EventTally.missing
  var arrival = EventTally.missing
  var id = MessageID()

  /// The event as a tally of one.
  var tally: EventTally {
    EventTally(type: type, time: time, code: code, arrival: arrival)
  }

  /// The same event with the ids of another pool.
  func translated(by ids: Span<TextID>) -> LoggedEvent {
    var event = self
    event.facts = facts.translated(by: ids)
    event.type = type.translated(by: ids)
    event.carrier = ids[Int(carrier.number)]
    event.recipient = recipient.translated(by: ids)
    return event
  }
}
