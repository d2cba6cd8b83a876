public import Archives
public import Callbacks
public import Primitives

/// What one archive held.
public struct ArchiveRecord: Sendable {
  public var source: ArchiveSource
  public var summary: ArchiveSummary
  public var tally: ValueTally
  public var events: Int64 = 0
  public var unknownTypeEvents: Int64 = 0
  public var recipientUnknown: Int64 = 0
  public var firstEvent: Timestamp?
  public var lastEvent: Timestamp?

  public init(source: ArchiveSource, summary: ArchiveSummary, tally: ValueTally) {
    self.source = source
    self.summary = summary
    self.tally = tally
  }
}

extension [ArchiveRecord] {
  /// Sorted by the bytes of the names.
  ///
  /// A ledger may know several archives that had the same name, one after the other: they are sorted
  /// by size and checksum.
  public var inOrder: [ArchiveRecord] {
    sorted { a, b in
      guard a.source.name == b.source.name else {
        return a.source.name.lexicographicallyPrecedes(b.source.name)
      }
      return (a.summary.compressedBytes, a.summary.checksum)
        < (b.summary.compressedBytes, b.summary.checksum)
    }
  }
}
