/// Bytes that no record was written as.
public struct RecordDamage: Error, Equatable {
  public init() {}
}

/// Reads the numbers of a record; whatever the bytes are, it reads them or throws.
///
/// It holds a place and no bytes: every step is given them anew.
public struct RecordReader: Sendable {
  @usableFromInline var position: Int
  @usableFromInline let end: Int

  /// - Parameter range: Where the record lies in the bytes.
  @inlinable
  public init(in range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// How many bytes are left.
  @inlinable
  public var count: Int { end - position }

  /// Makes sure that nothing is left.
  @inlinable
  public func finish() throws(RecordDamage) {
    guard position == end else { throw RecordDamage() }
  }

  @inlinable @inline(__always)
  public mutating func byte(_ bytes: Span<UInt8>) throws(RecordDamage) -> UInt8 {
    guard position < end else { throw RecordDamage() }
    position += 1
    return bytes[position - 1]
  }

  /// A number of at most 63 bits, written by `append(number:)`.
  @inlinable @inline(__always)
  public mutating func number(_ bytes: Span<UInt8>) throws(RecordDamage) -> Int64 {
    guard let word = bytes.varint64(at: &position, before: end), word >> 63 == 0 else {
      throw RecordDamage()
    }
    return Int64(word)
  }

  @inlinable
  public mutating func number32(_ bytes: Span<UInt8>) throws(RecordDamage) -> Int32 {
    guard let number = Int32(exactly: try number(bytes)) else { throw RecordDamage() }
    return number
  }

  /// A number that may be negative, written by `append(zigzag:)`.
  @inlinable @inline(__always)
  public mutating func signedNumber(_ bytes: Span<UInt8>) throws(RecordDamage) -> Int64 {
    guard let word = bytes.varint64(at: &position, before: end) else { throw RecordDamage() }
    return Int64(zigzag: word)
  }

  /// The milliseconds of a time that is written as its distance from another.
  @inlinable @inline(__always)
  public mutating func time(
    _ bytes: Span<UInt8>, since base: Int64
  ) throws(RecordDamage) -> Int64 {
    let (time, overflow) = base.addingReportingOverflow(try signedNumber(bytes))
    guard !overflow, Timestamp(checkedMilliseconds: time) != nil else { throw RecordDamage() }
    return time
  }

  /// Eight bytes, the least significant first.
  @inlinable
  public mutating func word(_ bytes: Span<UInt8>) throws(RecordDamage) -> UInt64 {
    guard count >= 8 else { throw RecordDamage() }
    position += 8
    return bytes.word(at: position - 8)
  }

  /// Four bytes, the least significant first.
  @inlinable
  public mutating func word32(_ bytes: Span<UInt8>) throws(RecordDamage) -> UInt32 {
    guard count >= 4 else { throw RecordDamage() }
    position += 4
    return bytes.word32(at: position - 4)
  }

  /// The place of some bytes whose count stands before them.
  @inlinable
  public mutating func range(_ bytes: Span<UInt8>) throws(RecordDamage) -> Range<Int> {
    let size = try number(bytes)
    guard size <= count else { throw RecordDamage() }
    position += Int(size)
    return position - Int(size)..<position
  }
}

extension Int64 {
  /// The number as one that is not negative, and small if this is near zero.
  ///
  /// 0, -1, 1, -2 and 2 become 0, 1, 2, 3 and 4.
  @inlinable
  public var zigzag: UInt64 { UInt64(bitPattern: self << 1 ^ self >> 63) }

  /// The number whose ``zigzag`` is `word`.
  @inlinable
  public init(zigzag word: UInt64) {
    self = Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
  }
}

extension [UInt8] {
  /// Appends a number as a varint.
  ///
  /// - Precondition: It is not negative.
  @inlinable
  public mutating func append(number: Int64) {
    append(varint: UInt64(number))
  }
}
