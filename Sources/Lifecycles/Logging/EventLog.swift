internal import Primitives

/// Events in the order in which they came, divided into partitions by the hash of the message id.
///
/// Nothing is looked up while events come in: an event is written behind the last one of its
/// partition, and joining waits until a whole partition can be looked at while it lies in the
/// cache. Partitions take chunks of a few events from slabs of 2 MiB, so that hundreds of them cost
/// no more memory than one, and so that memory is taken and counted in slabs.
struct EventLog: Sendable {
  /// Enough that a partition of a few million events fits a core's cache, few enough that the ends
  /// of all partitions do.
  static let partitionCount = 1 << partitionBits
  /// In bits of a hash, the highest of which choose the partition.
  private static let partitionBits = 8

  // Powers of two, so that the slab and the chunk of a place are some of its bits.
  private static let chunkCapacity: UInt32 = 32
  private static let slabCapacity: UInt32 = 1 << 15
  private static let chunksPerSlab = Int(slabCapacity / chunkCapacity)
  /// As many as places of 32 bits reach: 256 GiB.
  static let slabLimit = Int(UInt32.max / slabCapacity)
  static let slabByteCount = Int(slabCapacity) * MemoryLayout<PackedEvent>.stride

  /// What lies at all places.
  private(set) var slabs: [[PackedEvent]] = []
  /// By partition where its next event goes, which is the beginning of a chunk if it needs another.
  private var ends = [UInt32](repeating: 0, count: partitionCount)
  /// By partition the chunks taken so far, of which the last one is being filled.
  private var chunks = [[UInt32]](repeating: [], count: partitionCount)
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
  mutating func append(_ event: borrowing LoggedEvent, to partition: Int) {
    isEmpty = false
    if let packed = PackedEvent(event) {
      append(packed, to: partition)
    } else {
      appendHalves(of: copy event, to: partition)
    }
  }

  @inline(__always)
  private mutating func append(_ packed: PackedEvent, to partition: Int) {
    var end = ends[partition]
    if Self.beginsChunk(end) { end = takeChunk(for: partition) }
    slabs[Self.slab(of: end)][Self.slot(of: end)] = packed
    ends[partition] = end + 1
  }

  @inline(never)
  private mutating func appendHalves(of event: LoggedEvent, to partition: Int) {
    let (first, second) = PackedEvent.halves(of: event)
    // Both lie in one chunk, so that they are neighbours.
    if Self.beginsChunk(ends[partition] + 1) { append(PackedEvent(), to: partition) }
    append(first, to: partition)
    append(second, to: partition)
  }

  /// Asks for the memory of the next event of a partition, which will be written soon.
  @inline(__always)
  func prefetchNext(in partition: Int) {
    let end = ends[partition]
    guard Self.slab(of: end) < slabs.count else { return }
    // Where it begins, the event before it ends.
    slabs[Self.slab(of: end)].prefetchEnd(at: Self.slot(of: end))
  }

  /// - Returns: The place where it begins.
  @inline(never)
  private mutating func takeChunk(for partition: Int) -> UInt32 {
    let start = UInt32(chunkCount) * Self.chunkCapacity
    if Self.slab(of: start) == slabs.count {
      // Few events do not need all of the first one.
      // SAFETY: packed events are integers, and a place is read only where an event was written.
      let slab = unsafe [PackedEvent](
        unwritten: Int(Self.slabCapacity), takesPages: !slabs.isEmpty)
      slabs.append(slab)
    }
    chunks[partition].append(start)
    chunkCount += 1
    return start
  }

  @inline(__always)
  private static func slab(of place: UInt32) -> Int { Int(place / slabCapacity) }

  @inline(__always)
  private static func slot(of place: UInt32) -> Int { Int(place % slabCapacity) }

  @inline(__always)
  private static func beginsChunk(_ place: UInt32) -> Bool { place % chunkCapacity == 0 }

  /// At least as many as there are events.
  func placeCount(in partition: Int) -> Int {
    chunks[partition].count * Int(Self.chunkCapacity)
  }

  /// Bytes that the events take; at most so many.
  var byteCount: Int {
    let places = (0..<Self.partitionCount).reduce(0) { $0 + placeCount(in: $1) }
    return places * MemoryLayout<PackedEvent>.stride + overflow.count
  }

  /// The event that begins at a place.
  @inline(__always)
  static func event(_ slabs: Span<[PackedEvent]>, at place: UInt32) -> LoggedEvent {
    let packed = packed(slabs, at: place)
    return packed.form == .half ? packed.event(Self.packed(slabs, at: place + 1)) : packed.event
  }

  /// The id of the event that begins at a place.
  @inline(__always)
  func id(at place: UInt32) -> MessageID { Self.packed(slabs.span, at: place).id }

  @inline(__always)
  private static func packed(_ slabs: Span<[PackedEvent]>, at place: UInt32) -> PackedEvent {
    slabs[slab(of: place)][slot(of: place)]
  }

  /// Asks for the memory of an event that will be looked at soon.
  @inline(__always)
  static func prefetch(_ slabs: Span<[PackedEvent]>, at place: UInt32) {
    slabs[slab(of: place)].prefetch(at: slot(of: place))
  }

  /// Calls `body` with the id and the place of each event of a partition.
  @inline(__always)
  func forEachID(in partition: Int, _ body: (MessageID, _ place: UInt32) -> Void) {
    // Spans, because arrays that are taken out are counted, and threads share their counts.
    let (slabs, chunks, ends) = (slabs.span, chunks.span, ends.span)
    let starts = chunks[partition].span
    for index in starts.indices {
      let isLast = index + 1 == starts.count
      if !isLast { Self.prefetch(slabs, at: starts[index + 1]) }
      let end = isLast ? ends[partition] : starts[index] + Self.chunkCapacity
      var place = starts[index]
      while place < end {
        let packed = Self.packed(slabs, at: place)
        let form = packed.form
        if form != .blank { body(packed.id, place) }
        place += form == .half ? 2 : 1
      }
    }
  }

  /// Forgets all events, and keeps the memory for others.
  mutating func removeAll() {
    for partition in chunks.indices {
      chunks[partition].removeAll(keepingCapacity: true)
      ends[partition] = 0
    }
    chunkCount = 0
    isEmpty = true
    overflow = []
  }
}
