internal import Archives
internal import Callbacks
internal import Primitives

/// The quality report, which takes no division: it must show every archive there is.
enum QualityReport {
  static let grain = "The archives that were read."

  static let columns: [Column<ArchiveAccount>] = [
    .archive, .status, .compressedBytes, .bytes, .lines, .events, .malformed, .foreign,
    .unknownTypes, .recipientUnknown, .firstEventAt, .lastEventAt, .detail,
  ]

  /// The report on archives that are in the order of their names.
  static func table(_ archives: [ArchiveAccount]) -> ReportTable {
    ReportTable(name: .quality, grain: grain, columns: columns.map(\.shown)) { body in
      for archive in archives {
        guard body(columns.map { $0.value(archive) }) else { return }
      }
    }
  }
}

extension ReportTable {
  /// The quality report on archives that are in the order of their names.
  public static func quality(_ archives: [ArchiveAccount]) -> ReportTable {
    QualityReport.table(archives)
  }
}

extension ArchiveAccount {
  /// Whether there is nothing to say about the archive.
  var isUnremarkable: Bool {
    summary.status == .ok && events > 0 && unknownTypeEvents == 0 && recipientUnknown == 0
      && detail.isEmpty
  }

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
