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
  /// The events alone, a row each.
  public var eventRows: some ListTable { TraceRows(events, TracedEvent.columns) }
}

extension NumberTrace {
  /// The messages alone, a row for each recipient.
  public var messageRows: some ListTable { TraceRows(messages, NumberedMessage.columns) }
}
