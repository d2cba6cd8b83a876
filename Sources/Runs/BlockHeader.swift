internal import Primitives

/// What stands before the records of a block.
///
///     offset  size  field
///          0     4  checksum       UInt32, CRC-32 of the rest of the block, header included
///          4     4  stored bytes   UInt32, bytes behind the header
///          8     4  record bytes   UInt32, bytes of the records; more than stored if compressed
///         12     4  record count   UInt32, at least 1
///         16     8  label          UInt64, of the section
///         24     8  offset         UInt64, of the block itself in its section, bytes
///
/// All little-endian. See <doc:RunFileFormat> for the whole file.
struct BlockHeader: Equatable {
  static let byteCount = 32
  /// Bytes of the checksum, with which it begins.
  static let checksumByteCount = 4
  /// A place for the header of a block that is being filled.
  static let blank = [UInt8](repeating: 0, count: byteCount)

  var checksum: UInt32
  var storedByteCount: Int
  var recordByteCount: Int
  var recordCount: Int
  /// Of the section, because a block that ended up elsewhere has a right checksum too.
  var label: UInt64
  /// Of the block in its section, so that a section means the same wherever it lies.
  var offset: UInt64

  /// Reads a header, and checks nothing.
  ///
  /// - Precondition: `bytes` holds a header.
  init(decoding bytes: Span<UInt8>) {
    checksum = bytes.word32(at: 0)
    storedByteCount = Int(bytes.word32(at: 4))
    recordByteCount = Int(bytes.word32(at: 8))
    recordCount = Int(bytes.word32(at: 12))
    label = bytes.word(at: 16)
    offset = bytes.word(at: 24)
  }

  /// Whether the records are stored as they are.
  var isPlain: Bool { storedByteCount == recordByteCount }

  /// Fills in the header of a block that is complete.
  ///
  /// - Parameters:
  ///   - block: A blank header, and the records as they are stored.
  ///   - recordByteCount: What they take when they are not compressed.
  ///   - recordCount: How many there are.
  ///   - label: Of the section.
  ///   - offset: Where the block is going to lie in the section.
  static func seal(
    _ block: inout [UInt8], recordByteCount: Int, recordCount: Int, label: UInt64, offset: Int64
  ) {
    var fields: [UInt8] = []
    fields.append(littleEndian: UInt32(block.count - byteCount))
    fields.append(littleEndian: UInt32(recordByteCount))
    fields.append(littleEndian: UInt32(recordCount))
    fields.append(littleEndian: label)
    fields.append(littleEndian: UInt64(offset))
    block.replaceSubrange(4..<byteCount, with: fields)
    var checksum: [UInt8] = []
    checksum.append(littleEndian: block.span.extracting(4...).checksum)
    block.replaceSubrange(0..<4, with: checksum)
  }
}
