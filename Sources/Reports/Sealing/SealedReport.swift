internal import Lifecycles
internal import Primitives
internal import Runs

/// All cells of one report, from which its rows are made.
struct SealedReport<Cell: ReportCell>: Sendable {
  let definition: ReportDefinition<Cell>
  let division: Division
  /// Cells in memory.
  let parts: [SealedCells]
  /// Cells on disk.
  let runs: [Run]
  /// Up to when the archives tell what happened.
  let coverageEnd: Timestamp?

  var keyParts: [KeyPart] { division.keyParts(ownKeys: definition.ownKeys(in: division)) }
  /// Those that are columns.
  private var shownParts: [KeyPart] { keyParts.filter { $0 != .fold } }
  /// What stands for all values that are not told apart.
  private static var other: Value { Value("other" as StaticString) }

  /// The report, whose rows are made whenever it is walked.
  var table: ReportTable {
    let columns = shownParts.map(\.shown) + definition.columns.map(\.shown)
    return ReportTable(name: definition.name, grain: definition.grain, columns: columns) {
      body throws(RunError) in
      try forEachRow(body)
    }
  }

  private func forEachRow(_ body: ([Value]) -> Bool) throws(RunError) {
    let (keyParts, shownParts) = (keyParts, shownParts)
    var grid = PeriodGrid(division.bucket, zone: division.zone)
    var walk = try RowWalk(self)
    var weights = try PeriodWeights(self)
    var (period, weight) = (Timestamp?.none, Int64?.none)
    var values: [Value] = []
    while try walk.next() {
      if weight == nil || walk.period != period {
        period = walk.period
        weight = try weights.total(of: period)
      }
      values.removeAll(keepingCapacity: true)
      for (part, value) in zip(keyParts, walk.key) where part != .fold {
        let isOther = walk.isFolded && part != .period && !definition.keptKeys.contains(part)
        values.append(isOther ? Self.other : value.shown(grid))
      }
      let row = Row(
        keyParts: shownParts, key: values, cell: walk.cell, periodWeight: weight ?? 0,
        isProvisional: isProvisional(period, &grid))
      for column in definition.columns { values.append(column.value(row)) }
      guard body(values) else { return }
    }
  }

  /// Whether events of messages in a period may still come in.
  private func isProvisional(_ start: Timestamp?, _ grid: inout PeriodGrid) -> Bool {
    let end: Timestamp?
    if division.bucket == .none {
      end = division.until
    } else {
      end = start.map { start in
        let end = grid.end(ofPeriodStarting: start)
        return division.until.map { min($0, end) } ?? end
      }
    }
    guard let end, let coverageEnd else { return true }
    return coverageEnd < ReceiptWait.end(forMessagesCreatedBefore: end)
  }
}

extension KeyValue {
  fileprivate func shown(_ grid: PeriodGrid) -> Value {
    switch self {
    case .value(let value): return value
    case .period(nil): return .missing
    case .period(let start?):
      var text: [UInt8] = []
      grid.append(start, to: &text)
      return .text(text)
    }
  }
}

/// What the cells of each period weigh together: a walk of its own, which runs ahead to the end of
/// the period.
private struct PeriodWeights<Cell: ReportCell>: ~Copyable {
  private let weight: (@Sendable (Cell) -> Int64)?
  private var walk: RowWalk<Cell>?
  private var isAtRow = false

  init(_ report: SealedReport<Cell>) throws(RunError) {
    weight = report.definition.weight
    guard weight != nil else { return }
    var walk = try RowWalk(report)
    isAtRow = try walk.next()
    self.walk = consume walk
  }

  /// The weight of the next period, which is that of `start`; 0 where nothing asks for weights.
  mutating func total(of start: Timestamp?) throws(RunError) -> Int64 {
    guard let weight, var walk = walk.take() else { return 0 }
    var total: Int64 = 0
    while isAtRow, walk.period == start {
      total += weight(walk.cell)
      isAtRow = try walk.next()
    }
    self.walk = consume walk
    return total
  }
}
