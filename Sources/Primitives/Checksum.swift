internal import CIntrinsics
internal import CZlib

/// The CRC-32 of gzip (RFC 1952 §8), fed in pieces.
public struct RunningChecksum: Sendable {
  public private(set) var value: UInt32 = 0

  /// What a processor has for whole blocks of bytes.
  enum Instructions: CaseIterable {
    case none, narrow, wide

    /// What this one has, the fastest last.
    static let available = allCases.filter(\.isAvailable)
    fileprivate static let fastest = available.last ?? .none

    private var isAvailable: Bool {
      switch self {
      case .none: true
      case .narrow: waybill_has_crc32()
      case .wide: waybill_has_wide_crc32()
      }
    }
  }

  /// The size of a block, and the least that narrow instructions take, and wide ones.
  private static let (blockSize, leastCount, leastWideCount) = (16, 64, 128)

  /// - Parameter value: That of the bytes before.
  public init(continuing value: UInt32 = 0) { self.value = value }

  public mutating func update(_ bytes: Span<UInt8>) {
    update(bytes, with: .fastest)
  }

  mutating func update(_ bytes: Span<UInt8>, with instructions: Instructions) {
    var head = 0
    if bytes.count >= Self.leastCount, instructions != .none {
      head = bytes.count & -Self.blockSize
      let isWide = instructions == .wide && head >= Self.leastWideCount
      // SAFETY: the buffer is the span's own memory, of which `head` bytes are no more than all.
      value = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe isWide
          ? waybill_wide_crc32(value, buffer.baseAddress, head)
          : waybill_crc32(value, buffer.baseAddress, head)
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
