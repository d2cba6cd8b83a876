/// What happens to one message: enough to tell when its events arrive, without their texts.
struct MessagePlan: Sendable {
  let kind: TrafficKind
  /// An index into ``Application/all``.
  let application: Int
  /// When it was created.
  let created: Microseconds
  /// Seeds the numbers that decide ids, parties and texts.
  let contentSeed: UInt64
  /// In `1...10`; of an inbound message all that it was sent to.
  var recipientCount = 1
  /// Recipients of an inbound message that are ours: each gets an event with an id of its own.
  var ownedCount = 1
  /// Of an outbound message; of an inbound one the text decides.
  var segmentCount = 1
}

/// One callback: an event, and when it reaches the receiver.
struct PlannedEvent: Equatable, Sendable {
  let kind: EventKind
  /// Which recipient it is about.
  let recipient: UInt8
  /// 0 without one.
  var errorCode: Int32 = 0
  /// The event is a repetition: only the arrival differs.
  var isDuplicate = false
  /// When its message was created: copies of an inbound group are seconds apart.
  let created: Microseconds
  let time: Microseconds
  var arrival: Microseconds = 0
  /// Decides the place in the archive: the arrival, moved a little for the disorderly ones.
  var position: Microseconds = 0
}
