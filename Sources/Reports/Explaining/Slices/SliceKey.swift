/// A slice of lifecycles, by the numbers of its values in a ``ValueIndex``: up to two values that a
/// lifecycle has, and the code that it fails with.
///
/// The slice without any value is the whole.
struct SliceKey: Hashable, Sendable {
  /// Twenty bits for each value, its number plus one; the code lies highest.
  let word: UInt64

  static let whole = SliceKey(word: 0)
  private static let width: UInt64 = 20
  private static let mask: UInt64 = 1 << width - 1
  /// How many values can be told apart.
  static let valueLimit = Int(mask)

  init(word: UInt64) {
    self.word = word
  }

  /// - Parameters:
  ///   - first: The number of a value.
  ///   - second: Of one that stands behind it in the order of dimensions.
  init(_ first: Int, _ second: Int? = nil) {
    word = UInt64(first + 1) | UInt64((second ?? -1) + 1) << Self.width
  }

  /// The part of the slice that fails with a code.
  func failing(with code: Int) -> SliceKey {
    SliceKey(word: word | UInt64(code + 1) << (2 * Self.width))
  }

  /// The slice without regard to a code, whose lifecycles may all fail.
  var chances: SliceKey { SliceKey(word: word & (1 << (2 * Self.width) - 1)) }

  var code: Int? { number(2) }

  /// Whether it is told apart by two values, and no code.
  var isPair: Bool { word >> (2 * Self.width) == 0 && word >> Self.width != 0 }

  /// How many values tell it apart, its code among them.
  var valueCount: Int { (0..<3).count { bits($0) != 0 } }

  /// The numbers of its values, in the order of dimensions, the code last.
  var values: [Int] { [0, 1, 2].compactMap(number) }

  /// The slices that lack one of its values, but for the whole.
  var larger: [SliceKey] {
    let values = values.filter { $0 != code }
    var larger = values.indices.map { left in
      values.indices.filter { $0 != left }.reduce(SliceKey.whole) { _, kept in
        SliceKey(values[kept])
      }
    }
    if let code { larger = larger.map { $0.failing(with: code) } + [chances] }
    return larger.filter { $0 != .whole }
  }

  private func number(_ position: UInt64) -> Int? {
    let bits = bits(position)
    return bits == 0 ? nil : Int(bits) - 1
  }

  private func bits(_ position: UInt64) -> UInt64 { word >> (position * Self.width) & Self.mask }
}
