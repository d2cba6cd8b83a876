internal import CIntrinsics
internal import CZlib

/// The CRC-32 of gzip (RFC 1952 §8), fed in pieces.
public struct RunningChecksum: Sendable {
  public private(set) var value: UInt32 = 0

  /// What a processor has for whole blocks of bytes, in registers of one, two or four of them.
  enum Instructions: Int, CaseIterable {
    case none, narrow, wide, widest

    /// What this one has, the fastest last.
    static let available = allCases.filter(\.isAvailable)
    fileprivate static let fastest = available.last ?? .none

    private var isAvailable: Bool {
      switch self {
      case .none: true
      case .narrow: waybill_has_crc32()
      case .wide: waybill_has_wide_crc32()
      case .widest: waybill_has_widest_crc32()
      }
    }

    /// These, or narrower ones that take so few bytes: there have to be four registers full.
    fileprivate func fitting(_ count: Int) -> Instructions {
      var fitting = self
      while count < 32 << fitting.rawValue, let next = Instructions(rawValue: fitting.rawValue - 1)
      {
        fitting = next
      }
      return fitting
    }
  }

  private static let blockSize = 16

  /// - Parameter value: That of the bytes before.
  public init(continuing value: UInt32 = 0) { self.value = value }

  public mutating func update(_ bytes: Span<UInt8>) {
    update(bytes, with: .fastest)
  }

  mutating func update(_ bytes: Span<UInt8>, with instructions: Instructions) {
    let blocks = bytes.extracting(..<(bytes.count & -Self.blockSize))
    let fitting = instructions.fitting(blocks.count)
    // SAFETY: the buffer is the span's own memory, and there are as many bytes as the instructions
    // take at least.
    value = unsafe blocks.withUnsafeBufferPointer { buffer in
      switch fitting {
      case .none: value
      case .narrow: unsafe waybill_crc32(value, buffer.baseAddress, buffer.count)
      case .wide: unsafe waybill_wide_crc32(value, buffer.baseAddress, buffer.count)
      case .widest: unsafe waybill_widest_crc32(value, buffer.baseAddress, buffer.count)
      }
    }
    let head = fitting == .none ? 0 : blocks.count
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
