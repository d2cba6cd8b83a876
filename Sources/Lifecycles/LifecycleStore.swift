public import Callbacks
public import Primitives

/// Every lifecycle seen so far, partitioned by message id.
///
/// A store is filled by one reader. Stores that were filled from different archives, in any order,
/// merge into the store that one reader would have filled from all of them.
public struct LifecycleStore: Sendable {
  /// One partition's messages are all in its own table, whoever read them.
  public static let partitionCount = 64

  public private(set) var pool = TextPool()
  private(set) var partitions = [LifecycleTable](
    repeating: LifecycleTable(), count: Self.partitionCount)

  public init() {}

  /// Adds one event.
  ///
  /// - Parameters:
  ///   - event: One of `batch`.
  ///   - batch: The events that were read with it.
  ///   - source: The bytes that they were read from.
  ///   - arrival: When the receiver got it, as far as that is known.
  public mutating func record(
    _ event: Event, _ batch: EventBatch, _ source: Span<UInt8>, arrival: Timestamp?
  ) {
    let facts = facts(of: event, batch, source)
    let recipient = batch.with(event.recipient, source) { PackedText($0, pool: &pool) }
    let carrier = batch.with(event.carrier, source) { pool.intern($0) }
    let name =
      event.type == .unknown ? batch.with(event.typeName, source) { pool.intern($0) } : .missing
    let tally = EventTally(
      type: TypeID(event.type, name: name), time: event.time, code: event.errorCode,
      arrival: arrival)
    batch.with(event.messageID, source) { id in
      let hash = StableHash.perProcess.hash(id)
      let partition = Self.partition(of: hash)
      let message = partitions[partition].join(message: id, hash: hash, facts, pool)
      let lifecycle = partitions[partition].join(
        recipient: recipient, of: message, carrier: carrier, Directions(event.direction), pool)
      partitions[partition].join(tally, to: lifecycle)
    }
  }

  private mutating func facts(
    of event: Event, _ batch: EventBatch, _ source: Span<UInt8>
  ) -> MessageFacts {
    let said = event.facts
    return MessageFacts(
      time: said.time, segmentCount: said.segmentCount, recipientCount: said.recipientCount,
      mediaCount: said.mediaCount,
      application: batch.with(said.application, source) { pool.intern($0) },
      tag: batch.with(said.tag, source) { pool.intern($0) },
      channel: batch.with(said.channel, source) { pool.intern($0) },
      priority: batch.with(said.priority, source) { pool.intern($0) },
      sender: batch.with(said.sender, source) { PackedText($0, pool: &pool) },
      textHash: said.textHash, keyword: said.keyword, recipientsHash: said.recipientsHash)
  }

  /// The index of a hash takes its upper half; the partition must not depend on that.
  private static func partition(of hash: UInt64) -> Int {
    Int(hash % UInt64(partitionCount))
  }

  /// Adds all that another store knows.
  public mutating func merge(_ other: LifecycleStore) {
    let ids = pool.merge(other.pool)
    for partition in partitions.indices {
      partitions[partition].merge(other.partitions[partition], translatedBy: ids, pool)
    }
  }
}
