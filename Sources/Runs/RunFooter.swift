internal import Primitives

/// The end of a run, from which all of it is found.
///
///     offset  size  field
///          0     8  record count      UInt64
///          8     8  table offset      UInt64, of the section table: the bytes of all blocks
///         16     8  section count     UInt64
///         24     4  table checksum    UInt32, CRC-32 of the section table
///         28     4  greatest block    UInt32, bytes of the largest block, header included and
///                               not compressed
///         32     4  flags             UInt32, 1 if blocks may be compressed
///         36     4  footer checksum   UInt32, CRC-32 of the 36 bytes before
///         40     4  format version    UInt32, ``version``
///         44     8  magic             the ASCII bytes "WAYBLRUN"
///
/// All little-endian. See <doc:RunFileFormat> for the whole file.
///
/// A footer and not a header: the counts are known only once the blocks are written, and a run
/// that was cut has no magic at its end.
struct RunFooter: Equatable {
  static let byteCount = 52
  static let version: UInt32 = 2
  static let magic = packed("WAYBLRUN")

  var recordCount: UInt64
  var tableOffset: UInt64
  var sectionCount: UInt64
  var tableChecksum: UInt32
  var greatestBlock: UInt32
  var isCompressed: Bool
}

extension RunFooter {
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: recordCount)
    bytes.append(littleEndian: tableOffset)
    bytes.append(littleEndian: sectionCount)
    bytes.append(littleEndian: tableChecksum)
    bytes.append(littleEndian: greatestBlock)
    bytes.append(littleEndian: UInt32(isCompressed ? 1 : 0))
    bytes.append(littleEndian: bytes.span.checksum)
    bytes.append(littleEndian: Self.version)
    bytes.append(littleEndian: Self.magic)
    return bytes
  }

  /// Reads a footer of this version.
  ///
  /// - Precondition: `bytes` has the size of a footer.
  init(decoding bytes: Span<UInt8>) throws(RunError.Damage) {
    guard bytes.word(at: 44) == Self.magic else { throw .truncated }
    let version = bytes.word32(at: 40)
    guard version == Self.version else { throw .unknownVersion(version) }
    guard bytes.word32(at: 36) == bytes.extracting(..<36).checksum else {
      throw .checksumMismatch
    }
    let flags = bytes.word32(at: 32)
    guard flags <= 1 else { throw .inconsistent }
    isCompressed = flags == 1
    recordCount = bytes.word(at: 0)
    tableOffset = bytes.word(at: 8)
    sectionCount = bytes.word(at: 16)
    tableChecksum = bytes.word32(at: 24)
    greatestBlock = bytes.word32(at: 28)
  }
}
