/// Finds entries of a table by their hash; the table itself keeps the keys.
///
/// A slot is a word: 32 bits of the hash, and the number of the entry plus one. The place of a slot
/// follows from those bits alone, so that growing never looks at a key.
///
/// ```swift
/// var probe = index.probe(hash)
/// while let entry = index.next(&probe) {
///   if keys[entry] == key { return entry }
/// }
/// index.insert(hash, entry: keys.count)
/// keys.append(key)
/// ```
public struct HashIndex: Sendable {
  @usableFromInline var slots: [UInt64]
  @usableFromInline var count = 0
  /// By how much the 32 bits are shifted to give a place.
  @usableFromInline var shift: UInt64

  public init() {
    slots = Array(repeating: 0, count: 16)
    shift = 28
  }

  /// Bytes of memory in use.
  public var byteCount: Int { slots.count * 8 }

  /// How far a search has come.
  public struct Probe {
    @usableFromInline let tag: UInt64
    @usableFromInline var place: Int

    @inlinable
    init(tag: UInt64, place: Int) {
      self.tag = tag
      self.place = place
    }
  }

  @inlinable
  public func probe(_ hash: UInt64) -> Probe {
    let tag = hash >> 32
    return Probe(tag: tag, place: Int(tag >> shift))
  }

  /// The next entry whose hash may be the one sought, or `nil` when there is no further.
  @inlinable
  public func next(_ probe: inout Probe) -> Int? {
    while true {
      let slot = slots[probe.place]
      guard slot != 0 else { return nil }
      probe.place = (probe.place + 1) & (slots.count - 1)
      if slot >> 32 == probe.tag { return Int(slot & 0xFFFF_FFFF) - 1 }
    }
  }

  /// Adds an entry that is not in the index yet.
  ///
  /// - Precondition: `entry` is below 2^32 - 1.
  @inlinable
  public mutating func insert(_ hash: UInt64, entry: Int) {
    precondition(entry < 0xFFFF_FFFF, "a table of more than 2^32 entries")
    if count * 4 >= slots.count * 3 { grow() }
    count += 1
    place(hash & 0xFFFF_FFFF_0000_0000 | UInt64(entry + 1))
  }

  @inlinable
  mutating func place(_ slot: UInt64) {
    var place = Int((slot >> 32) >> shift)
    while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = slot
  }

  @usableFromInline
  mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    shift -= 1
    for slot in old where slot != 0 { place(slot) }
  }
}
