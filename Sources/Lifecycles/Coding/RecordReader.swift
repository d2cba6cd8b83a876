internal import Primitives

/// Bytes that no record was written as.
struct RecordDamage: Error, Equatable {}

/// Reads the bytes of a record; whatever they are, it reads them or throws.
struct RecordReader {
  private var position = 0

  /// Makes sure that nothing is left.
  func finish(_ bytes: Span<UInt8>) throws(RecordDamage) {
    guard position == bytes.count else { throw RecordDamage() }
  }

  @inline(__always)
  mutating func byte(_ bytes: Span<UInt8>) throws(RecordDamage) -> UInt8 {
    guard position < bytes.count else { throw RecordDamage() }
    position += 1
    return bytes[position - 1]
  }

  /// A number of at most 63 bits.
  @inline(__always)
  mutating func number(_ bytes: Span<UInt8>) throws(RecordDamage) -> Int64 {
    guard let word = bytes.varint64(at: &position, before: bytes.count), word >> 63 == 0 else {
      throw RecordDamage()
    }
    return Int64(word)
  }

  mutating func number32(_ bytes: Span<UInt8>) throws(RecordDamage) -> Int32 {
    guard let number = Int32(exactly: try number(bytes)) else { throw RecordDamage() }
    return number
  }

  /// A number that may be negative, written by `append(zigzag:)`.
  @inline(__always)
  mutating func signedNumber(_ bytes: Span<UInt8>) throws(RecordDamage) -> Int64 {
    guard let word = bytes.varint64(at: &position, before: bytes.count) else {
      throw RecordDamage()
    }
    return Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
  }

  /// The milliseconds of a time that is written as its distance from another.
  @inline(__always)
  mutating func time(_ bytes: Span<UInt8>, since base: Int64) throws(RecordDamage) -> Int64 {
    let (time, overflow) = base.addingReportingOverflow(try signedNumber(bytes))
    guard !overflow, Timestamp(checkedMilliseconds: time) != nil else { throw RecordDamage() }
    return time
  }

  /// Eight bytes, the least significant first.
  mutating func word(_ bytes: Span<UInt8>) throws(RecordDamage) -> UInt64 {
    guard bytes.count - position >= 8 else { throw RecordDamage() }
    position += 8
    return bytes.word(at: position - 8)
  }

  /// The place of some bytes whose count stands before them.
  mutating func range(_ bytes: Span<UInt8>) throws(RecordDamage) -> Range<Int> {
    let count = try number(bytes)
    guard count <= bytes.count - position else { throw RecordDamage() }
    position += Int(count)
    return position - Int(count)..<position
  }
}

extension [UInt8] {
  /// Appends a number so that one near zero is short, whatever its sign.
  mutating func append(zigzag number: Int64) {
    append(varint: UInt64(bitPattern: number << 1 ^ number >> 63))
  }
}
