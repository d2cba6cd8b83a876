internal import Primitives

/// The bytes of a message id, of which the first 32 lie in place.
///
/// Ids of messages have 29 characters; the rest of a longer one lies in an overflow, which belongs
/// to whoever keeps the id.
struct MessageID: BitwiseCopyable, Sendable {
  static let inlineCapacity = 32

  private var words = InlineArray<4, UInt64>(repeating: 0)
  private var byteCount: UInt32 = 0
  /// Where the bytes behind the inline ones begin in the overflow.
  private var overflowStart: UInt32 = 0

  /// No id.
  init() {}

  init(_ bytes: Span<UInt8>, overflow: inout [UInt8]) {
    words = Self.inlineWords(bytes)
    precondition(bytes.count + overflow.count <= UInt32.max, "4 GiB of ids in a log")
    byteCount = UInt32(bytes.count)
    overflowStart = UInt32(overflow.count)
    if bytes.count > Self.inlineCapacity {
      overflow.append(bytes.extracting(Self.inlineCapacity..<bytes.count))
    }
  }

  var count: Int { Int(byteCount) }

  /// Eight of the first 32 bytes, with zeros behind a shorter id.
  ///
  /// - Precondition: `offset` is in `0...24`.
  func inlineWord(at offset: Int) -> UInt64 {
    let (word, shift) = (offset >> 3, UInt64(offset & 7) * 8)
    return shift == 0 ? words[word] : words[word] >> shift | words[word + 1] << (64 - shift)
  }

  /// The same for equal ids, wherever their overflow lies.
  @inline(__always)
  func hash(_ hash: StableHash, _ overflow: [UInt8]) -> UInt64 {
    let inline = hash.hash(words, seed: UInt64(byteCount))
    guard count > Self.inlineCapacity else { return inline }
    return StableHash.fold(inline, hash.hash(overflow.span.extracting(overflowRange)) | 1)
  }

  /// Whether two ids with overflows of their own are the same.
  @inline(__always)
  func equals(_ other: MessageID, _ overflow: [UInt8], _ otherOverflow: [UInt8]) -> Bool {
    guard words[0] == other.words[0], words[1] == other.words[1], words[2] == other.words[2],
      words[3] == other.words[3], byteCount == other.byteCount
    else { return false }
    return count <= Self.inlineCapacity
      || overflow.span.extracting(overflowRange)
        .equals(otherOverflow.span.extracting(other.overflowRange))
  }

  /// Whether this comes before `other` in the order of bytes, a prefix first.
  func precedes(_ other: MessageID, _ overflow: [UInt8], _ otherOverflow: [UInt8]) -> Bool {
    for index in 0..<4 where words[index] != other.words[index] {
      return words[index].byteSwapped < other.words[index].byteSwapped
    }
    guard count > Self.inlineCapacity, other.count > Self.inlineCapacity else {
      return count < other.count
    }
    return overflow.span.extracting(overflowRange)
      .precedes(otherOverflow.span.extracting(other.overflowRange))
  }

  /// Appends the bytes of the id.
  func append(to output: inout [UInt8], _ overflow: [UInt8]) {
    output.append(littleEndian: words, first: min(count, Self.inlineCapacity))
    if count > Self.inlineCapacity { output.append(contentsOf: overflow[overflowRange]) }
  }

  private var overflowRange: Range<Int> {
    Int(overflowStart)..<Int(overflowStart) + max(0, count - Self.inlineCapacity)
  }

  /// The first 32 bytes as words, with zeros behind a shorter id.
  @inline(__always)
  private static func inlineWords(_ bytes: Span<UInt8>) -> InlineArray<4, UInt64> {
    var words = InlineArray<4, UInt64>(repeating: 0)
    let count = bytes.count
    if count >= 24 {
      words[0] = bytes.word(at: 0)
      words[1] = bytes.word(at: 8)
      words[2] = bytes.word(at: 16)
      if count >= inlineCapacity {
        words[3] = bytes.word(at: 24)
      } else if count > 24 {
        // The last word overlaps the one before, and is shifted to drop what that holds.
        words[3] = bytes.word(at: count - 8) >> UInt64((inlineCapacity - count) * 8)
      }
      return words
    }
    for offset in 0..<count {
      words[offset >> 3] |= UInt64(bytes[offset]) << UInt64((offset & 7) * 8)
    }
    return words
  }

  /// The creation time that an id of 13 digits and 16 characters of `[a-z2-7]` begins with.
  var creationTime: Timestamp? {
    guard count == 29 else { return nil }
    // Eight digits, five digits and three characters, eight characters, and five.
    let zeros: UInt64 = 0x30_3030
    let letters: UInt64 = 0x6161_6161_6161_6161
    guard let high = words[0].eightDigits,
      let low = (words[1] << 24 | zeros).eightDigits,
      Self.areCharacters(words[1] >> 40 | letters << 24),
      Self.areCharacters(words[2]), Self.areCharacters(words[3] | letters << 40)
    else { return nil }
    return Timestamp(millisecondsSinceEpoch: Int64(high) * 100_000 + Int64(low))
  }

  /// Whether eight bytes are of `[a-z2-7]`.
  @inline(__always)
  private static func areCharacters(_ word: UInt64) -> Bool {
    let isLetter = ByteMask.within(word, UInt8(ascii: "a"), UInt8(ascii: "z"))
    let isDigit = ByteMask.within(word, UInt8(ascii: "2"), UInt8(ascii: "7"))
    return isLetter | isDigit == ByteMask.high
  }
}
