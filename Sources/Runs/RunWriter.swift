internal import Primitives
internal import SystemPackage

/// Writes a run, record by record.
///
/// ```swift
/// var writer = try RunWriter(in: folder)
/// for partition in partitions {
///   try writer.beginSection()
///   for record in partition.sorted { try writer.append(key: record.key, value: record.value) }
/// }
/// let run = try writer.finish()
/// ```
///
/// A writer takes the memory of about one block. Of a temporary run nothing is left when its writer is
/// dropped; a file that was created with a name stays, for whoever created it to remove.
public struct RunWriter: ~Copyable {
  /// The most bytes that key and value of a record have together: 1 GiB.
  public static var maxRecordByteCount: Int { 1 << 30 }
  /// Bytes after which a block ends unless told otherwise.
  public static var standardBlockSize: Int { 64 << 10 }

  private let file: RunFile
  private let blockSize: Int
  /// The block that is being filled: a blank header and its records.
  private var block = BlockHeader.blank
  private var blockRecordCount = 0
  /// Whether blocks are compressed where that makes them smaller.
  private let compresses: Bool
  /// A block as it is stored, if compressed.
  private var stored: [UInt8] = []
  /// Sections so far; the last one ends wherever the run does.
  private var sections: [OpenSection] = []
  /// Records so far.
  public private(set) var recordCount = 0
  /// Bytes of all blocks that are written.
  private var blockBytes: Int64 = 0
  /// Where the last key lies in ``block``, while that has records.
  private var lastKeyRange = 0..<0
  /// The last key of the block before, if that is of the same section.
  private var heldKey: [UInt8]?
  /// What made writing fail; the file has a hole since then.
  private var failure: RunError?

  /// Begins a temporary run.
  ///
  /// - Parameters:
  ///   - folder: Where it takes its space.
  ///   - blockSize: Bytes after which a block ends, at most 1 GiB. Readers need as much for each run.
  ///   - compresses: Whether blocks are compressed, which makes writing three times as slow.
  /// - Throws: ``RunError`` of kind `cannotCreate`.
  public init(
    in folder: RunFolder, blockSize: Int = standardBlockSize, compresses: Bool = false
  ) throws(RunError) {
    self.init(to: try folder.createFile(), blockSize: blockSize, compresses: compresses)
  }

  /// Begins a run in a file that is empty.
  public init(
    to file: consuming RunFile, blockSize: Int = standardBlockSize, compresses: Bool = false
  ) {
    precondition(1...1 << 30 ~= blockSize, "blocks of \(blockSize) bytes")
    self.file = file
    self.compresses = compresses
    self.blockSize = blockSize
    // The record that ends a block makes it larger than `blockSize`: some room keeps most of them
    // from growing the array to twice its size.
    block.reserveCapacity(blockSize + min(blockSize / 16, 4096) + BlockHeader.byteCount)
  }

  /// Whether the next record will be the first of its block.
  public var beginsBlock: Bool { blockRecordCount == 0 }

  /// Begins section 0 at the first call, and the next section at each further one.
  ///
  /// - Parameter label: By which a reader knows the section; its number unless told otherwise.
  /// - Throws: ``RunError`` of kind `cannotWrite`.
  public mutating func beginSection(label: UInt64? = nil) throws(RunError) {
    try endBlock()
    heldKey = nil
    sections.append(OpenSection(offset: blockBytes, label: label ?? UInt64(sections.count)))
  }

  /// Appends a record to the section.
  ///
  /// The record that makes a block reach its size is the last of it, however large it is: whoever
  /// asked ``beginsBlock`` before gets what it said.
  ///
  /// - Precondition: A section has begun, and `key` comes after all keys of it so far, in the order of
  ///   unsigned bytes, a prefix first.
  /// - Throws: ``RunError`` of kind `cannotWrite`, also for a record of more than 1 GiB. The run is
  ///   lost then: all that follows throws too.
  public mutating func append(key: Span<UInt8>, value: Span<UInt8>) throws(RunError) {
    precondition(!sections.isEmpty, "a record before the first section")
    if let failure { throw failure }
    // Texts of archives have no limit but that of a value, and a record may hold many.
    guard key.count + value.count <= Self.maxRecordByteCount else {
      let error = RunError(.cannotWrite(.fileTooLarge), file.place)
      failure = error
      throw error
    }
    precondition(isAfterLast(key), "keys do not ascend")
    let numbersByteCount = 2 * OutputSpan<UInt8>.longestVarint
    block.append(addingCapacity: numbersByteCount + key.count + value.count) { block in
      block.append(varint: UInt64(key.count))
      block.append(varint: UInt64(value.count))
      block.append(key)
      block.append(value)
    }
    let keyStart = block.count - value.count - key.count
    lastKeyRange = keyStart..<keyStart + key.count
    blockRecordCount += 1
    recordCount += 1
    if block.count >= blockSize { try endBlock() }
  }

  private func isAfterLast(_ key: Span<UInt8>) -> Bool {
    guard blockRecordCount == 0 else { return block.span.extracting(lastKeyRange).precedes(key) }
    return heldKey.map { $0.span.precedes(key) } ?? true
  }

  /// Ends the run.
  ///
  /// - Throws: ``RunError`` of kind `cannotWrite`; the run is lost then.
  public consuming func finish() throws(RunError) -> Run {
    try endBlock()
    let ends = sections.dropFirst().map(\.offset) + [blockBytes]
    let finished = zip(sections, ends).map { section, end in
      RunSection(
        offsets: section.offset..<end, recordCount: section.recordCount, label: section.label,
        checksum: section.checksum.value, greatestBlock: section.greatestBlock)
    }
    let table = finished.encoded
    let footer = RunFooter(
      recordCount: UInt64(recordCount), tableOffset: UInt64(blockBytes),
      sectionCount: UInt64(finished.count), tableChecksum: table.span.checksum,
      greatestBlock: UInt32(finished.map(\.greatestBlock).max() ?? 0), isCompressed: compresses)
    // The writer checks what the reader will demand.
    assert((try? RunFooter(decoding: footer.encoded.span)) == footer)
    assert((try? [RunSection](decoding: table.span, footer)) == finished)
    let end = table + footer.encoded
    try file.append(end.span)
    return Run(file, finished, footer, byteCount: Int(blockBytes) + end.count)
  }

  /// Writes the block that is being filled, if it has records.
  private mutating func endBlock() throws(RunError) {
    if let failure { throw failure }
    guard blockRecordCount > 0 else { return }
    let last = sections.count - 1
    sections[last].greatestBlock = max(sections[last].greatestBlock, block.count)
    holdKey()
    let recordByteCount = block.count - BlockHeader.byteCount
    let isCompressed = compresses && compressBlock()
    if isCompressed { swap(&block, &stored) }
    BlockHeader.seal(
      &block, recordByteCount: recordByteCount, recordCount: blockRecordCount,
      label: sections[last].label, offset: blockBytes - sections[last].offset)
    var checksum = sections[last].checksum
    checksum.update(block.span.extracting(..<BlockHeader.checksumByteCount))
    sections[last].checksum = checksum
    do throws(RunError) {
      try file.append(block.span)
    } catch {
      failure = error
    }
    blockBytes += Int64(block.count)
    if isCompressed { swap(&block, &stored) }
    sections[last].recordCount += blockRecordCount
    blockRecordCount = 0
    block.removeSubrange(BlockHeader.byteCount...)
    if let failure { throw failure }
  }

  /// Keeps the last key of the block beyond the end of that.
  private mutating func holdKey() {
    var key = heldKey ?? []
    key.replace(with: block, lastKeyRange)
    heldKey = key
  }

  /// Compresses the block that is being filled into ``stored``, with a blank header.
  ///
  /// - Returns: Whether that makes it smaller.
  private mutating func compressBlock() -> Bool {
    var bytes: [UInt8] = []
    swap(&bytes, &stored)
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: BlockHeader.blank)
    let isSmaller = Deflate.compress(
      block.span.extracting(BlockHeader.byteCount...), into: &bytes)
    swap(&bytes, &stored)
    return isSmaller
  }
}

extension RunWriter {
  /// Appends all blocks of a section of another run, as they are, to the section that has begun.
  ///
  /// They are not looked at: what is damaged stays damaged, and is noticed when it is read.
  ///
  /// - Precondition: The section has the label of the other, and no records so far; this writer
  ///   compresses if the other run may be compressed.
  /// - Throws: ``RunError`` of kind `cannotWrite`, or `cannotRead` of the other run.
  public mutating func append(blocksOf run: Run, section: Int) throws(RunError) {
    let source = run.sections[section]
    let last = sections.count - 1
    precondition(
      last >= 0 && sections[last].recordCount == 0 && blockRecordCount == 0
        && sections[last].label == source.label, "a section that is not the other's")
    precondition(compresses || !run.isCompressed, "compressed blocks in a plain run")
    if let failure { throw failure }
    var position = source.offsets.lowerBound
    var bytes = [UInt8](repeating: 0, count: min(source.byteCount, 1 << 20))
    do throws(RunError) {
      while position < source.offsets.upperBound {
        let count = min(bytes.count, Int(source.offsets.upperBound - position))
        var target = bytes.mutableSpan
        try run.file.read(into: &target, 0..<count, at: position)
        try file.append(bytes.span.extracting(..<count))
        position += Int64(count)
      }
    } catch {
      failure = error
      throw error
    }
    blockBytes += Int64(source.byteCount)
    recordCount += source.recordCount
    sections[last].recordCount = source.recordCount
    sections[last].checksum = RunningChecksum(continuing: source.checksum)
    sections[last].greatestBlock = source.greatestBlock
  }
}

/// A section that is being written.
private struct OpenSection {
  /// Where its first block begins in the run.
  let offset: Int64
  let label: UInt64
  var recordCount = 0
  /// Of the checksums of its blocks.
  var checksum = RunningChecksum()
  /// Bytes of its largest block, header included and not compressed.
  var greatestBlock = 0

  init(offset: Int64, label: UInt64) {
    self.offset = offset
    self.label = label
  }
}
