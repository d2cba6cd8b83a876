internal import Primitives

extension [UInt8] {
  /// Takes the bytes of `source` in `range` in place of its own.
  mutating func replace(with source: borrowing [UInt8], _ range: Range<Int>) {
    removeAll(keepingCapacity: true)
    append(source.span.extracting(range))
  }

  /// Appends the four bytes of a number, the least significant first.
  mutating func append(littleEndian number: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
    }
  }

  /// Appends a number in groups of seven bits, the least significant first; all but the last group
  /// have the top bit set.
  ///
  /// - Precondition: `number` is not negative.
  @inline(__always)
  mutating func append(varint number: Int) {
    var rest = UInt64(number)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

extension Span<UInt8> {
  /// Loads four bytes as a little-endian number.
  func number32(at offset: Int) -> UInt32 {
    var number: UInt32 = 0
    for index in 0..<4 { number |= UInt32(self[offset + index]) << UInt32(index * 8) }
    return number
  }

  /// Reads a number of at most 31 bits at `position`, and advances past it.
  ///
  /// - Returns: `nil` when it is longer, or does not end before `end`.
  @inline(__always)
  func varint(at position: inout Int, before end: Int) -> Int? {
    guard position < end else { return nil }
    let first = self[position]
    position += 1
    return first < 0x80 ? Int(first) : longVarint(after: first, at: &position, before: end)
  }

  private func longVarint(after first: UInt8, at position: inout Int, before end: Int) -> Int? {
    var number = Int(first & 0x7F)
    for shift in [7, 14, 21, 28] {
      guard position < end else { return nil }
      let byte = self[position]
      position += 1
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number <= Int(Int32.max) ? number : nil }
    }
    return nil
  }
}
