internal import Primitives
internal import Runs

/// The rows of a report by period that a chart draws, and what it leaves out.
struct ChartRows {
  /// Rows of drawn periods only.
  let table: PageTable
  let axis: TimeAxis
  /// Whether the report has rows in a period, drawn or not.
  let hasPeriods: Bool
  /// Recipients in no period, since nobody knows when their message was created.
  private let undated: Int64

  /// Takes the rows of those periods that a chart has room for.
  ///
  /// The report is walked twice: only at its end it is known which periods are the newest.
  init(_ report: ReportTable, _ bucket: Bucket, _ zone: Zone) throws(RunError) {
    var span = ChartSpan(bucket, zone)
    try report.forEachRow { row in
      if let start = row.periodStart { span.add(start) }
      return true
    }
    let drawn = span.drawn
    var (number, last) = (-1, Timestamp?.none)
    (table, hasPeriods, undated) = try Self.rows(of: report) { start in
      if start != last { number += 1 }
      last = start
      return drawn.contains(number)
    }
    axis = TimeAxis(table, bucket, zone, notes: span.notes)
  }

  /// Takes the rows of the periods that another chart draws, so that both can be compared.
  init(_ report: ReportTable, on axis: TimeAxis) throws(RunError) {
    let (first, last) = (axis.periods.first?.start, axis.periods.last?.start)
    (table, hasPeriods, undated) = try Self.rows(of: report) { start in
      guard let first, let last else { return false }
      return first <= start && start <= last
    }
    self.axis = axis
  }

  private static func rows(
    of report: ReportTable, where isDrawn: (Timestamp) -> Bool
  ) throws(RunError) -> (PageTable, hasPeriods: Bool, undated: Int64) {
    var table = PageTable(columns: report.columns)
    var (hasPeriods, undated) = (false, Int64(0))
    try report.forEachRow { row in
      if let start = row.periodStart {
        hasPeriods = true
        if isDrawn(start) { table.append(row) }
      } else {
        undated.addSaturating(table.count("recipients", in: row))
      }
      return true
    }
    return (table, hasPeriods, undated)
  }

  /// How many recipients lie in no period, if some do.
  var undatedNote: String? {
    guard undated > 0 else { return nil }
    let recipients =
      undated == 1 ? "1 recipient is" : "\(Value.integer(undated).pageText()) recipients are"
    return "\(recipients) not drawn: the creation time of the message is not known."
  }

  /// Everything that is not drawn, and why.
  var notes: [String] { axis.notes + (undatedNote.map { [$0] } ?? []) }
}

extension [Value] {
  /// The beginning of the period that a row is about, in a report by period; others have none.
  var periodStart: Timestamp? {
    guard case .text(let text)? = first else { return nil }
    return Timestamp(rfc3339: text.span)
  }
}
