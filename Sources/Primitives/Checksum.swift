internal import CIntrinsics
internal import CZlib

/// The CRC-32 of gzip (RFC 1952 §8), fed in pieces.
public struct RunningChecksum: Sendable {
  public private(set) var value: UInt32 = 0

  /// Whether the processor has instructions for whole blocks of bytes.
  private static let hasInstructions = waybill_has_crc32()
  /// The size of a block, and the least that the instructions take.
  private static let (blockSize, leastCount) = (16, 64)

  /// - Parameter value: That of the bytes before.
  public init(continuing value: UInt32 = 0) { self.value = value }

  public mutating func update(_ bytes: Span<UInt8>) {
    var head = 0
    if bytes.count >= Self.leastCount, Self.hasInstructions {
      head = bytes.count & -Self.blockSize
      // SAFETY: the buffer is the span's own memory, of which `head` bytes are no more than all.
      value = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe waybill_crc32(value, buffer.baseAddress, head)
      }
    }
    // An empty span may have no address, which asks zlib for the initial value instead.
    guard head < bytes.count else { return }
    // SAFETY: the buffer is the span's own memory, and zlib is told its exact size.
    value = unsafe bytes.extracting(head...).withUnsafeBufferPointer { buffer in
      unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(value), buffer.baseAddress, buffer.count))
    }
  }
}

extension Span<UInt8> {
  /// The CRC-32 of the bytes.
  public var checksum: UInt32 {
    var checksum = RunningChecksum()
    checksum.update(self)
    return checksum.value
  }
}
