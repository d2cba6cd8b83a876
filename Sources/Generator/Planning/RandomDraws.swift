internal import Primitives

/// Microseconds since 1970-01-01T00:00:00Z, or between two instants.
typealias Microseconds = Int64

extension Microseconds {
  static let second: Microseconds = 1_000_000
  static let hour: Microseconds = 3_600_000_000
}

extension SeededGenerator {
  /// Starts the numbers of one thing among many; those of its neighbours are unrelated.
  init(seed: UInt64, _ index: Int) {
    var outer = SeededGenerator(seed: seed ^ (UInt64(index) &* 0xD6E8_FEB8_6659_FD93))
    self.init(seed: outer.next())
  }

  /// A number in `0..<bound`.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True with a probability of `share`.
  mutating func chance(_ share: Double) -> Bool {
    // 53 bits are what a Double holds exactly.
    Double(next() >> 11) * 0x1p-53 < share
  }

  /// A duration in `0..<bound`.
  mutating func duration(below bound: Microseconds) -> Microseconds {
    Microseconds(below(Int(bound)))
  }

  /// A duration of at least `shortest`, each doubling as likely as the one before.
  mutating func spreadDuration(from shortest: Microseconds, doublings: Int) -> Microseconds {
    let base = shortest << Microseconds(below(doublings))
    return base + duration(below: base)
  }

  /// A duration of at least `shortest`, each doubling half as likely as the one before: a median
  /// of twice `shortest` and a long tail.
  mutating func tailedDuration(from shortest: Microseconds, doublings: Int) -> Microseconds {
    let base = shortest << Microseconds(min(next().leadingZeroBitCount, doublings - 1))
    return base + duration(below: base)
  }
}
