internal import Primitives

/// Chooses indices by weight with one load: a table of slots, as many for an index as it weighs.
struct ChoiceTable: Sendable {
  private static let slotBits = 12
  private let slots: [UInt8]

  /// - Precondition: Some weight is positive, and there are at most 256 of them.
  ///
  /// Every positive weight gets a slot; the largest takes what rounding leaves over.
  init(_ weights: [Int]) {
    let total = weights.reduce(0, +)
    precondition(total > 0 && weights.count <= 256, "nothing to choose from, or too much")
    let slotCount = 1 << Self.slotBits
    var shares = weights.map { $0 == 0 ? 0 : max(1, $0 * slotCount / total) }
    let largest = shares.indices.max { shares[$0] < shares[$1] } ?? 0
    shares[largest] += slotCount - shares.reduce(0, +)
    slots = shares.indices.flatMap { Array(repeating: UInt8($0), count: shares[$0]) }
  }

  func choose(_ generator: inout SeededGenerator) -> Int {
    self[generator.next()]
  }

  /// The choice that belongs to the upper bits of `word`.
  subscript(word: UInt64) -> Int {
    Int(slots[Int(word >> UInt64(64 - Self.slotBits))])
  }
}
