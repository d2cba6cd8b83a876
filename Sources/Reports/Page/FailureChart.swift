internal import Callbacks
internal import Primitives

/// The commonest failures by period, as boxes on top of each other.
struct FailureChart {
  private let table: PageTable
  private let axis: TimeAxis
  /// The codes, the commonest first, those that are folded into one last.
  private let codes: [Value]
  /// By period and code.
  private let counts: [[Int64]]

  /// - Parameters:
  ///   - table: A row for each period and code.
  ///   - bucket: How long the periods are.
  ///   - zone: Where they are.
  init(_ table: PageTable, _ bucket: Bucket, _ zone: Zone) {
    self.table = table
    axis = TimeAxis(table, bucket, zone)
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
    counts = Self.counts(table, axis, codes)
  }

  private static func counts(
    _ table: PageTable, _ axis: TimeAxis, _ codes: [Value]
  ) -> [[Int64]] {
    axis.periods.map { period in
      var counts = [Int64](repeating: 0, count: codes.count)
      let start = table.rows[period.row][0]
      for row in table.rows[period.row...].prefix(while: { $0[0] == start }) {
        if let code = codes.firstIndex(of: row[1]) {
          counts[code] += table.count("recipients", in: row)
        }
      }
      return counts
    }
  }

  func write(to html: inout HTMLWriter) {
    let names = codes.map(Self.name)
    let styles = codes.indices.map { codes[$0] == Value("other") ? "rest" : "s\($0 % 8)" }
    Chart.figure(
      "Recipients with a failure, by error code, over time", height: 300,
      legend: zip(styles, names).map { ($0, $1) }, to: &html
    ) { chart in
      let greatest = counts.map { $0.reduce(0, +) }.max() ?? 0
      let scale = ValueAxis(to: Double(max(greatest, 1)), top: 16, bottom: 260)
      scale.draw(in: &chart, ChartLabel.text)
      for (period, counts) in zip(axis.periods, counts) {
        let parts = codes.indices.map { (styles[$0], names[$0], counts[$0]) }
        StackedBar.draw(parts, axis.bar(period), scale, title: period.text, in: &chart)
      }
      axis.draw(in: &chart, at: 260)
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
