extension OutputSpan<UInt8> {
  /// Appends the bytes of a span.
  ///
  /// - Precondition: There is room for them.
  @inlinable @inline(__always)
  public mutating func append(_ bytes: Span<UInt8>) {
    precondition(bytes.count <= freeCapacity, "no room for \(bytes.count) bytes")
    // SAFETY: the bytes go behind those that are in use, where there is room for them as was just
    // found, and are in use from then on. Neither buffer is used beyond its span.
    unsafe withUnsafeMutableBufferPointer { output, count in
      unsafe bytes.withUnsafeBytes { source in
        let room = UnsafeMutableRawBufferPointer(output)
        unsafe UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: source)
      }
      count += bytes.count
    }
  }
}

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
