internal import Primitives

extension [UInt8] {
  /// Takes the bytes of `source` in `range` in place of its own.
  mutating func replace(with source: borrowing [UInt8], _ range: Range<Int>) {
    removeAll(keepingCapacity: true)
    append(source.span.extracting(range))
  }
}

extension Span<UInt8> {
  /// Reads a number of at most 31 bits at `position`, and advances past it.
  ///
  /// - Returns: `nil` when it is longer, or does not end before `end`.
  @inline(__always)
  func varint(at position: inout Int, before end: Int) -> Int? {
    guard let number = varint64(at: &position, before: end) else { return nil }
    return Int32(exactly: number).map(Int.init)
  }
}
