extension [UInt8] {
  /// Appends a number in groups of seven bits, the least significant first; all but the last group
  /// have the top bit set.
  @inlinable
  public mutating func append(varint number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

extension Span<UInt8> {
  /// Reads a number that `append(varint:)` wrote at `position`, and advances past it.
  ///
  /// - Returns: `nil` when it does not end before `end`, or has more than 64 bits.
  /// - Precondition: `end` is at most the count.
  @inlinable
  public func varint64(at position: inout Int, before end: Int) -> UInt64? {
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
