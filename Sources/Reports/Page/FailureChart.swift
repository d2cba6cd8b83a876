internal import Callbacks
internal import Primitives

/// The commonest failures by period, as boxes on top of each other.
struct FailureChart {
  private let rows: ChartRows
  /// The codes, the commonest first, those that are folded into one last.
  private let codes: [Value]
  /// By period and code.
  private let counts: [[Int64]]

  /// - Parameter rows: One for each period and code.
  init(_ rows: ChartRows) {
    self.rows = rows
    let table = rows.table
    var totals: [(code: Value, count: Int64)] = []
    for row in table.rows {
      let count = table.count("recipients", in: row)
      if let known = totals.firstIndex(where: { $0.code == row[1] }) {
        totals[known].count += count
      } else {
        totals.append((row[1], count))
      }
    }
    let folded = Value("other")
    totals.sort { a, b in
      if (a.code == folded) != (b.code == folded) { return b.code == folded }
      return a.count == b.count ? a.code.pageSortKey < b.code.pageSortKey : a.count > b.count
    }
    codes = totals.map(\.code)
    counts = Self.counts(rows, codes)
  }

  private static func counts(_ rows: ChartRows, _ codes: [Value]) -> [[Int64]] {
    let periods = rows.axis.periods
    let none = [Int64](repeating: 0, count: codes.count)
    var counts = [[Int64]](repeating: none, count: periods.count)
    // Both are in the order of time; a period may have no failure.
    var period = 0
    for row in rows.table.rows {
      guard let start = row.periodStart else { continue }
      while period < periods.count, periods[period].start < start { period += 1 }
      guard period < periods.count, periods[period].start == start,
        let code = codes.firstIndex(of: row[1])
      else { continue }
      counts[period][code] += rows.table.count("recipients", in: row)
    }
    return counts
  }

  func write(to html: inout HTMLWriter) {
    let names = codes.map(Self.name)
    let styles = codes.indices.map { codes[$0] == Value("other") ? "rest" : "s\($0 % 8)" }
    Chart.figure(
      "Recipients with a failure, by error code, over time", height: 300,
      legend: zip(styles, names).map { ($0, $1) }, notes: rows.notes, to: &html
    ) { chart in
      let greatest = counts.map { $0.reduce(0, +) }.max() ?? 0
      let scale = ValueAxis(countsTo: greatest, top: 16, bottom: 260)
      scale.draw(in: &chart, ChartLabel.text)
      for (period, counts) in zip(rows.axis.periods, counts) {
        let parts = codes.indices.map { (styles[$0], names[$0], counts[$0]) }
        StackedBar.draw(parts, rows.axis.bar(period), scale, title: period.text, in: &chart)
      }
      rows.axis.draw(in: &chart, at: 260)
    }
  }

  private static func name(_ code: Value) -> String {
    switch code {
    case .integer(let number):
      let name = ErrorCode(number).name
      return name.isEmpty ? "\(number)" : "\(number) \(name)"
    case .missing: return "without a code"
    default: return "all others"
    }
  }
}
