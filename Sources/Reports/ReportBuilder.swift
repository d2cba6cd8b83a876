internal import Lifecycles
internal import Primitives

/// Counts messages for one report.
struct ReportBuilder<Cell: Mergeable & Sendable>: Sendable {
  private let definition: ReportDefinition<Cell>
  private let slice: Slice
  private var cells: Cells<Cell>
  private var outsideWindow = 0
  /// Lifecycles of a kind or direction that the report leaves out.
  private var notOfThisReport = 0

  init(_ definition: ReportDefinition<Cell>, _ slice: Slice) {
    self.definition = definition
    self.slice = slice
    cells = Cells(slice, ownKeys: definition.ownKeys)
  }

  var name: ReportName { definition.name }

  /// What became of all lifecycles.
  var sum: LifecycleSum {
    let total = cells.lifecycleCount + outsideWindow + notOfThisReport
    return LifecycleSum(name: name, total: Int64(total))
  }

  mutating func count(_ message: Message, _ pool: TextPool) {
    guard slice.contains(message) else {
      outsideWindow += message.lifecycles.count
      return
    }
    let before = cells.lifecycleCount
    cells.beginMessage()
    definition.count(message, pool, &cells)
    notOfThisReport += message.lifecycles.count - (cells.lifecycleCount - before)
  }

  /// Adds what another builder of the same report counted of the same store.
  mutating func merge(_ other: ReportBuilder?) {
    guard let other else { return }
    cells.merge(other.cells)
    outsideWindow += other.outsideWindow
    notOfThisReport += other.notOfThisReport
  }

  func table(coverageEnd: Timestamp?, _ pool: TextPool) -> ReportTable {
    let keys = cells.cells.indices.map { cells.keyValues(of: $0, pool) }
    let order = cells.cells.indices.sorted { Self.precedes(keys[$0], keys[$1]) }
    let periods = PeriodTotals(keys: keys, weights: cells.cells.map(definition.weight))
    var grid = PeriodGrid(slice.bucket, zone: slice.zone)
    let rows = order.map { index in
      let start = periods.start(of: keys[index])
      let shown = keys[index].map { Self.shown($0, grid) }
      let row = Row(
        key: Dictionary(uniqueKeysWithValues: zip(cells.parts, shown)), cell: cells.cells[index],
        periodWeight: periods.total(start),
        isProvisional: isProvisional(start, coverageEnd: coverageEnd, &grid))
      return shown + definition.columns.map { $0.value(row) }
    }
    let columns = cells.parts.map(\.name) + definition.columns.map(\.name)
    return ReportTable(name: name, grid: Grid(columns: columns, rows: rows))
  }

  private static func precedes(_ a: [KeyValue], _ b: [KeyValue]) -> Bool {
    for (a, b) in zip(a, b) {
      if let decided = Value.precedes(a.sortValue, b.sortValue) { return decided }
    }
    return false
  }

  private static func shown(_ key: KeyValue, _ grid: PeriodGrid) -> Value {
    switch key {
    case .value(let value): return value.isMissing ? .missing : value
    case .period(nil): return .missing
    case .period(let start?):
      var text: [UInt8] = []
      grid.append(start, to: &text)
      return .text(text)
    }
  }

  /// Whether events of messages in a period may still come in.
  private func isProvisional(
    _ start: Timestamp?, coverageEnd: Timestamp?, _ grid: inout PeriodGrid
  ) -> Bool {
    let end: Timestamp?
    if slice.bucket == .none {
      end = slice.until
    } else {
      end = start.map { start in
        let end = grid.end(ofPeriodStarting: start)
        return slice.until.map { min($0, end) } ?? end
      }
    }
    guard let end, let coverageEnd else { return true }
    return coverageEnd < ReceiptWait.end(forMessagesCreatedBefore: end)
  }
}

/// What the cells of each period weigh together.
private struct PeriodTotals {
  private var totals: [Timestamp?: Int64] = [:]

  init(keys: [[KeyValue]], weights: [Int64]) {
    for (key, weight) in zip(keys, weights) { totals[start(of: key), default: 0] += weight }
  }

  /// The period is the first part of a key, if it is one at all.
  func start(of key: [KeyValue]) -> Timestamp? {
    guard case .period(let start)? = key.first else { return nil }
    return start
  }

  func total(_ start: Timestamp?) -> Int64 { totals[start] ?? 0 }
}
