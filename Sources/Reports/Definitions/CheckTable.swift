/// The archives and whether they are whole, as a table.
public struct CheckTable: ListTable {
  static let grain = "The archives that were read, by `waybill check`."

  static let columns: [Column<ArchiveAccount>] = [
    .archive, .status, .members, .compressedBytes, .bytes, .ratio, .lines, .events, .malformed,
    .firstEventAt, .lastEventAt, .detail,
  ]

  public let shownColumns = Self.columns.map(\.shown)
  public let rows: [[Value]]

  /// - Parameter archives: In the order in which they are shown.
  public init(_ archives: [ArchiveAccount]) {
    rows = archives.map { archive in Self.columns.map { $0.value(archive) } }
  }
}
