internal import Primitives

/// Where a merge stands in one section of one run.
///
/// All cursors of a merge share one array of buffers; each has a slot of it that holds one block,
/// and behind that the header of the next one.
struct RunCursor {
  /// Where the slot begins in the buffers.
  private let slot: Int
  /// Where the section lies in the run, and what it is called.
  private let section: RunSection
  /// Where the current block begins in the run.
  private(set) var blockOffset: Int64
  /// Where the next block begins in the run.
  private var nextBlock: Int64
  /// Whether the header of the next block is in the slot, behind the block.
  private var hasNextHeader = false
  /// The place in the buffers behind the current record.
  private var position: Int
  /// The place in the buffers behind the last record of the block.
  private var blockEnd: Int
  /// Records of the block behind the current one.
  private var blockRecordCount = 0
  /// Records of the section behind the current block.
  private var sectionRecordCount: Int
  /// Of the checksums of the blocks of the section so far.
  private var checksum = RunningChecksum()

  /// The first 16 bytes of the key as a big-endian number, zeros behind a shorter key; the
  /// greatest number at the end of the section.
  private(set) var prefix = UInt128.max
  /// Whether there is no current record.
  private(set) var isAtEnd = false
  /// Whether the current record is the first of its block.
  private(set) var beginsBlock = false
  /// Where key and value of the current record lie in the buffers.
  private(set) var key = 0..<0
  private(set) var value = 0..<0

  /// Stands before the first record.
  init(slot: Int, section: RunSection) {
    self.slot = slot
    self.section = section
    nextBlock = section.offsets.lowerBound
    blockOffset = nextBlock
    sectionRecordCount = section.recordCount
    position = slot
    blockEnd = slot
  }

  var isAtBlockEnd: Bool { position == blockEnd }

  /// Moves to the next record of the block.
  ///
  /// - Precondition: ``isAtBlockEnd`` is false.
  /// - Returns: Whether there is one; sizes or counts are wrong otherwise.
  @inline(__always)
  mutating func readRecord(_ storage: borrowing [UInt8]) -> Bool {
    let buffers = storage.span
    beginsBlock = position == slot + BlockHeader.byteCount
    guard let keyCount = buffers.varint(at: &position, before: blockEnd),
      let valueCount = buffers.varint(at: &position, before: blockEnd),
      keyCount + valueCount <= blockEnd - position
    else { return false }
    key = position..<position + keyCount
    value = key.upperBound..<key.upperBound + valueCount
    position = value.upperBound
    // It is read when the other sources have had their turn, and until then it falls out of the
    // cache, or was never in it: without this the merge waits a third of its time.
    storage.prefetch(at: position)
    blockRecordCount -= 1
    prefix = buffers.extracting(key).bigEndianPrefix
    return (blockRecordCount == 0) == (position == blockEnd)
  }

  /// Reads the next block, or finds the end of the section.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - buffers: Those of all cursors.
  ///   - stored: Takes the bytes of a compressed block.
  /// - Throws: ``RunError`` of kind `cannotRead` or `damaged`.
  mutating func readBlock(
    of run: Run, into buffers: inout [UInt8], _ stored: inout [UInt8]
  ) throws(RunError) {
    let header = try readHeader(of: run, into: &buffers)
    guard let header else { return }
    let size = BlockHeader.byteCount
    let recordsStart = slot + size
    let place = nextBlock + Int64(size)
    let rest = section.offsets.upperBound - place - Int64(header.storedByteCount)
    hasNextHeader = rest > 0
    let readCount = header.storedByteCount + (hasNextHeader ? size : 0)
    blockEnd = recordsStart + header.recordByteCount
    var blockChecksum = RunningChecksum()
    blockChecksum.update(
      buffers.span.extracting(slot + BlockHeader.checksumByteCount..<recordsStart))
    if header.isPlain {
      try run.file.read(into: &buffers, recordsStart..<recordsStart + readCount, at: place)
      blockChecksum.update(buffers.span.extracting(recordsStart..<blockEnd))
    } else {
      let missing = readCount - stored.count
      if missing > 0 { stored.append(contentsOf: repeatElement(0, count: missing)) }
      try run.file.read(into: &stored, 0..<readCount, at: place)
      blockChecksum.update(stored.span.extracting(..<header.storedByteCount))
    }
    guard blockChecksum.value == header.checksum else {
      throw run.file.damaged(.checksumMismatch, at: nextBlock)
    }
    if !header.isPlain {
      guard expand(stored, header, into: &buffers) else {
        throw run.file.damaged(.inconsistent, at: nextBlock)
      }
    }
    checksum.update(
      buffers.span.extracting(slot..<slot + BlockHeader.checksumByteCount))
    position = recordsStart
    blockOffset = nextBlock
    blockRecordCount = header.recordCount
    sectionRecordCount -= header.recordCount
    nextBlock = section.offsets.upperBound - rest
  }

  /// Expands a compressed block to where a plain one is read to, the header behind it included.
  ///
  /// - Returns: Whether it holds what its header says.
  private func expand(
    _ stored: [UInt8], _ header: BlockHeader, into buffers: inout [UInt8]
  ) -> Bool {
    if hasNextHeader {
      for offset in 0..<BlockHeader.byteCount {
        buffers[blockEnd + offset] = stored[header.storedByteCount + offset]
      }
    }
    var target = buffers.mutableSpan
    return Deflate.expand(
      stored.span.extracting(..<header.storedByteCount), into: &target,
      blockEnd - header.recordByteCount..<blockEnd)
  }

  /// Brings the header of the next block to the beginning of the slot, and checks it.
  ///
  /// - Returns: `nil` at the end of the section.
  private mutating func readHeader(
    of run: Run, into buffers: inout [UInt8]
  ) throws(RunError) -> BlockHeader? {
    guard nextBlock < section.offsets.upperBound else {
      guard sectionRecordCount == 0, checksum.value == section.checksum else {
        throw run.file.damaged(.inconsistent, at: nextBlock)
      }
      isAtEnd = true
      prefix = .max
      return nil
    }
    let size = BlockHeader.byteCount
    let rest = section.offsets.upperBound - nextBlock - Int64(size)
    guard rest > 0 else { throw run.file.damaged(.inconsistent, at: nextBlock) }
    if hasNextHeader {
      for offset in 0..<size { buffers[slot + offset] = buffers[blockEnd + offset] }
    } else {
      try run.file.read(into: &buffers, slot..<slot + size, at: nextBlock)
    }
    let header = BlockHeader(decoding: buffers.span.extracting(slot..<slot + size))
    let room = rest - Int64(header.storedByteCount)
    guard header.label == section.label,
      header.offset == UInt64(nextBlock - section.offsets.lowerBound),
      header.storedByteCount > 0, header.recordCount > 0,
      header.storedByteCount == header.recordByteCount
        || run.isCompressed && header.storedByteCount < header.recordByteCount,
      size + header.recordByteCount <= section.greatestBlock, room == 0 || room > size,
      header.recordCount <= sectionRecordCount
    else { throw run.file.damaged(.inconsistent, at: nextBlock) }
    return header
  }
}

extension RunFile {
  /// Fills a range of `buffers` with what lies at `offset`.
  fileprivate func read(
    into buffers: inout [UInt8], _ range: Range<Int>, at offset: Int64
  ) throws(RunError) {
    var target = buffers.mutableSpan
    try read(into: &target, range, at: offset)
  }
}
