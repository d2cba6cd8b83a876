internal import Primitives
internal import Synchronization

/// Every lifecycle seen so far, partitioned by message id.
///
/// Any number of ``LifecycleRecorder``s fill it at the same time; a message is only ever in its own
/// partition. Since joining is associative and commutative, neither their number nor their order
/// shows in the result. Stores filled apart, on other machines say, merge in the same way.
public final class LifecycleStore: Sendable {
  /// More than most machines have cores, so that nobody waits for a partition; more still would
  /// spread the ends of their tables over more pages than a core keeps at hand.
  public static let partitionCount = 64

  let texts = SharedTexts()
  private let partitions = (0..<partitionCount).map { _ in Partition() }

  private final class Partition: Sendable {
    let table = Mutex(LifecycleTable())
  }

  public init() {}

  /// All texts that the lifecycles refer to now.
  public var pool: TextPool { texts.snapshot }

  /// Calls `body` with the partition of a message id that has this hash.
  @inline(__always)
  func withPartition(of hash: UInt64, _ body: (inout LifecycleTable) -> Void) {
    // The index of a table takes the upper half of the hash.
    let number = Int(hash % UInt64(Self.partitionCount))
    partitions[number].table.withLock { body(&$0) }
  }

  /// The messages of a partition as they are now.
  func table(_ partition: Int) -> LifecycleTable {
    partitions[partition].table.withLock { $0 }
  }

  /// Adds all that another store knows.
  public func merge(_ other: LifecycleStore) {
    let ids = texts.merge(other.pool)
    for (number, partition) in partitions.enumerated() {
      let table = other.table(number)
      partition.table.withLock { $0.merge(table, translatedBy: ids, texts) }
    }
  }
}
