public import Callbacks
public import Primitives

/// Takes down events, for one reader of archives, until they are joined.
///
/// Recorders share nothing. Since joining is associative and commutative, neither their number nor
/// what each of them was given shows in the result.
public struct LifecycleRecorder: Sendable {
  var log = EventLog()
  /// The texts that events refer to.
  private(set) var pool = TextPool()
  /// The texts that stood last, by ``Steady`` member.
  private var last = InlineArray<3, TextID>(repeating: .missing)
  /// Of the partitions.
  let order: MessageOrder
  private let hash: StableHash

  /// Members whose texts are few, so that the next is often the same as the last.
  private enum Steady: Int {
    case channel, priority, carrier
  }

  /// What leaves room for one more id of any length: an overflow takes 4 GiB of them.
  private static let greatestTextLimit = 1 << 31

  private let slabLimit: Int
  private let textLimit: Int

  /// - Parameters:
  ///   - byteLimit: About how much memory is to be taken before it ``isFull()``; of events with a
  ///     packed id and few texts, there is room for some ten thousand however little it is.
  ///   - order: Of the messages; the same for all recorders that are joined.
  public init(byteLimit: Int = .max, order: MessageOrder = .secret) {
    self.order = order
    hash = order.hash
    slabLimit = min(max(1, byteLimit / 4 * 3 / EventLog.slabByteCount), EventLog.slabLimit)
    textLimit = min(
      max(byteLimit / 4, byteLimit - slabLimit * EventLog.slabByteCount), Self.greatestTextLimit)
  }

  /// Whether the events must be joined and written elsewhere before there is room for another.
  ///
  /// Mutating, because a recorder that is only looked at is copied, for every event.
  public mutating func isFull() -> Bool {
    log.fills(slabs: slabLimit) || pool.byteCount + log.overflow.capacity > textLimit
  }

  /// Bytes that the events take, with their texts; at most so many.
  public var byteCount: Int { log.byteCount + pool.byteCount }

  /// Whether there is no event.
  public var isEmpty: Bool { log.isEmpty }

  /// Takes down one event.
  ///
  /// - Parameters:
  ///   - event: One of `batch`.
  ///   - batch: The events that were read with it.
  ///   - source: The bytes that they were read from.
  ///   - arrival: When the receiver got it, as far as that is known.
  public mutating func record(
    _ event: borrowing Event, _ batch: borrowing EventBatch, _ source: Span<UInt8>,
    arrival: Timestamp?
  ) {
    var logged = LoggedEvent()
    logged.id = batch.with(event.messageID, source) { MessageID($0, overflow: &log.overflow) }
    let partition = partition(of: logged.id)
    log.prefetchNext(in: partition)
    let name = event.type == .unknown ? intern(event.typeName, batch, source) : .missing
    logged.type = TypeID(event.type, name: name)
    logged.time = event.time?.millisecondsSinceEpoch ?? EventTally.missing
    logged.code = event.errorCode ?? EventTally.missing
    logged.arrival = arrival?.millisecondsSinceEpoch ?? EventTally.missing
    logged.directions = Directions(event.direction)
    logged.recipient = packed(event.recipient, batch, source)
    logged.carrier = intern(event.carrier, batch, source, steady: .carrier)
    logged.facts = facts(event.facts, batch, source)
    log.append(logged, to: partition)
  }

  @inline(__always)
  private func partition(of id: MessageID) -> Int {
    switch order {
    case .secret, .stable: EventLog.partition(of: id.hash(hash, log.overflow))
    case .home: id.home(log.overflow).partition
    }
  }

  @inline(__always)
  private mutating func facts(
    _ said: borrowing Event.Facts, _ batch: borrowing EventBatch, _ source: Span<UInt8>
  ) -> MessageFacts {
    var facts = MessageFacts()
    facts.time = said.time
    facts.segmentCount = said.segmentCount
    facts.recipientCount = said.recipientCount
    facts.mediaCount = said.mediaCount
    facts.application = intern(said.application, batch, source)
    facts.tag = intern(said.tag, batch, source)
    facts.channel = intern(said.channel, batch, source, steady: .channel)
    facts.priority = intern(said.priority, batch, source, steady: .priority)
    facts.sender = packed(said.sender, batch, source)
    facts.textHash = said.textHash
    facts.keyword = said.keyword
    facts.recipientsHash = said.recipientsHash
    return facts
  }

  @inline(__always)
  private mutating func intern(
    _ text: EventText, _ batch: borrowing EventBatch, _ source: Span<UInt8>
  ) -> TextID {
    text.isMissing ? .missing : batch.with(text, source) { pool.intern($0) }
  }

  @inline(__always)
  private mutating func intern(
    _ text: EventText, _ batch: borrowing EventBatch, _ source: Span<UInt8>,
    steady member: Steady
  ) -> TextID {
    guard !text.isMissing else { return .missing }
    let known = last[member.rawValue]
    let id = batch.with(text, source) { pool.holds($0, known) ? known : pool.intern($0) }
    last[member.rawValue] = id
    return id
  }

  private mutating func packed(
    _ text: EventText, _ batch: borrowing EventBatch, _ source: Span<UInt8>
  ) -> PackedText {
    guard !text.isMissing else { return .missing }
    return batch.with(text, source) { PackedText(number: $0) ?? PackedText(pool.intern($0)) }
  }

  /// Forgets all events; keeps the memory they lay in for others.
  public mutating func removeAll() {
    log.removeAll()
    pool = TextPool()
    last = InlineArray(repeating: .missing)
  }
}
