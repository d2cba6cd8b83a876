internal import Primitives

/// Events in the order in which they came, divided into partitions by the hash of the message id.
///
/// Nothing is looked up while events come in: a record is written behind the last one of its
/// partition, and joining waits until a whole partition can be looked at while it lies in the
/// cache. Partitions take chunks of a few records from slabs of some MiB, so that hundreds of them
/// cost no more memory than one, and so that memory is taken and counted in slabs.
struct EventLog: Sendable {
  /// Enough that a partition of a few million events fits a core's cache, few enough that the ends
  /// of all partitions do.
  static let partitionCount = 1 << partitionBits
  /// In bits of a hash, the highest of which choose the partition.
  private static let partitionBits = 8

  private static let chunkCapacity = 32
  private static let chunksPerSlab = 910
  private static let slabCapacity = chunksPerSlab * chunkCapacity
  /// Bytes of a slab: a little less than 4 MiB.
  static let slabByteCount = slabCapacity * MemoryLayout<EventRecord>.stride

  private struct Partition {
    /// The chunks taken so far; the last one is being filled.
    var chunks: [UInt32] = []
    /// Where the next record goes, in its slab.
    var slab = 0
    var slot = 0
    /// Where the chunk that is being filled ends.
    var end = 0
  }

  private var slabs: [[EventRecord]] = []
  private var partitions = [Partition](repeating: Partition(), count: partitionCount)
  private var chunkCount = 0
  private(set) var recordCount = 0
  /// The ends of ids that do not fit their record.
  var overflow: [UInt8] = []

  /// The partition of ids with this hash; partitions in order are hashes in order.
  @inline(__always)
  static func partition(of hash: UInt64) -> Int { Int(hash >> UInt64(64 - partitionBits)) }

  /// Whether a further record may need more slabs than `count`.
  @inline(__always)
  func fills(slabs count: Int) -> Bool { chunkCount >= count * Self.chunksPerSlab }

  @inline(__always)
  mutating func append(_ record: EventRecord, to partition: Int) {
    if partitions[partition].slot == partitions[partition].end { beginChunk(partition) }
    let slot = partitions[partition].slot
    slabs[partitions[partition].slab][slot] = record
    partitions[partition].slot = slot + 1
    recordCount += 1
  }

  /// Asks for the memory of the next record of a partition, which will be written soon.
  @inline(__always)
  func prefetchNext(in partition: Int) {
    guard !slabs.isEmpty else { return }
    slabs[partitions[partition].slab].prefetch(at: partitions[partition].slot)
  }

  @inline(never)
  private mutating func beginChunk(_ partition: Int) {
    let slab = chunkCount / Self.chunksPerSlab
    let slot = chunkCount % Self.chunksPerSlab * Self.chunkCapacity
    if slab == slabs.count { addSlab() }
    // A chunk is made when it is needed, so that its memory is in the cache when it is filled; one
    // that was used before is there already.
    if slot == slabs[slab].count {
      slabs[slab].append(contentsOf: repeatElement(EventRecord(), count: Self.chunkCapacity))
    }
    partitions[partition].chunks.append(UInt32(chunkCount))
    partitions[partition].slab = slab
    partitions[partition].slot = slot
    partitions[partition].end = slot + Self.chunkCapacity
    chunkCount += 1
  }

  private mutating func addSlab() {
    var slab: [EventRecord] = []
    slab.reserveCapacity(Self.slabCapacity)
    slabs.append(slab)
  }

  func recordCount(in partition: Int) -> Int {
    let partition = partitions[partition]
    return partition.chunks.count * Self.chunkCapacity - (partition.end - partition.slot)
  }

  /// Where a record lies: the number of its slot, over all slabs.
  @inline(__always)
  subscript(place: UInt32) -> EventRecord {
    slabs[Int(place) / Self.slabCapacity][Int(place) % Self.slabCapacity]
  }

  /// Asks for the memory of a record that will be looked at soon.
  @inline(__always)
  func prefetch(_ place: UInt32) {
    slabs[Int(place) / Self.slabCapacity].prefetch(at: Int(place) % Self.slabCapacity)
  }

  /// Calls `body` with each record of a partition and its place.
  @inline(__always)
  func forEach(in number: Int, _ body: (EventRecord, _ place: UInt32) -> Void) {
    // Spans, because arrays that are taken out are counted, and threads share their counts.
    let (partitions, slabs) = (partitions.span, slabs.span)
    let chunks = partitions[number].chunks.span
    for index in chunks.indices {
      let chunk = Int(chunks[index])
      let start = chunk % Self.chunksPerSlab * Self.chunkCapacity
      let isLast = index + 1 == chunks.count
      if !isLast { prefetch(chunks[index + 1] * UInt32(Self.chunkCapacity)) }
      let end = isLast ? partitions[number].slot : start + Self.chunkCapacity
      for slot in start..<end {
        body(
          slabs[chunk / Self.chunksPerSlab][slot],
          UInt32(chunk * Self.chunkCapacity + slot - start))
      }
    }
  }

  /// Forgets all records, and keeps the memory for others.
  mutating func removeAll() {
    for number in partitions.indices {
      partitions[number].chunks.removeAll(keepingCapacity: true)
      partitions[number].slab = 0
      partitions[number].slot = 0
      partitions[number].end = 0
    }
    chunkCount = 0
    recordCount = 0
    overflow = []
  }
}
