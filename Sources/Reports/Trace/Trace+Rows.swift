/// Rows of a trace as a table of their own, for machines.
struct TraceRows: ListTable {
  let shownColumns: [TableColumn]
  let rows: [[Value]]

  init<Row>(_ rows: [Row], _ columns: [Column<Row>]) {
    shownColumns = columns.map(\.shown)
    self.rows = rows.map { row in columns.map { $0.value(row) } }
  }
}

extension MessageTrace {
  /// The events alone, a row each; of a ledger without archives, a row for each type and recipient.
  public var eventRows: some ListTable {
    guard !hasArchives, let knownEvents else { return TraceRows(events, TracedEvent.columns) }
    return TraceRows(knownEvents, KnownEvents.columns)
  }
}

extension NumberTrace {
  /// The messages alone, a row for each recipient.
  public var messageRows: some ListTable { TraceRows(messages, NumberedMessage.columns) }
}
