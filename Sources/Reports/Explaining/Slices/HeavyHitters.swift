internal import Primitives

/// Finds the keys that make up a good part of a total, in bounded memory.
///
/// **Law.** The count of a key is at most ``error`` too low and never too high, and ``error`` ×
/// (`capacity` + 1) is at most ``total``. So every key of more than `total` ÷ (`capacity` + 1) is
/// there, in whatever order keys come and however they are divided among several of these.
///
/// - SeeAlso: Misra & Gries, "Finding Repeated Elements", 1982; Agarwal et al., "Mergeable
///   Summaries", 2012.
struct HeavyHitters: Sendable {
  private let capacity: Int
  private var keys: [UInt64] = []
  private var counts: [Int64] = []
  private var index = HashIndex()
  private let hash = StableHash.perProcess
  /// All that was added.
  private(set) var total: Int64 = 0
  /// How much of any key may have been forgotten.
  private(set) var error: Int64 = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  mutating func add(_ key: UInt64, _ count: Int64 = 1) {
    total += count
    let hash = hash.hash(key)
    var probe = index.probe(hash)
    while let entry = index.next(&probe) {
      if keys[entry] == key {
        counts[entry] += count
        return
      }
    }
    index.insert(hash, entry: keys.count)
    keys.append(key)
    counts.append(count)
    if keys.count > 2 * capacity { forgetSmall() }
  }

  /// Takes as much from every key as leaves `capacity` of them at most.
  private mutating func forgetSmall() {
    let least = counts.sorted(by: >)[capacity]
    let (keys, counts, total) = (keys, counts, total)
    self.keys.removeAll(keepingCapacity: true)
    self.counts.removeAll(keepingCapacity: true)
    index = HashIndex()
    for (key, count) in zip(keys, counts) where count > least { add(key, count - least) }
    self.total = total
    error += least
  }

  mutating func merge(_ other: HeavyHitters) {
    let total = total + other.total
    error += other.error
    for (key, count) in zip(other.keys, other.counts) { add(key, count) }
    self.total = total
  }

  /// The keys whose count may be `least` or more: all of them that are, and perhaps others.
  func keys(reaching least: Int64) -> [UInt64] {
    zip(keys, counts).filter { $0.1 + error >= least }.map(\.0)
  }
}
