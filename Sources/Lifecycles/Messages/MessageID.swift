internal import Primitives

/// A message id in two words.
///
/// Ids of Bandwidth have 29 characters: 13 digits, which are the time at which the message was
/// created, and 16 of `[a-z2-7]`. Such an id is packed, and tells its time without being read again.
/// Any other lies in an overflow, which belongs to whoever keeps the id.
struct MessageID: BitwiseCopyable, Sendable {
  /// Of a packed id ``packedTag``, 44 bits of time and the first 16 bits of the ``IDCharacters``;
  /// else how many bytes it has.
  let high: UInt64
  /// Of a packed id the other bits of its characters; else where it begins in the overflow.
  let low: UInt64

  private static let packedTag: UInt64 = 1 << 60
  /// Of a packed id.
  private static let packedByteCount = digitCount + IDCharacters.count
  private static let digitCount = 13

  init(high: UInt64, low: UInt64) {
    (self.high, self.low) = (high, low)
  }

  /// No id.
  init() { self.init(high: 0, low: 0) }

  /// - Parameters:
  ///   - milliseconds: The time of creation since the epoch, of at most 13 digits.
  ///   - characters: What follows it.
  init(milliseconds: UInt64, _ characters: IDCharacters) {
    high = Self.packedTag | milliseconds << 16 | characters.first >> 24
    low = characters.first << 40 | characters.last
  }

  init(_ bytes: Span<UInt8>, overflow: inout [UInt8]) {
    if let packed = MessageID(packing: bytes) {
      self = packed
    } else {
      precondition(bytes.count + overflow.count <= UInt32.max, "4 GiB of ids in a log")
      self.init(high: UInt64(bytes.count), low: UInt64(overflow.count))
      overflow.append(bytes)
    }
  }

  @inline(__always)
  private init?(packing bytes: Span<UInt8>) {
    guard bytes.count == Self.packedByteCount else { return nil }
    // Behind the first eight digits five more, with zeros before them in place of characters.
    let zeros: UInt64 = 0x30_3030
    guard let first = bytes.eightDigits(at: 0),
      let last = (bytes.word(at: 8) << 24 | zeros).eightDigits,
      let characters = IDCharacters(bytes, at: Self.digitCount)
    else { return nil }
    self.init(milliseconds: first &* 100_000 &+ last, characters)
  }

  /// Whether its bytes are known without an overflow.
  var isPacked: Bool { high & Self.packedTag != 0 }

  /// The time and the characters of a packed id.
  var parts: (milliseconds: UInt64, characters: IDCharacters)? {
    guard isPacked else { return nil }
    return (
      (high ^ Self.packedTag) >> 16,
      IDCharacters(first: (high & 0xFFFF) << 24 | low >> 40, last: low & (1 << 40 - 1))
    )
  }

  /// The creation time that an id of 13 digits and 16 characters of `[a-z2-7]` begins with.
  var creationTime: Timestamp? {
    parts.map { Timestamp(millisecondsSinceEpoch: Int64($0.milliseconds)) }
  }

  /// The same for equal ids, wherever they lie.
  @inline(__always)
  func hash(_ hash: StableHash, _ overflow: [UInt8]) -> UInt64 {
    isPacked ? hash.hash(high, low) : byteHash(hash, overflow)
  }

  /// The hash of its bytes.
  ///
  /// Places in ledgers go by it, so it never changes.
  func byteHash(_ hash: StableHash, _ overflow: [UInt8]) -> UInt64 {
    withBytes(overflow) { Self.hash($0, hash) }
  }

  private static func hash(_ id: Span<UInt8>, _ hash: StableHash) -> UInt64 {
    // The first 32 bytes, with zeros behind a shorter id.
    var words = InlineArray<4, UInt64>(repeating: 0)
    for index in 0..<4 {
      let missing = (index + 1) * 8 - id.count
      if missing <= 0 {
        words[index] = id.word(at: index * 8)
      } else if missing < 8, id.count >= 8 {
        words[index] = id.word(at: id.count - 8) >> UInt64(missing * 8)
      } else if missing < 8 {
        for offset in id.indices { words[0] |= UInt64(id[offset]) << UInt64(offset * 8) }
      }
    }
    let first = hash.hash(words, seed: UInt64(id.count))
    guard id.count > 32 else { return first }
    return StableHash.fold(first, hash.hash(id.extracting(32..<id.count)) | 1)
  }

  /// Whether two ids with overflows of their own are the same.
  @inline(__always)
  func equals(_ other: MessageID, _ overflow: [UInt8], _ otherOverflow: [UInt8]) -> Bool {
    guard high == other.high else { return false }
    return isPacked
      ? low == other.low
      : overflow.span.extracting(range).equals(otherOverflow.span.extracting(other.range))
  }

  /// Whether this comes before `other` in the order of bytes, a prefix first.
  func precedes(_ other: MessageID, _ overflow: [UInt8], _ otherOverflow: [UInt8]) -> Bool {
    if isPacked, other.isPacked { return (high, low) < (other.high, other.low) }
    return withBytes(overflow) { bytes in
      other.withBytes(otherOverflow) { bytes.precedes($0) }
    }
  }

  /// Calls `body` with the bytes of the id.
  func withBytes<Result>(_ overflow: [UInt8], _ body: (Span<UInt8>) -> Result) -> Result {
    guard isPacked else { return body(overflow.span.extracting(range)) }
    var bytes: [UInt8] = []
    append(to: &bytes, overflow)
    return body(bytes.span)
  }

  /// How many bytes the id has.
  var byteCount: Int { isPacked ? Self.packedByteCount : Int(high) }

  /// Appends the bytes of the id.
  func append(to output: inout [UInt8], _ overflow: [UInt8]) {
    output.append(addingCapacity: byteCount) { append(to: &$0, overflow) }
  }

  /// Appends the bytes of the id.
  ///
  /// - Precondition: There is room for ``byteCount`` bytes.
  @inline(__always)
  func append(to output: inout OutputSpan<UInt8>, _ overflow: [UInt8]) {
    guard let (milliseconds, characters) = parts else {
      return output.append(overflow.span.extracting(range))
    }
    let (first, last) = milliseconds.quotientAndRemainder(dividingBy: 100_000)
    let characterWords = characters.words
    // Eight digits and five, of which three zeros before them are left out, and the characters.
    let lastDigits = UInt64(writingEightDigits: last) >> 24
    output.append(littleEndian: UInt64(writingEightDigits: first))
    output.append(littleEndian: lastDigits | characterWords.first << 40)
    output.append(littleEndian: characterWords.first >> 24 | characterWords.last << 40)
    var rest = characterWords.last >> 24
    for _ in 0..<Self.packedByteCount - 24 {
      output.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Where an id that is not packed lies in its overflow.
  private var range: Range<Int> { Int(low)..<Int(low) + Int(high) }
}
