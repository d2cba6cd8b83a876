public import Archives
public import Callbacks
public import Primitives

/// What one archive held.
public struct ArchiveAccount: Sendable {
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

extension ArchiveAccount {
  /// What the archive has held since it was shorter; its damage is all that there is now.
  public func growth(since shorter: ArchiveAccount) -> ArchiveAccount {
    var more = self
    func subtract(_ count: WritableKeyPath<ArchiveAccount, Int64>) {
      more[keyPath: count] = max(0, self[keyPath: count] - shorter[keyPath: count])
    }
    for count in [
      \.summary.compressedBytes, \.summary.bytes, \.events, \.unknownTypeEvents, \.recipientUnknown,
    ] as [WritableKeyPath<ArchiveAccount, Int64>] { subtract(count) }
    more.tally = tally.growth(since: shorter.tally)
    return more
  }
}

extension [ArchiveAccount] {
  /// Sorted by the bytes of the names.
  ///
  /// A ledger may know several archives that had the same name, one after the other: they are sorted
  /// by size and checksum.
  public var inOrder: [ArchiveAccount] {
    sorted { a, b in
      guard a.source.name == b.source.name else {
        return a.source.name.lexicographicallyPrecedes(b.source.name)
      }
      return (a.summary.compressedBytes, a.summary.checksum)
        < (b.summary.compressedBytes, b.summary.checksum)
    }
  }
}
