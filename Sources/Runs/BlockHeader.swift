internal import Primitives

/// What stands before the records of a block.
///
///     offset  size  field
///          0     4  checksum       UInt32, CRC-32 of the rest of the block, header included
///          4     4  record bytes   UInt32, bytes behind the header
///          8     4  record count   UInt32, at least 1
///         12     8  offset         UInt64, of the block itself in the run, bytes
///
/// All little-endian. See <doc:RunFileFormat> for the whole file.
struct BlockHeader: Equatable {
  static let byteCount = 20
  /// A place for the header of a block that is being filled.
  static let blank = [UInt8](repeating: 0, count: byteCount)

  var checksum: UInt32
  var recordByteCount: Int
  var recordCount: Int
  /// Of the block in its run, because a block that ended up elsewhere has a right checksum too.
  var offset: UInt64

  /// Reads a header, and checks nothing.
  ///
  /// - Precondition: `bytes` holds a header.
  init(decoding bytes: Span<UInt8>) {
    checksum = bytes.number32(at: 0)
    recordByteCount = Int(bytes.number32(at: 4))
    recordCount = Int(bytes.number32(at: 8))
    offset = bytes.word(at: 12)
  }

  /// Fills in the header of a block whose records are complete.
  ///
  /// - Parameters:
  ///   - block: A blank header and the records.
  ///   - recordCount: How many there are.
  ///   - offset: Where the block is going to lie in the run.
  static func seal(_ block: inout [UInt8], recordCount: Int, offset: Int64) {
    var fields: [UInt8] = []
    fields.append(littleEndian: UInt32(block.count - byteCount))
    fields.append(littleEndian: UInt32(recordCount))
    fields.append(littleEndian: UInt64(offset))
    block.replaceSubrange(4..<byteCount, with: fields)
    var checksum: [UInt8] = []
    checksum.append(littleEndian: block.span.extracting(4...).checksum)
    block.replaceSubrange(0..<4, with: checksum)
  }
}
