internal import Primitives

/// A period of a chart.
struct ChartPeriod {
  let start: Timestamp
  let end: Timestamp
  /// The beginning as reports write it.
  let text: String
  /// The first of the drawn rows that are about the period.
  let row: Int
}

/// Maps the periods of a report to the width of a chart.
struct TimeAxis {
  let periods: [ChartPeriod]
  /// Which periods are not drawn, and why.
  let notes: [String]
  private let bucket: Bucket

  /// The periods of rows that are in one.
  init(_ table: PageTable, _ bucket: Bucket, _ zone: Zone, notes: [String]) {
    var grid = PeriodGrid(bucket, zone: zone)
    var periods: [ChartPeriod] = []
    for (row, values) in table.rows.enumerated() {
      guard case .text(let text)? = values.first, let start = values.periodStart else { continue }
      // A failure has a row for each code.
      if periods.last?.start == start { continue }
      periods.append(
        ChartPeriod(
          start: start, end: grid.end(ofPeriodStarting: start),
          text: String(decoding: text, as: UTF8.self), row: row))
    }
    (self.periods, self.bucket, self.notes) = (periods, bucket, notes)
  }

  private var start: Double { Double(periods.first?.start.millisecondsSinceEpoch ?? 0) }
  private var end: Double { Double(periods.last?.end.millisecondsSinceEpoch ?? 1) }

  func x(_ instant: Timestamp) -> Double {
    let share = (Double(instant.millisecondsSinceEpoch) - start) / max(1, end - start)
    return Chart.left + share * (Chart.right - Chart.left)
  }

  func middle(_ period: ChartPeriod) -> Double { (x(period.start) + x(period.end)) / 2 }

  /// A bar's place: the whole period, less a gap where there is room for one.
  func bar(_ period: ChartPeriod) -> (x: Double, width: Double) {
    let (left, right) = (x(period.start), x(period.end))
    let gap = right - left > 4 ? 1.0 : 0
    return (left, max(0.5, right - left - gap))
  }

  /// Where a curve goes through the periods; `nil` between those that are not next to each other.
  func points(_ y: (ChartPeriod) -> Double?) -> [(x: Double, y: Double)?] {
    var points: [(x: Double, y: Double)?] = []
    for (index, period) in periods.enumerated() {
      if index > 0, periods[index - 1].end < period.start { points.append(nil) }
      points.append(y(period).map { (middle(period), $0) })
    }
    return points
  }

  /// Draws the axis with the wall time under some of the periods, and the date where it changes.
  func draw(in chart: inout Chart, at y: Double) {
    chart.line("axis", Chart.left, y, Chart.right, y)
    var lastDateX = -Double.infinity
    var lastDate: Substring?
    for period in labelled {
      let x = x(period.start)
      let date = period.text.prefix(10)
      let isNewDate = date != lastDate
      chart.line("axis", x, y, x, y + 4)
      let time = period.text.dropFirst(11).prefix(5)
      chart.text("tick", x, y + 17, bucket == .day ? String(date.dropFirst(5)) : String(time))
      let isNewYear = date.prefix(4) != lastDate?.prefix(4)
      if bucket == .day ? isNewYear : isNewDate, x - lastDateX >= 84 {
        let shown = bucket == .day ? date.prefix(4) : date
        chart.text("tick strong", x, y + 32, String(shown))
        (lastDateX, lastDate) = (x, date)
      }
    }
  }

  /// The periods that have a label: those at a step of the day, and others where none of these is near,
  /// as where there are gaps.
  private var labelled: [ChartPeriod] {
    let step = step
    let rounds = periods.filter { isRound($0, step) }
    var labelled: [ChartPeriod] = []
    var (lastX, ahead) = (-Double.infinity, rounds[...])
    for period in periods {
      let x = x(period.start)
      ahead = ahead.drop { $0.start < period.start }
      let next = ahead.first.map { self.x($0.start) } ?? .infinity
      // Steps are closer than labels may be on the day that clocks are put back.
      let fits =
        next == x
        ? x - lastX >= Self.labelWidth : min(x - lastX, next - x) >= 2 * Self.labelWidth
      guard fits else { continue }
      labelled.append(period)
      lastX = x
    }
    return labelled
  }

  /// How far apart labels have to be.
  private static let labelWidth = 56.0
  /// In minutes, the steps in which people count time.
  private static let steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440]

  /// The least step of whole periods for whose labels there is room.
  private var step: Int {
    let minuteWidth = (Chart.right - Chart.left) * Double(Milliseconds.minute) / max(1, end - start)
    return Self.steps.first {
      $0 % bucket.minutes == 0 && Double($0) * minuteWidth >= Self.labelWidth
    } ?? 1440
  }

  /// Whether a period begins at a step of the day.
  private func isRound(_ period: ChartPeriod, _ step: Int) -> Bool {
    let time = period.text.dropFirst(11)
    guard bucket != .day, let hour = Int(time.prefix(2)),
      let minute = Int(time.dropFirst(3).prefix(2))
    else { return true }
    // Hours may begin at half past, where clocks are put forward by as much.
    return (hour * 60 + (bucket == .hour ? 0 : minute)) % step == 0
  }
}

extension Bucket {
  /// How long a period is on most days.
  fileprivate var minutes: Int {
    switch self {
    case .minute: 1
    case .fiveMinutes: 5
    case .quarterHour: 15
    case .hour: 60
    case .none, .day: 1440
    }
  }
}
