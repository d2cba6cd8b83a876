// Eight bytes at a time: the loads and bit tricks that the scanners share.

extension Span<UInt8> {
  /// Loads eight bytes as a little-endian word, with no alignment requirement.
  ///
  /// - Precondition: `offset...offset + 7` are indices of the span.
  @inlinable @inline(__always)
  public func word(at offset: Int) -> UInt64 {
    // SAFETY: `RawSpan` checks the bounds of the load, and every bit pattern is a `UInt64`.
    UInt64(
      littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Loads four bytes as a little-endian word, with no alignment requirement.
  ///
  /// - Precondition: `offset...offset + 3` are indices of the span.
  @inlinable @inline(__always)
  public func word32(at offset: Int) -> UInt32 {
    // SAFETY: `RawSpan` checks the bounds of the load, and every bit pattern is a `UInt32`.
    UInt32(
      littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}

extension Span<UInt8> {
  /// The first 16 bytes as a big-endian number, zeros behind fewer of them.
  ///
  /// Numbers that differ have the order of the bytes.
  @inlinable @inline(__always)
  public var bigEndianPrefix: UInt128 {
    if count >= 16 {
      return UInt128(word(at: 0).byteSwapped) << 64 | UInt128(word(at: 8).byteSwapped)
    }
    var number: UInt128 = 0
    for index in 0..<count { number |= UInt128(self[index]) << UInt128(120 - index * 8) }
    return number
  }
}

extension UInt64 {
  /// The number that eight ASCII digits write, the first of them in the lowest byte; `nil` when one of
  /// the bytes is no digit.
  @inlinable @inline(__always)
  public var eightDigits: UInt64? {
    let digits = self ^ (ByteMask.low &* 0x30)
    // A digit is below 10, so that adding 118 does not reach the top bit.
    let excess = ((digits & ~ByteMask.high) &+ (ByteMask.low &* 118)) | digits
    guard excess & ByteMask.high == 0 else { return nil }
    // Neighbours are joined to pairs, pairs to fours, and fours to the number. Nothing wraps into
    // what is kept: each step has room for its largest number.
    let pairs = (digits &* 10 &+ (digits >> 8)) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ (pairs >> 16)) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ (fours >> 32)) & 0xFFFF_FFFF
  }

  /// The word whose ``eightDigits`` are `number`.
  ///
  /// - Precondition: `number` has at most eight digits.
  @inlinable @inline(__always)
  public init(writingEightDigits number: UInt64) {
    precondition(number < 100_000_000, "\(number) has more than eight digits")
    // The other way round. Multiplying and shifting divides by 100 and by 10, exactly for what a
    // part can be.
    let fours = number / 10_000 | (number % 10_000) << 32
    let hundreds = ((fours &* 10_486) >> 20) & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) << 16
    let tens = ((pairs &* 103) >> 10) & 0x000F_000F_000F_000F
    let digits = tens | (pairs &- tens &* 10) << 8
    self = digits | ByteMask.low &* 0x30
  }
}

extension Span<UInt8> {
  /// The number that eight ASCII digits write; `nil` when one of the bytes is no digit.
  ///
  /// - Precondition: `offset...offset + 7` are indices of the span.
  @inlinable @inline(__always)
  public func eightDigits(at offset: Int) -> UInt64? {
    word(at: offset).eightDigits
  }
}

extension MutableSpan<UInt8> {
  /// Stores the eight bytes of a word, the least significant first.
  ///
  /// - Precondition: There are eight bytes at `offset`.
  @inlinable @inline(__always)
  public mutating func set(_ word: UInt64, at offset: Int) {
    var bytes = unsafe mutableBytes
    // SAFETY: the span checks the bounds of the store, and every byte stays a byte.
    bytes.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
  }
}

extension OutputSpan<UInt8> {
  /// Appends the eight bytes of a word, the least significant first.
  ///
  /// - Precondition: There is room for them.
  @inlinable @inline(__always)
  public mutating func append(littleEndian word: UInt64) {
    precondition(freeCapacity >= 8, "no room for a word")
    // SAFETY: the bytes go behind those that are in use, where there is room for them as was just
    // found, and are in use from then on.
    unsafe withUnsafeMutableBufferPointer { output, count in
      unsafe UnsafeMutableRawBufferPointer(output).storeBytes(
        of: word.littleEndian, toByteOffset: count, as: UInt64.self)
      count += 8
    }
  }

  /// Appends the eight bytes of a word, the most significant first.
  ///
  /// - Precondition: There is room for them.
  @inlinable @inline(__always)
  public mutating func append(bigEndian word: UInt64) {
    append(littleEndian: word.byteSwapped)
  }
}

extension [UInt8] {
  /// Appends the eight bytes of a word, the least significant first.
  @inlinable
  public mutating func append(littleEndian word: UInt64) {
    append(addingCapacity: 8) { $0.append(littleEndian: word) }
  }

  /// Appends the eight bytes of a word, the most significant first.
  @inlinable
  public mutating func append(bigEndian word: UInt64) {
    append(littleEndian: word.byteSwapped)
  }

  /// Appends the four bytes of a word, the least significant first.
  @inlinable
  public mutating func append(littleEndian word: UInt32) {
    // SAFETY: the buffer covers the local word, and is only used while that is alive.
    unsafe Swift.withUnsafeBytes(of: word.littleEndian) { unsafe append(contentsOf: $0) }
  }
}

extension Span<UInt8> {
  /// The offset of the first such byte in `range`, or `nil`.
  @inlinable
  public func firstOffset(of byte: UInt8, in range: Range<Int>) -> Int? {
    var offset = range.lowerBound
    while range.upperBound - offset >= 8 {
      let found = ByteMask.equal(word(at: offset), to: byte)
      guard found == 0 else { return offset + (found.trailingZeroBitCount >> 3) }
      offset += 8
    }
    while offset < range.upperBound {
      if self[offset] == byte { return offset }
      offset += 1
    }
    return nil
  }
}

/// Packs up to eight ASCII characters into the word that loading them would give.
///
/// The compiler folds a call on a literal to a constant.
@inlinable @inline(__always)
public func packed(_ text: StaticString) -> UInt64 {
  let count = text.utf8CodeUnitCount
  precondition(count <= 8, "a word holds eight bytes")
  var word: UInt64 = 0
  for index in 0..<count {
    // SAFETY: a static string lives for ever, and `index` is below its count.
    word |= UInt64(unsafe text.utf8Start[index]) << UInt64(index * 8)
  }
  return word
}

/// Word-wide tests of single bytes.
public enum ByteMask {
  @inlinable @inline(__always) public static var low: UInt64 { 0x0101_0101_0101_0101 }
  @inlinable @inline(__always) public static var high: UInt64 { 0x8080_8080_8080_8080 }

  /// Raises the top bit of each byte that lies between two others, these included.
  ///
  /// - Parameters:
  ///   - word: Eight bytes of ASCII; above that, a byte that lies there is not found.
  ///   - first: The least byte.
  ///   - last: The greatest, at most 127.
  /// - Returns: Zero in all other bits.
  @inlinable @inline(__always)
  public static func within(_ word: UInt64, _ first: UInt8, _ last: UInt8) -> UInt64 {
    let bytes = word & ~high
    // Sums stay below 256 each, so that no byte carries into the next.
    let reachesFirst = bytes &+ (low &* UInt64(128 - first))
    let passesLast = bytes &+ (low &* UInt64(127 - last))
    return reachesFirst & ~passesLast & ~word & high
  }

  /// Raises the top bit of each byte that equals `byte`.
  ///
  /// Exact for the lowest raised bit; bytes above it may be raised falsely.
  @inlinable @inline(__always)
  public static func equal(_ word: UInt64, to byte: UInt8) -> UInt64 {
    let difference = word ^ (low &* UInt64(byte))
    return (difference &- low) & ~difference & high
  }

  /// Raises the top bit of each byte below `bound`, which is at most 127; exact as ``equal(_:to:)``.
  @inlinable @inline(__always)
  public static func less(_ word: UInt64, than bound: UInt8) -> UInt64 {
    (word &- low &* UInt64(bound)) & ~word & high
  }
}
