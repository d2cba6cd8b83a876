extension [UInt8] {
  @inlinable
  public mutating func append(_ bytes: Span<UInt8>) {
    // SAFETY: the buffer is only used while the span is alive.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  @inlinable
  public mutating func append(_ literal: StaticString) {
    // SAFETY: a static string lives for ever, and the buffer covers exactly its bytes.
    unsafe append(
      contentsOf: UnsafeBufferPointer(
        start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }
}
