internal import Primitives
internal import Runs

/// Walks the cells of a report in the order of its rows, each once and whole.
struct RowWalk<Cell: ReportCell>: ~Copyable {
  private var records: RecordWalk
  private let parts: [KeyPart]
  private let runs: [Run]
  /// Whether ``records`` stands at a record that belongs to the next row.
  private var hasRecord: Bool
  /// The key of the current row, as it is written.
  private(set) var rowKey: [UInt8] = []

  /// The key and the cell of the current row.
  private(set) var key: [KeyValue] = []
  private(set) var cell = Cell.identity

  /// Stands before the first row.
  init(_ sealed: SealedReport<Cell>) throws(RunError) {
    var records = try RecordWalk(
      sealed.parts, sealed.runs, section: sealed.definition.name.section)
    hasRecord = try records.next()
    self.records = records
    parts = sealed.keyParts
    runs = sealed.runs
  }

  /// The start of the current row's period, if rows have periods at all.
  var period: Timestamp? {
    guard case .period(let start)? = key.first else { return nil }
    return start
  }

  /// Whether the current row stands for all that are not among the greatest.
  var isFolded: Bool {
    parts.firstIndex(of: .fold).map { key[$0] == .value(.boolean(true)) } ?? false
  }

  /// Moves to the next row.
  ///
  /// - Returns: Whether there is one.
  mutating func next() throws(RunError) -> Bool {
    guard hasRecord else { return false }
    do throws(RecordDamage) {
      rowKey.removeAll(keepingCapacity: true)
      rowKey.append(records.key.span)
      key = try rowKey.span.keyValues(parts)
      cell = try records.cell()
    } catch {
      throw damage
    }
    hasRecord = try records.next()
    while hasRecord, records.isDetail(of: rowKey) {
      do throws(RecordDamage) {
        try cell.follow(records.key.span.extracting(rowKey.count...))
      } catch {
        throw damage
      }
      hasRecord = try records.next()
    }
    return true
  }

  private var damage: RunError {
    guard let run = runs.first else { preconditionFailure("sealed cells that cannot be read") }
    return run.unreadableRecord
  }
}

extension RecordWalk {
  /// Whether the current record is a detail of a row: those have no value.
  func isDetail(of rowKey: [UInt8]) -> Bool {
    values.isEmpty && key.count > rowKey.count
      && key.span.extracting(..<rowKey.count).equals(rowKey.span)
  }

  /// The cells that stand under the current key, merged.
  func cell<Cell: ReportCell>() throws(RecordDamage) -> Cell {
    var cell = Cell.identity
    var start = 0
    for (index, end) in valueEnds.enumerated() {
      var reader = CellReader(values, in: start..<end)
      let part = try Cell(&reader)
      try reader.finish()
      if index == 0 { cell = part } else { cell.merge(part) }
      start = end
    }
    return cell
  }
}
