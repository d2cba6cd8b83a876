internal import Primitives

/// A range of keys that can be read alone: blocks that follow each other.
struct RunSection: Equatable, Sendable {
  /// Bytes of an entry in the section table: the offset of the section, its record count and its
  /// label, all UInt64, its checksum and the size of its largest block, UInt32; little-endian.
  static let entryByteCount = 32

  /// Where its first block begins in the run, and where its last one ends.
  var offsets: Range<Int64>
  var recordCount: Int
  /// What its writer calls it; blocks repeat it.
  var label: UInt64
  /// CRC-32 of the checksums of its blocks, so that the table tells runs apart by what they hold.
  var checksum: UInt32
  /// Bytes of the largest block, header included and not compressed.
  var greatestBlock: Int

  var byteCount: Int { Int(offsets.upperBound - offsets.lowerBound) }
}

extension [RunSection] {
  /// The section table.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    for section in self {
      bytes.append(littleEndian: UInt64(section.offsets.lowerBound))
      bytes.append(littleEndian: UInt64(section.recordCount))
      bytes.append(littleEndian: section.label)
      bytes.append(littleEndian: section.checksum)
      bytes.append(littleEndian: UInt32(section.greatestBlock))
    }
    return bytes
  }

  /// Reads a section table, and checks it against the footer.
  ///
  /// - Throws: `inconsistent` unless the sections follow each other from the beginning of the run
  ///   to the table, and their records and largest blocks are those of the run.
  init(decoding bytes: Span<UInt8>, _ footer: RunFooter) throws(RunError.Damage) {
    self = []
    reserveCapacity(bytes.count / RunSection.entryByteCount)
    var end = footer.tableOffset
    var recordCount: UInt64 = 0
    // From the last to the first, because a section ends where the next one begins.
    var entry = bytes.count
    while entry > 0 {
      entry -= RunSection.entryByteCount
      let (start, count) = (bytes.word(at: entry), bytes.word(at: entry + 8))
      // The records of a section cannot be more than the bytes that it expands to, so that no sum
      // overflows.
      guard start <= end, count <= (end - start) * Deflate.greatestRatio,
        (count == 0) == (start == end)
      else {
        throw .inconsistent
      }
      append(
        RunSection(
          offsets: Int64(start)..<Int64(end), recordCount: Int(count),
          label: bytes.word(at: entry + 16), checksum: bytes.word32(at: entry + 24),
          greatestBlock: Int(bytes.word32(at: entry + 28))))
      recordCount += count
      end = start
    }
    guard end == 0, recordCount == footer.recordCount,
      (map(\.greatestBlock).max() ?? 0) == Int(footer.greatestBlock)
    else { throw .inconsistent }
    reverse()
  }
}
