internal import Primitives

/// Which periods of a report charts draw: the newest that there is room for, without those that a
/// wild clock has put far before or behind all others.
///
/// Periods are only counted, so that memory does not grow with them.
struct ChartSpan {
  /// How many periods the report has.
  private var periodCount = 0
  /// On how many days they begin.
  private var dayCount = 0
  /// How many of the first periods are far from the next one, without a break.
  private var farAtStart = 0
  /// How many of the last periods are far from the one before, without a break.
  private var farAtEnd = 0
  private var last: (start: Timestamp, end: Timestamp)?
  private var lastDay: Timestamp?
  private var grid: PeriodGrid
  private var days: PeriodGrid

  /// How many periods a chart has room for.
  private static let limit = 800
  /// How far apart, in periods, is too far.
  private static let farApart: Int64 = 48

  init(_ bucket: Bucket, _ zone: Zone) {
    grid = PeriodGrid(bucket, zone: zone)
    days = PeriodGrid(.day, zone: zone)
  }

  /// Counts the period that begins at an instant, the last one no second time.
  ///
  /// - Precondition: Periods come in order.
  mutating func add(_ start: Timestamp) {
    if let last {
      // A failure has a row for each code.
      if last.start == start { return }
      let length = max(1, last.end.millisecondsSinceEpoch - last.start.millisecondsSinceEpoch)
      let gap = start.millisecondsSinceEpoch - last.end.millisecondsSinceEpoch
      let isFar = gap / length > Self.farApart
      if isFar, farAtStart == periodCount - 1 { farAtStart += 1 }
      farAtEnd = isFar ? farAtEnd + 1 : 0
    }
    let day = days.start(of: start)
    if day != lastDay { dayCount += 1 }
    lastDay = day
    periodCount += 1
    last = (start, grid.end(ofPeriodStarting: start))
  }

  /// How many of the first and of the last periods are left out because they are far from all
  /// others: at most one in fifty, since more of them are no accident.
  private var far: (before: Int, behind: Int) {
    let allowed = periodCount / 50
    let before = min(farAtStart, allowed)
    return (before, min(farAtEnd, allowed - before))
  }

  /// The periods that are drawn, by their place in the order of time.
  var drawn: Range<Int> {
    let end = periodCount - far.behind
    return max(far.before, end - Self.limit)..<end
  }

  /// What is not drawn, and why.
  var notes: [String] {
    var notes: [String] = []
    let farCount = far.before + far.behind
    if farCount == 1 {
      notes.append("1 period far from all others is not drawn.")
    } else if farCount > 0 {
      notes.append("\(farCount) periods far from all others are not drawn.")
    }
    let nearCount = periodCount - farCount
    if drawn.count < nearCount {
      let others = farCount > 0 ? "the other \(nearCount)" : "\(nearCount)"
      let advice =
        dayCount > Self.limit
        ? "--since and --until choose others" : "a longer --bucket shows all"
      notes.append("Only the newest \(drawn.count) of \(others) periods are drawn: \(advice).")
    }
    return notes
  }
}
