public import Callbacks
public import Primitives

/// How a message travels.
public enum MessageKind: UInt8, CaseIterable, Sendable {
  case sms, mms, group, rbm

  public var name: StaticString {
    switch self {
    case .sms: "sms"
    case .mms: "mms"
    case .group: "group"
    case .rbm: "rbm"
    }
  }
}

/// From what the creation time of a message is known.
public enum CreationSource: UInt8, Sendable {
  /// `message.time`, the smallest.
  case message
  /// What the id begins with.
  case id
  case earliestEvent
}

/// One message with all its lifecycles, everything joined and decided.
public struct Message: Sendable {
  var messageID = MessageID()
  /// Ids that are not packed, that of this message and others.
  var overflow: [UInt8] = []
  public internal(set) var facts = MessageFacts()
  /// Smallest `message.time`, else from the id, else the earliest event's; `nil` when none is known.
  public internal(set) var creationTime: Timestamp?
  /// `nil` when the time is.
  public internal(set) var creationSource: CreationSource?
  public internal(set) var kind = MessageKind.sms
  public internal(set) var lifecycles: [Lifecycle] = []
  /// The tallies of all lifecycles, one lifecycle after the other.
  public internal(set) var tallies: [EventTally] = []
  /// What was left out of a message that is too heavy.
  public internal(set) var cut = MessageCut()

  /// The creation time as far as it is known; ``creationTime`` once everything is joined.
  public var joinedCreationTime: Timestamp? { creation.time }

  /// The bytes of the id.
  public var id: [UInt8] {
    var bytes: [UInt8] = []
    appendID(to: &bytes)
    return bytes
  }

  /// The message with some of its lifecycles; what is known of it as a whole stays.
  public func selecting(_ isSelected: (_ lifecycle: Int) -> Bool) -> Message {
    var message = self
    message.lifecycles = lifecycles.indices.filter(isSelected).map { lifecycles[$0] }
    return message
  }

  /// Appends the bytes of the id.
  public func appendID(to output: inout [UInt8]) {
    messageID.append(to: &output, overflow)
  }
}

/// What happened to one message at one recipient.
public struct Lifecycle: Sendable {
  public let recipient: PackedText
  public internal(set) var carrier: TextID
  @usableFromInline var directions: Directions
  /// The greatest ``MessageCut/weight(_:_:)`` of all names of carriers that were joined, if they differed.
  var carrierWeight: UInt32 = 0
  /// Of ``Message/tallies``, one a type.
  public internal(set) var tallies = 0..<0
  /// The one that came last while they were gathered, by number plus one.
  var lastTally: UInt32 = 0
  public internal(set) var isDelivered = false
  /// When the message was first reported as delivered.
  public internal(set) var deliveredAt: Timestamp?
  public internal(set) var failure: Failure?
  public internal(set) var isRead = false
  /// Whether it has an event that is only sent where receipts for MMS are on.
  public internal(set) var showsReceipts = false
  /// Only of an outbound lifecycle.
  public internal(set) var outcome: Outcome?
  /// What decided the outcome.
  public internal(set) var reason: OutcomeReason?

  init(
    recipient: PackedText, carrier: TextID, _ directions: Directions, lastTally: UInt32 = 0
  ) {
    self.lastTally = lastTally
    self.recipient = recipient
    self.carrier = carrier
    self.directions = directions
  }

  /// Outbound, if any event is.
  @inlinable
  public var direction: Direction? { directions.joined }

  /// The earliest report of a failure.
  public struct Failure: Equatable, Sendable {
    public var time: Timestamp?
    public var code: Int64?

    /// Whether this comes before `other`; a missing time or code sorts last.
    func precedes(_ other: Failure) -> Bool {
      time == other.time ? sortsBefore(code, other.code) : sortsBefore(time, other.time)
    }
  }

  /// Joins the name of another carrier.
  mutating func join(_ other: TextID, _ pool: TextPool) {
    let weight = max(MessageCut.weight(carrier, pool), MessageCut.weight(other, pool))
    carrierWeight = max(carrierWeight, UInt32(weight))
    carrier = pool.greater(carrier, other)
  }

  /// Takes in what an outcome depends on.
  mutating func note(_ tally: EventTally) {
    switch tally.type.type {
    case .delivered:
      isDelivered = true
      deliveredAt = tally.time
    case .failed, .rejectedForbiddenCountry:
      let failure = Failure(time: tally.time, code: tally.code)
      if self.failure.map(failure.precedes) ?? true { self.failure = failure }
    case .read:
      isRead = true
    case .sending, .sent:
      showsReceipts = true
    case .received, .suggestionResponse, .locationResponse, .unknown:
      break
    }
  }

  /// Whether it failed only because no receipt came in time.
  public var isReceiptExpired: Bool { outcome == .failed && failsByExpiry }

  /// Whether the first failure that was reported, of perhaps several, is that no receipt came in time.
  public var failsByExpiry: Bool { failure?.code == ErrorCode.receiptExpired }

  /// Whether it was reported as delivered or failed so many milliseconds after its message was created,
  /// or before; a report without a time is taken to have come at once.
  public func isAnswered(within milliseconds: Int64, of message: borrowing Message) -> Bool {
    guard let end = message.creationTime?.advanced(byMilliseconds: milliseconds) else {
      return isDelivered || failure != nil
    }
    return isDelivered && deliveredAt ?? end <= end
      || failure.map { $0.time ?? end <= end } ?? false
  }

  /// From the creation of its message to the first delivered event, in milliseconds; only of outcome
  /// delivered.
  @inlinable
  public func latency(of message: borrowing Message) -> Int64? {
    guard outcome == .delivered, let delivered = deliveredAt, let creation = message.creationTime
    else { return nil }
    return max(0, delivered.millisecondsSinceEpoch - creation.millisecondsSinceEpoch)
  }
}
