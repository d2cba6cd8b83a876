public import Primitives

/// Text that an event refers to.
///
/// It lies in the bytes that the event was read from or, when it had to be decoded, in the
/// ``EventBatch/decoded`` bytes. Missing and empty text are the same: nothing.
public struct EventText: Equatable, Sendable {
  /// Into the source, or `~offset` into the decoded bytes.
  @usableFromInline let offset: Int32
  public let count: Int32

  public static let missing = EventText(source: 0..<0)

  @inline(__always)
  init(source range: Range<Int>) {
    offset = Int32(range.lowerBound)
    count = Int32(range.count)
  }

  /// The text of a string without escapes; offsets of raw values fit.
  @inline(__always)
  init(_ string: RawJSON) {
    offset = Int32(truncatingIfNeeded: string.start)
    count = Int32(truncatingIfNeeded: string.count)
  }

  @inline(__always)
  init(decoded range: Range<Int>) {
    offset = ~Int32(range.lowerBound)
    count = Int32(range.count)
  }

  @inlinable
  public var isMissing: Bool { count == 0 }

  @inlinable
  public var isDecoded: Bool { offset < 0 }

  /// The byte range, in the decoded bytes if ``isDecoded``, else in the source.
  @inlinable
  public var range: Range<Int> {
    let start = Int(isDecoded ? ~offset : offset)
    return start..<start + Int(count)
  }
}

/// Something that happened to one recipient of one message.
///
/// Fixed-size: texts are places in bytes that live as long as the value is being looked at.
public struct Event: Sendable {
  public var type: EventType
  /// The type as written; only needed when it is ``EventType/unknown``.
  public var typeName: EventText
  /// When it happened; `nil` when the event does not say so in a readable way.
  public var time: Timestamp?
  /// When the receiver got it, where the archive says so.
  public var stampedArrival: Timestamp?
  /// Whole, below 2^63 - 1 and, in its short form of three digits, completed from the catalogue.
  public var errorCode: Int64?
  /// `nil` for an unknown type without `message.direction`.
  public var direction: Direction?
  /// In normal form; missing when the event does not name it.
  public var recipient: EventText
  public var carrier: EventText
  /// Never empty.
  public var messageID: EventText
  public var facts: Facts

  /// Whether all texts are shorter than ``ReadingRules/textLimit``.
  var hasTextsBelowLimit: Bool {
    // As good as their maximum, because the limit is a power of two.
    let bits =
      typeName.count | recipient.count | carrier.count | messageID.count | facts.application.count
      | facts.sender.count | facts.tag.count | facts.channel.count | facts.priority.count
    return bits < ReadingRules.textLimit
  }

  /// What an event repeats about its message.
  public struct Facts: Sendable {
    /// `message.time`.
    public var time: Timestamp?
    /// Rounded up; `nil` when missing or unreadable.
    public var segmentCount: Int32?
    /// Distinct recipients in `message.to`; 0 when there is none.
    public var recipientCount: Int32
    /// Attachments, without `.smil` parts, nulls and empty strings.
    public var mediaCount: Int32
    public var application: EventText
    /// In normal form.
    public var sender: EventText
    public var tag: EventText
    public var channel: EventText
    public var priority: EventText
    /// Of an inbound text; of all others ``Keyword/none``.
    public var keyword: Keyword
    /// Of an inbound text; 0 without one.
    public var textHash: UInt64
    /// Of the set in `message.to` of an inbound message; 0 without one.
    public var recipientsHash: UInt64
  }
}
