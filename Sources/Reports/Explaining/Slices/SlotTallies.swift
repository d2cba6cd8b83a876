/// The hits and the trials of some slices in every slot of a comparison.
///
/// Of a slice with a code only the hits: its trials are those of the slice without the code.
struct SlotTallies: Sendable {
  private let slotCount: Int
  /// By slice and slot; the slices without a code come first.
  private var hits: [Int64]
  /// By slice without a code, and slot.
  private var trials: [Int64]
  /// The same, of trials of which the hits were taken out alone; empty if there are none.
  private var spent: [Int64] = []

  /// - Parameters:
  ///   - sliceCount: How many slices there are.
  ///   - chancesCount: How many of them have no code.
  ///   - slotCount: How many slots there are.
  init(sliceCount: Int, chancesCount: Int, slotCount: Int) {
    self.slotCount = slotCount
    hits = Array(repeating: 0, count: sliceCount * slotCount)
    trials = Array(repeating: 0, count: chancesCount * slotCount)
  }

  /// The same slices, of which nothing is counted.
  var emptied: SlotTallies {
    SlotTallies(
      sliceCount: hits.count / slotCount, chancesCount: trials.count / slotCount,
      slotCount: slotCount)
  }

  @inline(__always)
  mutating func add(hits count: Int64, to slice: Int, _ slot: Int) {
    hits[slice * slotCount + slot] += count
  }

  @inline(__always)
  mutating func add(trials count: Int64, to slice: Int, _ slot: Int) {
    trials[slice * slotCount + slot] += count
  }

  mutating func merge(_ other: SlotTallies) {
    for index in hits.indices { hits[index] += other.hits[index] }
    for index in trials.indices { trials[index] += other.trials[index] }
  }

  /// Takes out what others came to; the hits alone, if so asked, of which the trials are spent then.
  mutating func remove(_ other: SlotTallies, keepingTrials: Bool) {
    for index in hits.indices { hits[index] -= other.hits[index] }
    guard keepingTrials else {
      for index in trials.indices { trials[index] -= other.trials[index] }
      return
    }
    if spent.isEmpty { spent = Array(repeating: 0, count: trials.count) }
    for index in spent.indices { spent[index] += other.trials[index] }
  }

  /// The hits of a slice, by slot.
  func hits(_ slice: Int) -> ArraySlice<Int64> { hits[range(slice)] }

  /// The trials of a slice without a code, by slot.
  func trials(_ slice: Int) -> ArraySlice<Int64> { trials[range(slice)] }

  /// Those of which the hits were taken out alone; `nil` if there are none.
  func spent(_ slice: Int) -> ArraySlice<Int64>? { spent.isEmpty ? nil : spent[range(slice)] }

  private func range(_ slice: Int) -> Range<Int> {
    slice * slotCount..<(slice + 1) * slotCount
  }
}

/// What one slice came to in every slot.
struct SlotCounts: Equatable {
  let hits: [Int64]
  let trials: [Int64]
}
