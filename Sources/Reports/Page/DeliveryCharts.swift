internal import Primitives

/// What outcomes look like in charts, from the best to the worst.
enum OutcomeSeries: CaseIterable {
  case delivered, handedOff, inFlight, contradictory, expired, failed

  var name: String {
    switch self {
    case .delivered: "delivered"
    case .handedOff: "handed off"
    case .inFlight: "in flight"
    case .contradictory: "contradictory"
    case .expired: "receipt expired"
    case .failed: "failed otherwise"
    }
  }

  var style: String {
    switch self {
    case .delivered: "delivered"
    case .handedOff: "handed"
    case .inFlight: "flight"
    case .contradictory: "contra"
    case .expired: "expired"
    case .failed: "failed"
    }
  }

  /// How many recipients of a row of the delivery report.
  func count(_ table: PageTable, _ row: [Value]) -> Int64 {
    switch self {
    case .delivered: table.count("delivered", in: row)
    case .handedOff: table.count("handed_off", in: row)
    case .inFlight: table.count("in_flight", in: row)
    case .contradictory: table.count("contradictory", in: row)
    case .expired: table.count("receipt_expired", in: row)
    case .failed: table.count("failed", in: row) - table.count("receipt_expired", in: row)
    }
  }

  static var legend: [(class: String, name: String)] { allCases.map { ($0.style, $0.name) } }
}

/// The delivery report as drawings.
struct DeliveryCharts {
  let rows: ChartRows

  private var table: PageTable { rows.table }
  private var axis: TimeAxis { rows.axis }

  /// Draws the delivery rate above the number of recipients, by period.
  func writeRateAndVolume(to html: inout HTMLWriter) {
    Chart.figure(
      "Delivery rate, and recipients by outcome, over time", height: 400,
      legend: [("rate", "delivery rate")] + OutcomeSeries.legend, notes: notes, to: &html
    ) { chart in
      drawProvisional(in: &chart, top: 12, bottom: 360)
      drawRate(in: &chart)
      drawVolume(in: &chart)
      axis.draw(in: &chart, at: 360)
    }
  }

  private var notes: [String] {
    let isShaded = axis.periods.contains(where: isProvisional)
    return (isShaded ? ["Shaded: provisional, receipts may still come in."] : []) + rows.notes
  }

  private func isProvisional(_ period: ChartPeriod) -> Bool {
    table.value("provisional", in: table.rows[period.row]) == .boolean(true)
  }

  private func drawProvisional(in chart: inout Chart, top: Double, bottom: Double) {
    // Neighbours make one box, so that no seams show.
    var first: ChartPeriod?
    for (index, period) in axis.periods.enumerated() where isProvisional(period) {
      if first == nil { first = period }
      let next = index + 1 < axis.periods.count ? axis.periods[index + 1] : nil
      if let next, isProvisional(next), next.start == period.end { continue }
      guard let start = first?.start else { continue }
      chart.box(
        "provisional", x: axis.x(start), y: top, width: axis.x(period.end) - axis.x(start),
        height: bottom - top, "provisional")
      first = nil
    }
  }

  private func drawRate(in chart: inout Chart) {
    func rate(_ period: ChartPeriod) -> Double? {
      guard
        case .ratio(let part, let whole) = table.value(
          "delivery_rate", in: table.rows[period.row]), whole > 0
      else { return nil }
      return Double(part) / Double(whole) * 100
    }
    let least = axis.periods.compactMap(rate).min() ?? 0
    // From the next ten below, so that what matters is not a line at the top.
    let scale = ValueAxis(
      from: min(90, (least / 10).rounded(.down) * 10), to: 100, top: 20, bottom: 150)
    scale.draw(in: &chart) { "\(ChartLabel.text($0))%" }
    chart.curve("curve rate", axis.points { rate($0).map(scale.y) })
  }

  private func drawVolume(in chart: inout Chart) {
    let greatest = axis.periods.map { table.count("recipients", in: table.rows[$0.row]) }.max() ?? 0
    let scale = ValueAxis(countsTo: greatest, top: 186, bottom: 360)
    scale.draw(in: &chart, ChartLabel.text)
    for period in axis.periods {
      let row = table.rows[period.row]
      let parts = OutcomeSeries.allCases.map { ($0.style, $0.name, $0.count(table, row)) }
      let rate = table.value("delivery_rate", in: row).pageText()
      StackedBar.draw(
        parts, axis.bar(period), scale, title: "\(period.text): \(rate) delivered", in: &chart)
    }
  }

  /// Draws percentiles of the time from creation to delivery, by period; those who were created
  /// nobody knows when have no such time.
  func writeLatency(to html: inout HTMLWriter) {
    let series = ["p50", "p90", "p95", "p99"]
    Chart.figure(
      "Time from creation to delivery, percentiles over time", height: 280,
      legend: series.map { ($0, $0) }, notes: axis.notes, to: &html
    ) { chart in
      func latency(_ name: String, _ period: ChartPeriod) -> Double? {
        guard
          case .integer(let number) = table.value(
            "latency_\(name)_ms", in: table.rows[period.row])
        else { return nil }
        // In powers of ten: a second more means much at one second, and little at a minute.
        return Decade.position(number)
      }
      let all = axis.periods.flatMap { period in series.compactMap { latency($0, period) } }
      let least = (all.min() ?? 0).rounded(.down)
      let greatest = max((all.max() ?? 1).rounded(.up), least + 1)
      let scale = ValueAxis(decadesFrom: least, to: greatest, top: 16, bottom: 240)
      scale.draw(in: &chart, Decade.label)
      for name in series {
        chart.curve("curve \(name)", axis.points { latency(name, $0).map(scale.y) })
      }
      axis.draw(in: &chart, at: 240)
    }
  }

  /// Draws a bar for each kind, divided by outcome.
  static func writeKinds(_ table: PageTable, to html: inout HTMLWriter) {
    let rows = table.rows.filter { table.count("recipients", in: $0) > 0 }
    Chart.figure(
      "Outcomes by kind of message", height: Double(rows.count) * 44 + 8,
      legend: OutcomeSeries.legend, to: &html
    ) { chart in
      for (index, row) in rows.enumerated() {
        let y = Double(index) * 44 + 8
        let kind = row[0].pageText()
        let total = table.count("recipients", in: row)
        chart.text("tick end strong", Chart.left - 8, y + 20, kind)
        var x = Chart.left
        for series in OutcomeSeries.allCases {
          let count = series.count(table, row)
          guard count > 0 else { continue }
          let width = Double(count) / Double(total) * (Chart.right - Chart.left - 110)
          let share = Value.ratio(count, of: total).pageText()
          chart.box(
            series.style, x: x, y: y, width: max(0.5, width), height: 28,
            "\(kind), \(series.name): \(Value.integer(count).pageText()), \(share)")
          x += width
        }
        chart.text("tick start", x + 8, y + 19, Value.integer(total).pageText())
      }
    }
  }
}

/// Numbers beside an axis.
enum ChartLabel {
  static func text(_ value: Double) -> String {
    let number = Int64(value.rounded())
    var text: [UInt8] = []
    switch number {
    case 1_000_000...: text.append(factor: number, of: 1_000_000)
    case 10_000...: text.append(digits: number / 1000)
    default: text.append(grouped: number)
    }
    let unit = number >= 1_000_000 ? " M" : number >= 10_000 ? " k" : ""
    return String(decoding: text, as: UTF8.self) + unit
  }
}

/// Durations in powers of ten.
enum Decade {
  /// Where milliseconds lie: 0 for 1 ms and for none, 3 for a second.
  static func position(_ milliseconds: Int64) -> Double {
    // One digit of the logarithm more than a chart can show, by halving: without the C library.
    var (value, position, step) = (max(Double(milliseconds), 1), 0.0, 1.0)
    while value >= 10 {
      value /= 10
      position += 1
    }
    for _ in 0..<12 {
      value *= value
      step /= 2
      if value >= 10 {
        value /= 10
        position += step
      }
    }
    return position
  }

  static func label(_ position: Double) -> String {
    var milliseconds: Int64 = 1
    for _ in 0..<Int(position) { milliseconds *= 10 }
    var text: [UInt8] = []
    if milliseconds < 1000 {
      text.append(grouped: milliseconds)
      return String(decoding: text, as: UTF8.self) + " ms"
    }
    text.append(grouped: milliseconds / 1000)
    return String(decoding: text, as: UTF8.self) + " s"
  }
}

/// Boxes on top of each other.
enum StackedBar {
  /// Draws a stack that says when pointed at what it is made of.
  static func draw(
    _ parts: [(style: String, name: String, count: Int64)], _ bar: (x: Double, width: Double),
    _ scale: ValueAxis, title: String, in chart: inout Chart
  ) {
    let lines = parts.filter { $0.count > 0 }.map {
      "\($0.name): \(Value.integer($0.count).pageText())"
    }
    let title = ([title] + lines).joined(separator: "\n")
    var sum: Double = 0
    for part in parts where part.count > 0 {
      let top = scale.y(sum + Double(part.count))
      chart.box(
        part.style, x: bar.x, y: top, width: bar.width, height: scale.y(sum) - top, title)
      sum += Double(part.count)
    }
  }
}
