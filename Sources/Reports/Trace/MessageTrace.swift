internal import Callbacks
public import Lifecycles
public import Primitives

/// The time line of one message, what became of it at each recipient, and why.
public struct MessageTrace: Sendable {
  let id: [UInt8]
  let kind: MessageKind
  let creation: Timestamp?
  let creationSource: CreationSource?
  let facts: MessageFacts
  let sender: [UInt8]
  let application: [UInt8]
  let tag: [UInt8]
  let channel: [UInt8]
  let priority: [UInt8]
  /// The first recipients, in the order of their bytes.
  let recipients: [RecipientTrace]
  /// How many there are, those that are not shown included.
  let recipientCount: Int
  /// Of all recipients, duplicates included.
  let eventCount: Int64
  let duplicateCount: Int64
  /// Those of recipients that were left out of the message, see ``MessageCut``.
  let cutEventCount: Int64
  /// Recipients that an outbound message was sent to, and of which there is no event.
  let silentCount: Int
  /// The first events, in their order.
  let events: [TracedEvent]
  /// Events that are not shown.
  let eventsLeftOut: Int64
  /// What a ledger knows of the events, the first of it; `nil` without one.
  private(set) var knownEvents: [KnownEvents]?
  /// What it knows besides, and is not shown.
  private(set) var knownEventsLeftOut: Int64 = 0
  /// Whether archives were named in which the events were sought.
  private(set) var hasArchives = true
  let parameters: ReportParameters

  /// A list for rows of a message: it holds more of them than anybody reads, and no more texts than
  /// memory has room for, whatever a sender writes.
  public static func list<Row: Comparable & Sendable>(of row: Row.Type) -> Shortlist<Row> {
    Shortlist(limit: 20_000, byteLimit: 8 << 20)
  }

  /// - Parameters:
  ///   - message: Whole, with its outcomes.
  ///   - pool: Holds its texts.
  ///   - events: All that were read of it, redacted if `parameters` say so.
  ///   - parameters: What its outcomes depend on.
  ///   - coverageEnd: Up to when the archives tell what happened.
  public init(
    _ message: Message, _ pool: TextPool, _ events: Shortlist<TracedEvent>,
    _ parameters: ReportParameters, coverageEnd: Timestamp?
  ) {
    id = message.id
    kind = message.kind
    creation = message.creationTime
    creationSource = message.creationSource
    facts = message.facts
    sender = facts.sender.shown(in: pool, parameters.redaction)
    application = pool[facts.application]
    tag = pool[facts.tag]
    channel = pool[facts.channel]
    priority = pool[facts.priority]
    var list = Self.list(of: RecipientTrace.self)
    for lifecycle in message.lifecycles {
      let recipient = RecipientTrace(
        lifecycle, of: message, pool, parameters, coverageEnd: coverageEnd)
      list.insert(recipient, byteCount: recipient.textByteCount)
    }
    recipients = list.elements
    recipientCount = message.lifecycles.count
    eventCount = message.tallies.reduce(message.cut.events) { $0 + $1.count }
    cutEventCount = message.cut.events
    duplicateCount = message.tallies.reduce(0) { $0 + $1.duplicates }
    let isOutbound = message.lifecycles.contains { $0.direction == .outbound }
    // Of a message that was cut nobody knows who is silent.
    silentCount =
      isOutbound && message.cut.events == 0
      ? max(0, Int(facts.recipientCount) - message.lifecycles.count) : 0
    var shown = events.split
    shown.elements.markDuplicates()
    (self.events, eventsLeftOut) = (shown.elements, shown.leftOut)
    self.parameters = parameters
  }

  /// Shows what a ledger knows of the events.
  ///
  /// - Parameters:
  ///   - message: Whole.
  ///   - pool: Holds its texts.
  ///   - isBesidesEvents: Whether archives were named in which the events were sought.
  public mutating func showWhatIsKnown(
    of message: Message, _ pool: TextPool, besidesEvents isBesidesEvents: Bool
  ) {
    let known = Self.knownEvents(of: message, pool, parameters.redaction).split
    (knownEvents, knownEventsLeftOut) = (known.elements, known.leftOut)
    hasArchives = isBesidesEvents
  }

  /// Recipients that are not shown.
  var recipientsLeftOut: Int { recipientCount - recipients.count }
}

/// What became of a message at one recipient, and why.
struct RecipientTrace: Sendable {
  /// Empty when no event names it.
  let recipient: [UInt8]
  let direction: Direction?
  let kind: MessageKind
  let carrier: [UInt8]
  let outcome: Outcome?
  let reason: OutcomeReason?
  let failure: Lifecycle.Failure?
  /// Whether it failed without a code, as a country that nothing is sent to.
  let isForbiddenCountry: Bool
  let isReceiptExpired: Bool
  let deliveredAt: Timestamp?
  /// From creation to the first delivered event, of outcome delivered.
  let latency: Int64?
  let isRead: Bool
  let eventCount: Int64
  let duplicateCount: Int64
  /// When nothing more can be heard of the message.
  let waitEnd: Timestamp?
  let coverageEnd: Timestamp?
  /// Whether the user said up to when the archives tell what happened.
  let isAsOf: Bool

  init(
    _ lifecycle: Lifecycle, of message: Message, _ pool: TextPool, _ parameters: ReportParameters,
    coverageEnd: Timestamp?
  ) {
    let tallies = message.tallies[lifecycle.tallies]
    recipient = lifecycle.recipient.shown(in: pool, parameters.redaction)
    direction = lifecycle.direction
    kind = message.kind
    carrier = pool[lifecycle.carrier]
    outcome = lifecycle.outcome
    reason = lifecycle.reason
    failure = lifecycle.failure
    isForbiddenCountry = !tallies.contains { $0.type.type == .failed } && failure != nil
    isReceiptExpired = lifecycle.isReceiptExpired
    deliveredAt = lifecycle.deliveredAt
    latency = lifecycle.latency(of: message)
    isRead = lifecycle.isRead
    eventCount = tallies.reduce(0) { $0 + $1.count }
    duplicateCount = tallies.reduce(0) { $0 + $1.duplicates }
    waitEnd = message.creationTime.map(ReceiptWait.end(forMessageCreatedAt:))
    self.coverageEnd = coverageEnd
    isAsOf = parameters.asOf != nil
  }

  /// What its texts take.
  var textByteCount: Int { recipient.count + carrier.count }
}

extension RecipientTrace: Comparable {
  static func == (a: RecipientTrace, b: RecipientTrace) -> Bool { a.recipient == b.recipient }

  static func < (a: RecipientTrace, b: RecipientTrace) -> Bool {
    a.recipient.lexicographicallyPrecedes(b.recipient)
  }
}
