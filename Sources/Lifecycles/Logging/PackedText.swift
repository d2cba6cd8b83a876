internal import Primitives

/// A phone number in one word, or any other text by its id in a pool.
///
/// Nearly all senders and recipients are numbers of a plus and up to 15 digits; there are too many
/// of them to intern.
public struct PackedText: Hashable, BitwiseCopyable, Sendable {
  /// Four bits of kind; for a number four bits of digit count and 50 bits of value.
  public let word: UInt64

  public static let missing = PackedText(word: 0)

  private static let numberTag: UInt64 = 1 << 60
  private static let pooledTag: UInt64 = 2 << 60

  @inlinable
  public init(word: UInt64) {
    self.word = word
  }

  public var isMissing: Bool { word == 0 }

  init(_ id: TextID) {
    word = id.isMissing ? 0 : Self.pooledTag | UInt64(id.number)
  }

  /// A phone number from its ``word``; `nil` for any other word.
  init?(numberWord word: UInt64) {
    let digitCount = Int(word >> 50 & 15)
    let limit = (0..<digitCount).reduce(UInt64(1)) { limit, _ in limit * 10 }
    guard word >> 54 == Self.numberTag >> 54, digitCount > 0, word & (1 << 50 - 1) < limit else {
      return nil
    }
    self.word = word
  }

  /// Packs a plus and up to 15 digits; `nil` for any other text.
  init?(number text: Span<UInt8>) {
    guard (2...16).contains(text.count), text[0] == UInt8(ascii: "+"),
      let value = text.count >= 9 ? Self.manyDigits(text) : Self.fewDigits(text)
    else { return nil }
    word = Self.numberTag | UInt64(text.count - 1) << 50 | value
  }

  /// The number that 8 to 15 digits behind a plus write.
  @inline(__always)
  private static func manyDigits(_ text: Span<UInt8>) -> UInt64? {
    // The last eight bytes hold the digits behind the first eight, and before them some of those.
    let restCount = text.count &- 9
    let known: UInt64 = .max >> UInt64(restCount &* 8)
    let rest = text.word(at: text.count &- 8) & ~known | (ByteMask.low &* 0x30) & known
    guard let first = text.eightDigits(at: 1), let last = rest.eightDigits else { return nil }
    // Nearly all numbers have eleven digits.
    if restCount == 3 { return first &* 1000 &+ last }
    return (0..<restCount).reduce(first) { value, _ in value &* 10 } &+ last
  }

  private static func fewDigits(_ text: Span<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for offset in 1..<text.count {
      let digit = text[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + UInt64(digit)
    }
    return value
  }

  /// The digits behind a plus.
  public struct Number: Equatable, Sendable {
    public let value: UInt64
    public let digitCount: Int

    /// The number that the first `count` digits write.
    public func prefix(_ count: Int) -> UInt64 {
      (0..<max(0, digitCount - count)).reduce(value) { value, _ in value / 10 }
    }
  }

  /// The phone number, if this is one.
  public var phoneNumber: Number? {
    guard word & Self.numberTag != 0 else { return nil }
    return Number(value: word & (1 << 50 - 1), digitCount: Int(word >> 50 & 15))
  }

  /// The id of a text that is no phone number.
  public var pooled: TextID? {
    word & Self.pooledTag == 0 ? nil : TextID(number: UInt32(truncatingIfNeeded: word))
  }

  /// The bytes of the text.
  public func bytes(in pool: TextPool) -> [UInt8] {
    var text: [UInt8] = []
    append(to: &text, pool)
    return text
  }

  /// Appends the bytes of the text.
  public func append(to output: inout [UInt8], _ pool: TextPool) {
    if let pooled { return pool.append(pooled, to: &output) }
    guard let phoneNumber else { return }
    output.append(UInt8(ascii: "+"))
    output.append(digits: Int64(phoneNumber.value), width: phoneNumber.digitCount)
  }

  /// Whether this is a text that is not empty.
  public func equals(_ text: Span<UInt8>, in pool: TextPool) -> Bool {
    if let pooled { return pool.holds(text, pooled) }
    return !isMissing && PackedText(number: text) == self
  }

  /// The greater of two texts by bytes; a missing one is the least.
  @inline(__always)
  func greater(_ other: PackedText, in pool: TextPool) -> PackedText {
    self == other ? self : greaterOfDifferent(other, pool)
  }

  @inline(never)
  private func greaterOfDifferent(_ other: PackedText, _ pool: TextPool) -> PackedText {
    guard !other.isMissing else { return self }
    guard !isMissing else { return other }
    return bytes(in: pool).lexicographicallyPrecedes(other.bytes(in: pool)) ? other : self
  }

  /// The same text in another pool.
  @inline(__always)
  func translated(by ids: Span<TextID>) -> PackedText {
    pooled.map { PackedText(ids[Int($0.number)]) } ?? self
  }
}
