internal import Callbacks
public import Lifecycles
public import Primitives

/// A message at one recipient, as one of those of a phone number.
public struct NumberedMessage: Sendable {
  /// What the number is to the message.
  enum Role: String {
    case sender, recipient
  }

  let role: Role
  let id: [UInt8]
  let creation: Timestamp?
  let kind: MessageKind
  let direction: Direction?
  /// The recipient, if the number is the sender; else the sender.
  let other: [UInt8]
  let outcome: Outcome?
  /// What decided the outcome.
  public let reason: OutcomeReason?
  let errorCode: Int64?
  /// Duplicates included.
  let eventCount: Int64
  let duplicateCount: Int64

  init(
    _ role: Role, _ lifecycle: Lifecycle, of message: Message, _ pool: TextPool,
    _ redaction: Redaction?
  ) {
    let tallies = message.tallies[lifecycle.tallies]
    self.role = role
    id = message.id
    creation = message.creationTime
    kind = message.kind
    direction = lifecycle.direction
    let other = role == .sender ? lifecycle.recipient : message.facts.sender
    self.other = other.shown(in: pool, redaction)
    outcome = lifecycle.outcome
    reason = lifecycle.reason
    errorCode = lifecycle.failure?.code
    eventCount = tallies.reduce(0) { $0 + $1.count }
    duplicateCount = tallies.reduce(0) { $0 + $1.duplicates }
  }

  /// Bytes of its texts.
  public var textByteCount: Int { id.count + other.count }

  /// Calls `body` for each recipient at which a message is one of those of a number: all, if it is
  /// the sender, else itself.
  public static func forEach(
    in message: Message, of number: Span<UInt8>, _ pool: TextPool, _ redaction: Redaction?,
    _ body: (NumberedMessage) -> Void
  ) {
    let isSender = message.facts.sender.equals(number, in: pool)
    for lifecycle in message.lifecycles {
      if isSender {
        body(NumberedMessage(.sender, lifecycle, of: message, pool, redaction))
      } else if lifecycle.recipient.equals(number, in: pool) {
        body(NumberedMessage(.recipient, lifecycle, of: message, pool, redaction))
      }
    }
  }
}

/// The newest first, those of an unknown time last; then by id and recipient.
extension NumberedMessage: Comparable {
  public static func == (a: NumberedMessage, b: NumberedMessage) -> Bool { !(a < b) && !(b < a) }

  public static func < (a: NumberedMessage, b: NumberedMessage) -> Bool {
    if a.creation != b.creation {
      guard let first = a.creation else { return false }
      return b.creation.map { first > $0 } ?? true
    }
    if a.id != b.id { return a.id.lexicographicallyPrecedes(b.id) }
    return a.other.lexicographicallyPrecedes(b.other)
  }
}

/// The messages of a phone number, a row for each recipient.
public struct NumberTrace: Sendable {
  /// As it is shown.
  let number: [UInt8]
  let messages: [NumberedMessage]
  /// Those that are not shown.
  let leftOut: Int64
  /// Those of them that were asked for, and have too much text.
  let overlong: Int64
  /// How many there are, those that are not shown included.
  public let total: Int64
  let parameters: ReportParameters

  /// A list for messages: it holds as many as are asked for, and no more text than so many have, or than
  /// memory has room for anyway, whatever a sender writes.
  public static func list(limit: Int) -> Shortlist<NumberedMessage> {
    // An id and a number have some 50 bytes.
    Shortlist(limit: limit, byteLimit: max(8 << 20, 64 * min(limit, 1 << 40)))
  }

  /// `nil` if there are none.
  ///
  /// - Parameters:
  ///   - number: In normal form.
  ///   - messages: Those in the window.
  ///   - parameters: What they and their outcomes depend on.
  public init?(
    _ number: [UInt8], _ messages: Shortlist<NumberedMessage>, _ parameters: ReportParameters
  ) {
    guard messages.total > 0 else { return nil }
    self.number = parameters.redaction.map { $0.token(for: number.span) } ?? number
    (self.messages, leftOut) = messages.split
    total = messages.total
    overlong = min(total, Int64(messages.limit)) - Int64(self.messages.count)
    self.parameters = parameters
  }
}
