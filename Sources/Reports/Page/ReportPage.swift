internal import Archives
internal import Primitives
public import Runs

/// All reports on one page of HTML that needs nothing else, for somebody who was not there.
public struct ReportPage: Sendable {
  private let parameters: ReportParameters
  private let panels: [PagePanel: ReportSet]

  /// How many rows tables have at most.
  static let rowLimit = 500

  /// - Parameters:
  ///   - parameters: What was asked for.
  ///   - panels: The reports of every panel, made with ``PagePanel/parameters(_:_:)``.
  public init(_ parameters: ReportParameters, _ panels: [PagePanel: ReportSet]) {
    self.parameters = parameters
    self.panels = panels
  }

  /// Writes the page; an error of writing stays in the sink.
  ///
  /// - Parameters:
  ///   - version: Of the program.
  ///   - sink: Takes the page.
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func write(version: String, to sink: OutputSink) throws(RunError) {
    guard let totals = panels[.totals] else { preconditionFailure("a page without totals") }
    var html = HTMLWriter()
    html.markup("<!doctype html>\n")
    try html.element("html", ["lang": "en"]) { html throws(RunError) in
      head(to: &html)
      try html.element("body") { html throws(RunError) in
        try PageHeader(parameters, totals).write(to: &html)
        let periods = try chartRows(.periods, .delivery)
        if let periods { try deliveries(periods, to: &html) }
        try failures(totals, on: periods?.axis, to: &html)
        try busiest(to: &html)
        try others(totals, to: &html)
        footer(totals, version, to: &html)
        html.markup("<script>")
        html.markup(PageStyle.script)
        html.markup("</script>\n")
      }
    }
    html.drain(to: sink, isLast: true)
  }

  private func head(to html: inout HTMLWriter) {
    html.element("head") { html in
      html.markup(
        "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
      html.text(PageStyle.policy)
      html.markup("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
      html.leaf("title", "Messages delivered, handed off and failed")
      html.markup("<style>")
      html.markup(PageStyle.style)
      html.markup("</style>\n")
    }
  }

  /// The rows of a report by period, `nil` where it was not asked for; on the axis of another chart
  /// if there is one.
  private func chartRows(
    _ panel: PagePanel, _ name: ReportName, on axis: TimeAxis? = nil
  ) throws(RunError) -> ChartRows? {
    guard let set = panels[panel], let table = set.table(name) else { return nil }
    if let axis { return try ChartRows(table, on: axis) }
    return try ChartRows(table, set.parameters.bucket ?? .hour, parameters.zone)
  }

  private func deliveries(_ periods: ChartRows, to html: inout HTMLWriter) throws(RunError) {
    html.leaf("h2", "Delivery over time")
    let charts = DeliveryCharts(rows: periods)
    if periods.hasPeriods {
      charts.writeRateAndVolume(to: &html)
    } else {
      html.leaf("p", periods.undatedNote ?? "No outbound messages.", ["class": "none"])
      if periods.undatedNote == nil { return }
    }
    html.leaf("h2", "Outcomes by kind")
    let kinds = try panels[.kinds]?.pageTable(.delivery, limit: Self.rowLimit) ?? PageTable()
    DeliveryCharts.writeKinds(kinds, to: &html)
    kinds.write(
      [
        "kind", "messages", "recipients", "delivered", "handed_off", "failed", "receipt_expired",
        "contradictory", "in_flight", "delivery_rate", "latency_p50_ms", "latency_p95_ms",
      ], to: &html)
    guard periods.hasPeriods else { return }
    html.leaf("h2", "Latency")
    charts.writeLatency(to: &html)
  }

  private func failures(
    _ totals: ReportSet, on axis: TimeAxis?, to html: inout HTMLWriter
  ) throws(RunError) {
    guard parameters.reports.contains(.failures) else { return }
    html.leaf("h2", "Failures by code")
    if let periods = try chartRows(.failurePeriods, .failures, on: axis) {
      if periods.hasPeriods {
        FailureChart(periods).write(to: &html)
      } else if let note = periods.undatedNote {
        html.leaf("p", note, ["class": "none"])
      }
    }
    let codes = try totals.busiestPageTable(.failures, limit: Self.rowLimit)
    codes.write(
      [
        "error_code", "name", "side", "reported_by", "retryable", "billable", "recipients", "share",
        "first_failed_at", "last_failed_at", "sample_message_id",
      ], bar: "recipients", to: &html)
  }

  private func busiest(to html: inout HTMLWriter) throws(RunError) {
    guard parameters.reports.contains(.delivery) else { return }
    let asked = parameters.pageDimensions
    for (panel, dimensions) in [
      (PagePanel.senders, asked ?? [.sender]), (.applications, [.application]),
    ] {
      guard let set = panels[panel], !set.tables.isEmpty else { continue }
      let names = dimensions.map(\.rawValue)
      html.leaf("h2", "Busiest: \(names.joined(separator: ", "))")
      let table = try set.busiestPageTable(.delivery, limit: Self.rowLimit)
      table.write(
        names + [
          "recipients", "delivered", "handed_off", "failed", "in_flight", "delivery_rate",
          "latency_p50_ms", "latency_p95_ms",
        ], bar: "recipients", to: &html)
    }
  }

  private func others(_ totals: ReportSet, to html: inout HTMLWriter) throws(RunError) {
    for (name, title) in [
      (ReportName.mmsGroup, "MMS and groups"), (.inbound, "Inbound"),
      (.redelivery, "Redelivered events"), (.quality, "The archives"),
    ] {
      guard let report = totals.table(name) else { continue }
      html.leaf("h2", title)
      if name == .quality { quality(totals, to: &html) }
      let table = try totals.pageTable(name, limit: Self.rowLimit)
      table.write(report.columns, to: &html)
    }
  }

  /// Says what was not usable, before the table that may be cut.
  private func quality(_ totals: ReportSet, to html: inout HTMLWriter) {
    let damaged = totals.archives.filter { $0.summary.damage != nil }
    guard !damaged.isEmpty else { return }
    html.leaf("p", "Not whole or not readable: \(damaged.count) of \(totals.archives.count).")
  }

  private func footer(_ totals: ReportSet, _ version: String, to html: inout HTMLWriter) {
    html.element("footer") { html in
      html.leaf(
        "p",
        """
        The delivery rate is delivered ÷ (delivered + failed + contradictory): hand-offs, which \
        nobody confirmed, are in neither. Percentiles are at most 1 % high. An event that came \
        again is counted once.
        """)
      let members = totals.accounting.members.map { name, value in
        let words = name.split(separator: "_").joined(separator: " ")
        return "\(words) \(Value.integer(value).pageText())"
      }
      html.leaf("p", "Read: \(members.joined(separator: ", ")).")
      html.leaf("p", "waybill \(version)")
    }
  }
}
