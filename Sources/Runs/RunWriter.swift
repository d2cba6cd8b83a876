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
/// A writer takes the memory of about one block, and a writer that is dropped leaves nothing.
public struct RunWriter: ~Copyable {
  /// The most bytes that key and value of a record have together: 1 GiB.
  public static var maxRecordByteCount: Int { 1 << 30 }

  private let file: RunFile
  private let blockSize: Int
  /// The block that is being filled: a blank header and its records.
  private var block = BlockHeader.blank
  private var blockRecordCount = 0
  /// Sections so far; the last one ends wherever the run does.
  private var sections: [(offset: Int64, recordCount: Int)] = []
  /// Records so far.
  public private(set) var recordCount = 0
  /// Bytes of all blocks that are written.
  private var blockBytes: Int64 = 0
  private var greatestBlock = 0
  /// Where the last key lies in ``block``, while that has records.
  private var lastKeyRange = 0..<0
  /// The last key of the block before.
  private var heldKey: [UInt8] = []
  /// What made writing fail; the file has a hole since then.
  private var failure: RunError?

  /// Begins a temporary run.
  ///
  /// - Parameters:
  ///   - folder: Where it takes its space.
  ///   - blockSize: Bytes after which a block ends, at most 1 GiB. Readers need as much for each run.
  /// - Throws: ``RunError`` of kind `cannotCreate`.
  public init(in folder: RunFolder, blockSize: Int = 64 << 10) throws(RunError) {
    self.init(to: try folder.createFile(), blockSize: blockSize)
  }

  init(to file: consuming RunFile, blockSize: Int) {
    precondition(1...1 << 30 ~= blockSize, "blocks of \(blockSize) bytes")
    self.file = file
    self.blockSize = blockSize
    // The record that ends a block makes it larger than `blockSize`: some room keeps most of them
    // from growing the array to twice its size.
    block.reserveCapacity(blockSize + min(blockSize / 16, 4096) + BlockHeader.byteCount)
  }

  /// Whether the next record will be the first of its block.
  public var beginsBlock: Bool { blockRecordCount == 0 }

  /// Begins section 0 at the first call, and the next section at each further one.
  ///
  /// - Throws: ``RunError`` of kind `cannotWrite`.
  public mutating func beginSection() throws(RunError) {
    try endBlock()
    sections.append((blockBytes, 0))
  }

  /// Appends a record to the section.
  ///
  /// The record that makes a block reach its size is the last of it, however large it is: whoever
  /// asked ``beginsBlock`` before gets what it said.
  ///
  /// - Precondition: A section has begun, and `key` comes after all keys of the run so far, in the
  ///   order of unsigned bytes, a prefix first.
  /// - Throws: ``RunError`` of kind `cannotWrite`. The run is lost then: all that follows throws too.
  public mutating func append(key: Span<UInt8>, value: Span<UInt8>) throws(RunError) {
    precondition(!sections.isEmpty, "a record before the first section")
    precondition(
      key.count + value.count <= Self.maxRecordByteCount, "a record of more than 1 GiB")
    precondition(recordCount == 0 || isAfterLast(key), "keys do not ascend")
    block.append(varint: UInt64(key.count))
    block.append(varint: UInt64(value.count))
    lastKeyRange = block.count..<block.count + key.count
    block.append(key)
    block.append(value)
    blockRecordCount += 1
    recordCount += 1
    if block.count >= blockSize { try endBlock() }
  }

  private func isAfterLast(_ key: Span<UInt8>) -> Bool {
    blockRecordCount > 0
      ? block.span.extracting(lastKeyRange).precedes(key) : heldKey.span.precedes(key)
  }

  /// Ends the run.
  ///
  /// - Throws: ``RunError`` of kind `cannotWrite`. Nothing is left then.
  public consuming func finish() throws(RunError) -> Run {
    try endBlock()
    let ends = sections.dropFirst().map(\.offset) + [blockBytes]
    let finished = zip(sections, ends).map { section, end in
      RunSection(offsets: section.offset..<end, recordCount: section.recordCount)
    }
    let table = finished.encoded
    let footer = RunFooter(
      recordCount: UInt64(recordCount), tableOffset: UInt64(blockBytes),
      sectionCount: UInt64(finished.count), tableChecksum: table.span.checksum,
      greatestBlock: UInt32(greatestBlock))
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
    BlockHeader.seal(&block, recordCount: blockRecordCount, offset: blockBytes)
    do throws(RunError) {
      try file.append(block.span)
    } catch {
      failure = error
    }
    heldKey.replace(with: block, lastKeyRange)
    blockBytes += Int64(block.count)
    greatestBlock = max(greatestBlock, block.count)
    sections[sections.count - 1].recordCount += blockRecordCount
    blockRecordCount = 0
    block.removeSubrange(BlockHeader.byteCount...)
    if let failure { throw failure }
  }
}
