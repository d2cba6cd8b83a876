/// A fast 64-bit hash of bytes: the same on every machine for the same seed.
///
/// Tables seed it with random bits, so that nobody can prepare ids that collide; what is stored or
/// compared between runs uses ``stable``. Not cryptographic.
///
/// - SeeAlso: Wang Yi, "wyhash", for the multiply-and-fold step. Its public constants are replaced
///   by keys drawn from the seed: with public ones a chosen input turns the product into zero.
public struct StableHash: Sendable {
  @usableFromInline let keys: (UInt64, UInt64, UInt64)

  @inlinable
  public init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    keys = (generator.next(), generator.next(), generator.next())
  }

  /// The hash for what outlives the process.
  public static let stable = StableHash(seed: 0x7761_7962_696C_6C31)

  /// The hash for tables in memory: seeded anew in every process.
  public static let perProcess = StableHash(seed: UInt64.random(in: .min ... .max))

  @inlinable
  public func hash(_ bytes: Span<UInt8>) -> UInt64 {
    let count = bytes.count
    var state = keys.0 ^ UInt64(count)
    guard count >= 8 else {
      var word: UInt64 = 0
      for index in 0..<count { word |= UInt64(bytes[index]) << UInt64(index * 8) }
      return Self.fold(Self.fold(word ^ keys.1, state), keys.2)
    }
    var offset = 0
    while count - offset > 16 {
      state = Self.fold(bytes.word(at: offset) ^ keys.1, bytes.word(at: offset + 8) ^ state)
      offset += 16
    }
    // The last one or two words overlap what was read, so that no tail is left.
    let first = count - offset > 8 ? bytes.word(at: offset) : keys.2
    state = Self.fold(first ^ keys.1, bytes.word(at: count - 8) ^ state)
    return Self.fold(state, keys.2)
  }

  /// The hash of two words.
  @inlinable @inline(__always)
  public func hash(_ first: UInt64, _ second: UInt64) -> UInt64 {
    Self.fold(Self.fold(first ^ keys.1, second ^ keys.0), keys.2)
  }

  /// The hash of four words.
  @inlinable @inline(__always)
  public func hash(_ words: InlineArray<4, UInt64>, seed: UInt64) -> UInt64 {
    let first = Self.fold(words[0] ^ keys.1, words[1] ^ keys.0 ^ seed)
    return Self.fold(Self.fold(words[2] ^ keys.1, words[3] ^ first), keys.2)
  }

  /// The hash of any number of words.
  @inlinable @inline(__always)
  public func hash(_ words: Span<UInt64>) -> UInt64 {
    var state = keys.0
    for index in words.indices { state = Self.fold(words[index] ^ state, keys.1) }
    return Self.fold(state, keys.2)
  }

  /// The hash of one word, the same as of a span of it.
  @inlinable @inline(__always)
  public func hash(_ word: UInt64) -> UInt64 {
    Self.fold(Self.fold(word ^ keys.0, keys.1), keys.2)
  }

  /// Multiplies two words and folds the 128 bits of the product.
  @inlinable @inline(__always)
  public static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
