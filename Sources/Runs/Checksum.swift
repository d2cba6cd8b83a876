internal import CZlib

extension Span<UInt8> {
  /// The CRC-32 of the bytes, as in gzip (RFC 1952 §8).
  var checksum: UInt32 {
    // An empty span may have no address, which asks zlib for the initial value instead.
    guard !isEmpty else { return 0 }
    // SAFETY: the buffer is the span's own memory, and zlib is told its exact size.
    return unsafe withUnsafeBufferPointer { buffer in
      unsafe UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
    }
  }
}
