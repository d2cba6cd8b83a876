public import Callbacks
public import Primitives

/// What the events of one message say about it, joined.
///
/// The join is associative and commutative: times take the smallest, counts the largest, texts the
/// greatest by bytes.
public struct MessageFacts: Equatable, Sendable {
  /// Smallest `message.time`.
  public var time: Timestamp?
  public var segmentCount: Int32?
  /// Distinct recipients in `message.to`; 0 when it was never seen.
  public var recipientCount: Int32 = 0
  /// Attachments.
  public var mediaCount: Int32 = 0
  public var application = TextID.missing
  public var tag = TextID.missing
  public var channel = TextID.missing
  public var priority = TextID.missing
  public var sender = PackedText.missing
  /// Of the greatest hash; 0 without an inbound text.
  public var textHash: UInt64 = 0
  public var keyword = Keyword.none
  /// Of the set of an inbound message's recipients; 0 without one.
  public var recipientsHash: UInt64 = 0

  mutating func join(_ other: MessageFacts, _ texts: SharedTexts) {
    time = Self.smaller(time, other.time)
    if let count = other.segmentCount { segmentCount = max(segmentCount ?? count, count) }
    recipientCount = max(recipientCount, other.recipientCount)
    mediaCount = max(mediaCount, other.mediaCount)
    application = texts.greater(application, other.application)
    tag = texts.greater(tag, other.tag)
    channel = texts.greater(channel, other.channel)
    priority = texts.greater(priority, other.priority)
    sender = texts.greater(sender, other.sender)
    if other.textHash > textHash { (textHash, keyword) = (other.textHash, other.keyword) }
    recipientsHash = max(recipientsHash, other.recipientsHash)
  }

  func translated(by ids: [TextID]) -> MessageFacts {
    var facts = self
    facts.application = ids[Int(application.number)]
    facts.tag = ids[Int(tag.number)]
    facts.channel = ids[Int(channel.number)]
    facts.priority = ids[Int(priority.number)]
    facts.sender = sender.translated(by: ids)
    return facts
  }

  private static func smaller(_ a: Timestamp?, _ b: Timestamp?) -> Timestamp? {
    guard let a, let b else { return a ?? b }
    return min(a, b)
  }
}
