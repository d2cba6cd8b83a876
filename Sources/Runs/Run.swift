internal import Primitives
public import SystemPackage

/// A finished run: records in the order of their keys, in sections that can be read alone.
///
/// Any thread may read it at any time. The file is closed with the last reference, and a temporary
/// one is gone with that.
public final class Run: Sendable {
  public let recordCount: Int
  /// Bytes on disk.
  public let byteCount: Int
  let file: RunFile
  let sections: [RunSection]
  /// Bytes of the largest block, header included and not compressed.
  let greatestBlock: Int
  /// Whether blocks may be larger than they are stored.
  let isCompressed: Bool
  /// The CRC-32 of the section table, by which a run is told from all others: the table has the
  /// checksums of the sections.
  public let tableChecksum: UInt32

  /// Takes a run that was just written.
  init(_ file: consuming RunFile, _ sections: [RunSection], _ footer: RunFooter, byteCount: Int) {
    recordCount = Int(footer.recordCount)
    greatestBlock = Int(footer.greatestBlock)
    isCompressed = footer.isCompressed
    tableChecksum = footer.tableChecksum
    self.byteCount = byteCount
    self.sections = sections
    self.file = file
  }

  /// Opens a run that is stored at `path`.
  ///
  /// Footer and section table are checked here, blocks when they are read.
  ///
  /// - Throws: ``RunError`` of kind `cannotOpen`, `cannotRead` or `damaged`.
  public convenience init(at path: FilePath) throws(RunError) {
    try self.init(opening: RunFile(reading: path))
  }

  convenience init(opening file: consuming RunFile) throws(RunError) {
    let byteCount = try file.byteCount()
    let footerOffset = byteCount - Int64(RunFooter.byteCount)
    guard footerOffset >= 0 else { throw file.damaged(.truncated, at: byteCount) }
    let footer: RunFooter
    let footerBytes = try file.bytes(RunFooter.byteCount, at: footerOffset)
    do throws(RunError.Damage) {
      footer = try RunFooter(decoding: footerBytes.span)
    } catch {
      throw file.damaged(error, at: footerOffset)
    }

    // Every product and difference below is within the size of the file, or the greatest ratio times
    // that, which is why a file of more than a petabyte is none of ours.
    let entrySize = UInt64(RunSection.entryByteCount)
    guard footerOffset <= 1 << 50, footer.tableOffset <= footerOffset,
      footer.sectionCount <= (UInt64(footerOffset) - footer.tableOffset) / entrySize,
      footer.tableOffset + footer.sectionCount * entrySize == footerOffset,
      UInt64(footer.greatestBlock)
        <= footer.tableOffset * (footer.isCompressed ? Deflate.greatestRatio : 1)
    else { throw file.damaged(.inconsistent, at: footerOffset) }

    let sections: [RunSection]
    let tableOffset = Int64(footer.tableOffset)
    let table = try file.bytes(Int(footerOffset - tableOffset), at: tableOffset)
    do throws(RunError.Damage) {
      guard table.span.checksum == footer.tableChecksum else { throw .checksumMismatch }
      sections = try [RunSection](decoding: table.span, footer)
    } catch {
      throw file.damaged(error, at: tableOffset)
    }
    self.init(file, sections, footer, byteCount: Int(byteCount))
  }
}

extension Run {
  /// Waits until the run is on the disk.
  ///
  /// - Throws: ``RunError`` of kind `cannotWrite`.
  public func sync() throws(RunError) { try file.sync() }

  public var sectionCount: Int { sections.count }

  /// The most memory that a ``RunMerger`` takes to read any one section of this run, in bytes.
  public var greatestBufferByteCount: Int { greatestBlock + BlockHeader.byteCount }

  /// What the writer called a section.
  public func label(ofSection section: Int) -> UInt64 { sections[section].label }

  /// How many records a section has.
  public func recordCount(inSection section: Int) -> Int { sections[section].recordCount }

  /// How much memory a ``RunMerger`` takes to read a section of this run, in bytes, but for the
  /// compressed block that it holds once for all its runs.
  ///
  /// About one block, or the whole section where that is less.
  public func bufferByteCount(forSection section: Int) -> Int {
    // A block is read together with the header of the next one.
    let whole = sections[section].greatestBlock + BlockHeader.byteCount
    let stored = sections[section].byteCount
    return isCompressed && stored > 0 ? whole : min(whole, stored)
  }
}

extension Run {
  /// What is thrown for a record of a temporary run that whoever wrote it cannot read.
  ///
  /// Its offset means nothing: nobody can look into the file any more. ``RunMerger/next(_:)`` tells
  /// the offset for runs that stay.
  public var unreadableRecord: RunError { file.damaged(.unreadableRecord, at: 0) }
}

extension RunFile {
  /// The `count` bytes at `offset`.
  fileprivate func bytes(_ count: Int, at offset: Int64) throws(RunError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var target = bytes.mutableSpan
    try read(into: &target, 0..<count, at: offset)
    return bytes
  }
}
