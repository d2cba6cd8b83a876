extension OutputSpan<UInt8> {
  /// Appends a number in groups of seven bits, the least significant first; all but the last group
  /// have the top bit set.
  ///
  /// - Precondition: There is room for its at most ``longestVarint`` bytes.
  @inlinable @inline(__always)
  public mutating func append(varint number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends a number so that one near zero is short, whatever its sign.
  ///
  /// - Precondition: There is room for its at most ``longestVarint`` bytes.
  @inlinable @inline(__always)
  public mutating func append(zigzag number: Int64) {
    append(varint: number.zigzag)
  }

  /// The most bytes of a number.
  @inlinable
  public static var longestVarint: Int { 10 }
}

extension [UInt8] {
  /// Appends a number as to an `OutputSpan`.
  @inlinable
  public mutating func append(varint number: UInt64) {
    append(addingCapacity: OutputSpan<UInt8>.longestVarint) { $0.append(varint: number) }
  }

  /// Appends a number so that one near zero is short, whatever its sign.
  @inlinable
  public mutating func append(zigzag number: Int64) {
    append(varint: number.zigzag)
  }
}

extension Span<UInt8> {
  /// Reads a number that `append(varint:)` wrote at `position`, and advances past it.
  ///
  /// - Returns: `nil` when it does not end before `end`, or has more than 64 bits.
  /// - Precondition: `end` is at most the count.
  @inlinable @inline(__always)
  public func varint64(at position: inout Int, before end: Int) -> UInt64? {
    // Most numbers have one byte.
    guard position < end, self[position] < 0x80 else {
      return longVarint64(at: &position, before: end)
    }
    defer { position += 1 }
    return UInt64(self[position])
  }

  /// The same for numbers of any length; not inlined, for it is rarely needed.
  @usableFromInline
  func longVarint64(at position: inout Int, before end: Int) -> UInt64? {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while position < end {
      let byte = self[position]
      position += 1
      let group = UInt64(byte & 0x7F)
      if shift == 63, group > 1 { return nil }
      number |= group << shift
      if byte < 0x80 { return number }
      shift += 7
      if shift > 63 { return nil }
    }
    return nil
  }
}
