internal import Primitives

/// Events in the order in which they came, divided into partitions by the hash of the message id.
///
/// Nothing is looked up while events come in: an event is written behind the last one of its
/// partition, and joining waits until a whole partition can be looked at while it lies in the
/// cache. Partitions take chunks of a few cells from slabs of some MiB, so that hundreds of them
/// cost no more memory than one, and so that memory is taken and counted in slabs.
struct EventLog: Sendable {
  /// Enough that a partition of a few million events fits a core's cache, few enough that the ends
  /// of all partitions do.
  static let partitionCount = 1 << partitionBits
  /// In bits of a hash, the highest of which choose the partition.
  private static let partitionBits = 8

  private static let chunkCapacity = 32
  private static let chunksPerSlab = 1023
  private static let slabCapacity = chunksPerSlab * chunkCapacity
  /// Bytes of a slab: a little less than 2 MiB.
  static let slabByteCount = slabCapacity * MemoryLayout<EventCell>.stride

  private struct Partition {
    /// The chunks taken so far; the last one is being filled.
    var chunks: [UInt32] = []
    /// Where the next cell goes, in its slab.
    var slab = 0
    var slot = 0
    /// Where the chunk that is being filled ends.
    var end = 0
  }

  private var slabs: [[EventCell]] = []
  private var partitions = [Partition](repeating: Partition(), count: partitionCount)
  private var chunkCount = 0
  private(set) var isEmpty = true
  /// The ids that are not packed.
  var overflow: [UInt8] = []

  /// The partition of ids with this hash; partitions in order are hashes in order.
  @inline(__always)
  static func partition(of hash: UInt64) -> Int { Int(hash >> UInt64(64 - partitionBits)) }

  /// Whether a further event may need more slabs than `count`.
  @inline(__always)
  func fills(slabs count: Int) -> Bool { chunkCount >= count * Self.chunksPerSlab }

  @inline(__always)
  mutating func append(_ record: borrowing EventRecord, to partition: Int) {
    isEmpty = false
    if let cell = EventCell(record) {
      append(cell, to: partition)
    } else {
      appendHalves(of: copy record, to: partition)
    }
  }

  @inline(__always)
  private mutating func append(_ cell: EventCell, to partition: Int) {
    if partitions[partition].slot == partitions[partition].end { beginChunk(partition) }
    let slot = partitions[partition].slot
    slabs[partitions[partition].slab][slot] = cell
    partitions[partition].slot = slot + 1
  }

  @inline(never)
  private mutating func appendHalves(of record: EventRecord, to partition: Int) {
    let (first, second) = EventCell.halves(of: record)
    // Both lie in one chunk, so that they are neighbours.
    if partitions[partition].slot + 1 == partitions[partition].end {
      append(EventCell(), to: partition)
    }
    append(first, to: partition)
    append(second, to: partition)
  }

  /// Asks for the memory of the next cell of a partition, which will be written soon.
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
      slabs[slab].append(contentsOf: repeatElement(EventCell(), count: Self.chunkCapacity))
    }
    partitions[partition].chunks.append(UInt32(chunkCount))
    partitions[partition].slab = slab
    partitions[partition].slot = slot
    partitions[partition].end = slot + Self.chunkCapacity
    chunkCount += 1
  }

  private mutating func addSlab() {
    var slab: [EventCell] = []
    slab.reserveCapacity(Self.slabCapacity)
    slabs.append(slab)
  }

  /// At least as many as there are events.
  func cellCount(in partition: Int) -> Int {
    let partition = partitions[partition]
    return partition.chunks.count * Self.chunkCapacity - (partition.end - partition.slot)
  }

  /// The event that begins at a place: the number of its cell, over all slabs.
  @inline(__always)
  subscript(place: UInt32) -> EventRecord {
    let cell = cell(at: place)
    return cell.form == .half ? cell.record(self.cell(at: place + 1)) : cell.record
  }

  /// The id of the event that begins at a place.
  @inline(__always)
  func id(at place: UInt32) -> MessageID { cell(at: place).id }

  @inline(__always)
  private func cell(at place: UInt32) -> EventCell {
    slabs[Int(place) / Self.slabCapacity][Int(place) % Self.slabCapacity]
  }

  /// Asks for the memory of an event that will be looked at soon.
  @inline(__always)
  func prefetch(_ place: UInt32) {
    slabs[Int(place) / Self.slabCapacity].prefetch(at: Int(place) % Self.slabCapacity)
  }

  /// Calls `body` with the id and the place of each event of a partition.
  @inline(__always)
  func forEachID(in number: Int, _ body: (MessageID, _ place: UInt32) -> Void) {
    // Spans, because arrays that are taken out are counted, and threads share their counts.
    let (partitions, slabs) = (partitions.span, slabs.span)
    let chunks = partitions[number].chunks.span
    for index in chunks.indices {
      let chunk = Int(chunks[index])
      let start = chunk % Self.chunksPerSlab * Self.chunkCapacity
      let isLast = index + 1 == chunks.count
      if !isLast { prefetch(chunks[index + 1] * UInt32(Self.chunkCapacity)) }
      let end = isLast ? partitions[number].slot : start + Self.chunkCapacity
      var slot = start
      while slot < end {
        let cell = slabs[chunk / Self.chunksPerSlab][slot]
        let form = cell.form
        if form != .blank { body(cell.id, UInt32(chunk * Self.chunkCapacity + slot - start)) }
        slot += form == .half ? 2 : 1
      }
    }
  }

  /// Forgets all events, and keeps the memory for others.
  mutating func removeAll() {
    for number in partitions.indices {
      partitions[number].chunks.removeAll(keepingCapacity: true)
      partitions[number].slab = 0
      partitions[number].slot = 0
      partitions[number].end = 0
    }
    chunkCount = 0
    isEmpty = true
    overflow = []
  }
}
