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

/// The quality report, which takes no slice: it must show every archive there is.
enum QualityReport {
  static let grain = "The archives that were read."

  static let columns: [Column<ArchiveRecord>] = [
    .archive, .status, .compressedBytes, .bytes, .lines, .events, .malformed, .foreign,
    .unknownTypes, .recipientUnknown, .firstEventAt, .lastEventAt, .detail,
  ]

  /// The report on archives that are in the order of their names.
  static func table(_ archives: [ArchiveRecord]) -> ReportTable {
    ReportTable(name: .quality, grain: grain, columns: columns.map(\.shown)) { body in
      for archive in archives {
        guard body(columns.map { $0.value(archive) }) else { return }
      }
    }
  }
}

extension ReportTable {
  /// The quality report on archives that are in the order of their names.
  public static func quality(_ archives: [ArchiveRecord]) -> ReportTable {
    QualityReport.table(archives)
  }
}

extension ArchiveRecord {
  /// What an operator should know about the archive, in words.
  var detail: String {
    var parts: [String] = []
    if let damage = summary.damage { parts.append("\(damage)") }
    if let rejection = tally.firstRejection { parts.append("first malformed at \(rejection)") }
    let kinds = zip(ForeignKind.allCases, tally.foreignByKind).filter { $1 > 0 }
      .map { kind, count in "\(count) \(kind.name)" }
    if !kinds.isEmpty { parts.append("foreign: " + kinds.joined(separator: ", ")) }
    return parts.joined(separator: "; ")
  }
}
