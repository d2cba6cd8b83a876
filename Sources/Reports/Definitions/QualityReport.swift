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

/// The quality report, which takes no slice: it must show every archive there is.
enum QualityReport {
  static let grain = "The archives that were read."

  static let columns: [Column<ArchiveRecord>] = [
    Column("archive", .text, "The archive, as given on the command line or found below it.") {
      .text($0.source.name)
    },
    Column(
      "status", .text,
      "`ok`, `empty`, `truncated`, `corrupt` or `unreadable`; what could be read was counted."
    ) { Value($0.summary.status.rawValue) },
    Column("compressed_bytes", .bytes, "Size as stored.") {
      .integer($0.summary.compressedBytes)
    },
    Column("bytes", .bytes, "Size after decompression.") { .integer($0.summary.bytes) },
    Column("lines", .lines, "Line feeds, plus one when the end lacks one.") {
      .integer(Int64($0.tally.lines))
    },
    Column("events", .events, "Events, duplicates included.") { .integer($0.events) },
    Column("malformed", .values, "Values that are not JSON.") {
      .integer(Int64($0.tally.malformed))
    },
    Column("foreign", .values, "Values that hold no event.") {
      .integer(Int64($0.tally.foreign))
    },
    Column("unknown_types", .events, "Events of a type that is not known.") {
      .integer($0.unknownTypeEvents)
    },
    Column("recipient_unknown", .events, "Events that do not say whom they are about.") {
      .integer($0.recipientUnknown)
    },
    Column("first_event_at", .time, "The earliest time of an event.") { Value($0.firstEvent) },
    Column("last_event_at", .time, "The latest time of an event.") { Value($0.lastEvent) },
    Column("detail", .text, "What is damaged, the first malformed value, the foreign kinds.") {
      $0.detail.isEmpty ? .missing : Value($0.detail)
    },
  ]

  /// The report on archives that are in the order of their names.
  static func table(_ archives: [ArchiveRecord]) -> ReportTable {
    ReportTable(name: .quality, columns: columns.map(\.name)) { body in
      for archive in archives {
        guard body(columns.map { $0.value(archive) }) else { return }
      }
    }
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
