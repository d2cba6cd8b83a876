internal import Primitives

/// A range of keys that can be read alone: blocks that follow each other.
struct RunSection: Equatable, Sendable {
  /// Bytes of an entry in the section table: the offset of the section and its record count, both
  /// UInt64, little-endian.
  static let entryByteCount = 16

  /// Where its first block begins in the run, and where its last one ends.
  var offsets: Range<Int64>
  var recordCount: Int

  var byteCount: Int { Int(offsets.upperBound - offsets.lowerBound) }
}

extension [RunSection] {
  /// The section table.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    for section in self {
      bytes.append(littleEndian: UInt64(section.offsets.lowerBound))
      bytes.append(littleEndian: UInt64(section.recordCount))
    }
    return bytes
  }

  /// Reads a section table, and checks it against the footer.
  ///
  /// - Throws: `inconsistent` unless the sections follow each other from the beginning of the run
  ///   to the table, and their records add up to those of the run.
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
      // The records of a section cannot be more than its bytes, so that no sum overflows.
      guard start <= end, count <= end - start, (count == 0) == (start == end) else {
        throw .inconsistent
      }
      append(RunSection(offsets: Int64(start)..<Int64(end), recordCount: Int(count)))
      recordCount += count
      end = start
    }
    guard end == 0, recordCount == footer.recordCount else { throw .inconsistent }
    reverse()
  }
}
