public import Callbacks
public import Primitives

/// What the events of one message say about it, joined.
///
/// The join is associative and commutative: times take the smallest, counts the largest, texts the
/// greatest by bytes.
public struct MessageFacts: Equatable, BitwiseCopyable, Sendable {
  // One word or half a word each: an event record holds one of these, and there are millions.
  var earliestTime = EventTally.missing
  /// Of the greatest hash; 0 without an inbound text.
  public var textHash: UInt64 = 0
  /// Of the set of an inbound message's recipients; 0 without one.
  public var recipientsHash: UInt64 = 0
  public var sender = PackedText.missing
  public var application = TextID.missing
  public var tag = TextID.missing
  public var channel = TextID.missing
  public var priority = TextID.missing
  var greatestSegmentCount: Int32 = -1
  /// Distinct recipients in `message.to`; 0 when it was never seen.
  public var recipientCount: Int32 = 0
  /// Attachments.
  public var mediaCount: Int32 = 0
  public var keyword = Keyword.none

  /// Smallest `message.time`.
  public var time: Timestamp? {
    get {
      earliestTime == EventTally.missing ? nil : Timestamp(millisecondsSinceEpoch: earliestTime)
    }
    set { earliestTime = newValue?.millisecondsSinceEpoch ?? EventTally.missing }
  }

  /// Never negative.
  public var segmentCount: Int32? {
    get { greatestSegmentCount < 0 ? nil : greatestSegmentCount }
    set { greatestSegmentCount = newValue ?? -1 }
  }

  mutating func join(_ other: MessageFacts, _ pool: TextPool) {
    earliestTime = min(earliestTime, other.earliestTime)
    greatestSegmentCount = max(greatestSegmentCount, other.greatestSegmentCount)
    recipientCount = max(recipientCount, other.recipientCount)
    mediaCount = max(mediaCount, other.mediaCount)
    application = pool.greater(application, other.application)
    tag = pool.greater(tag, other.tag)
    channel = pool.greater(channel, other.channel)
    priority = pool.greater(priority, other.priority)
    sender = sender.greater(other.sender, in: pool)
    if other.textHash > textHash { (textHash, keyword) = (other.textHash, other.keyword) }
    recipientsHash = max(recipientsHash, other.recipientsHash)
  }

  /// The same facts with the ids of another pool.
  @inline(__always)
  func translated(by ids: Span<TextID>) -> MessageFacts {
    var facts = self
    facts.application = ids[Int(application.number)]
    facts.tag = ids[Int(tag.number)]
    facts.channel = ids[Int(channel.number)]
    facts.priority = ids[Int(priority.number)]
    facts.sender = sender.translated(by: ids)
    return facts
  }
}
