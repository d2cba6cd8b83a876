public import Callbacks
public import Primitives

/// An event, and where it was read.
public struct TracedEvent: Sendable {
  public var type: EventType
  /// Of an unknown type; else empty.
  public var typeName: [UInt8]
  public var time: Timestamp?
  public var arrival: Timestamp?
  /// Whether the archive says when it arrived; else that is the latest event time so far.
  public var isArrivalRecorded: Bool
  public var errorCode: Int64?
  public var recipient: [UInt8]
  public var carrier: [UInt8]
  /// The name of its archive.
  public var archive: [UInt8]
  /// Where its value begins.
  public var position: ValuePosition
  /// Its number among the events of its archive that were sought.
  public var ordinal: Int
  /// Whether another event is the same: of this type, at this recipient of this message.
  public internal(set) var isDuplicate = false

  public init(
    type: EventType, typeName: [UInt8], time: Timestamp?, arrival: Timestamp?,
    isArrivalRecorded: Bool, errorCode: Int64?, recipient: [UInt8], carrier: [UInt8],
    archive: [UInt8], position: ValuePosition, ordinal: Int
  ) {
    self.type = type
    self.typeName = typeName
    self.time = time
    self.arrival = arrival
    self.isArrivalRecorded = isArrivalRecorded
    self.errorCode = errorCode
    self.recipient = recipient
    self.carrier = carrier
    self.archive = archive
    self.position = position
    self.ordinal = ordinal
  }

  /// What its texts take.
  public var textByteCount: Int { typeName.count + recipient.count + carrier.count }

  /// The type as it is shown.
  var shownType: [UInt8] {
    guard type != .unknown else { return typeName }
    var name: [UInt8] = []
    name.append(type.name)
    return name
  }
}

/// In the order of time, one without a time last; of one time in the order in which types follow each
/// other, and of one type and recipient in the order that tells which of them are duplicates.
extension TracedEvent: Comparable {
  public static func == (a: TracedEvent, b: TracedEvent) -> Bool { !(a < b) && !(b < a) }

  public static func < (a: TracedEvent, b: TracedEvent) -> Bool {
    if a.time != b.time { return sortsBefore(a.time, b.time) }
    if a.type != b.type { return a.type.rank < b.type.rank }
    if a.typeName != b.typeName { return a.typeName.lexicographicallyPrecedes(b.typeName) }
    if a.recipient != b.recipient { return a.recipient.lexicographicallyPrecedes(b.recipient) }
    if a.errorCode != b.errorCode { return sortsBefore(a.errorCode, b.errorCode) }
    if a.arrival != b.arrival { return sortsBefore(a.arrival, b.arrival) }
    if a.archive != b.archive { return a.archive.lexicographicallyPrecedes(b.archive) }
    return a.ordinal < b.ordinal
  }
}

extension EventType {
  /// Where the type stands in the life of a message, which begins with `received` if it is inbound.
  ///
  /// Not the order of ``LifecycleColumn/types``, where all of the outbound ones come first.
  fileprivate var rank: Int {
    switch self {
    case .received: 0
    case .sending: 1
    case .sent: 2
    case .delivered: 3
    case .failed: 4
    case .rejectedForbiddenCountry: 5
    case .read: 6
    case .suggestionResponse: 7
    case .locationResponse: 8
    case .unknown: 9
    }
  }
}

extension [TracedEvent] {
  /// Marks all events that are the same as one before them; they are in their order.
  mutating func markDuplicates() {
    var seen: Set<EventIdentity> = []
    for index in indices {
      let identity = EventIdentity(
        type: self[index].shownType, recipient: self[index].recipient)
      self[index].isDuplicate = !seen.insert(identity).inserted
    }
  }
}

/// What the duplicates of an event of one message have in common with it.
private struct EventIdentity: Hashable {
  let type: [UInt8]
  let recipient: [UInt8]
}
