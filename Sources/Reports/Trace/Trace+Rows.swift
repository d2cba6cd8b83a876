internal import Primitives

/// Rows of a trace as a table of their own, for machines.
public struct TraceRows: ListTable {
  public let shownColumns: [TableColumn]
  public let rows: [[Value]]

  init<Row>(_ rows: [Row], _ columns: [Column<Row>]) {
    shownColumns = columns.map(\.shown)
    self.rows = rows.map { row in columns.map { $0.value(row) } }
  }
}

extension MessageTrace {
  /// The events alone, a row each; of a ledger without archives, a row for each type and recipient.
  public var rows: TraceRows {
    guard !hasArchives, let knownEvents else { return TraceRows(events, TracedEvent.columns) }
    return TraceRows(knownEvents, KnownEvents.columns)
  }

  public var rowsLeftOut: Int64 {
    !hasArchives && knownEvents != nil ? knownEventsLeftOut : eventsLeftOut
  }
}

extension NumberTrace {
  /// The messages alone, a row for each recipient.
  public var rows: TraceRows { TraceRows(messages, NumberedMessage.columns) }

  /// Those that are not asked for go without saying.
  public var rowsLeftOut: Int64 { overlong }
}
