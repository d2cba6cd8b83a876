internal import Archives
internal import Lifecycles
internal import Primitives
internal import Runs

/// What the page says before everything else.
struct PageHeader {
  private let parameters: ReportParameters
  private let totals: ReportSet

  init(_ parameters: ReportParameters, _ totals: ReportSet) {
    self.parameters = parameters
    self.totals = totals
  }

  func write(to html: inout HTMLWriter) throws(RunError) {
    html.element("header") { html in
      html.leaf("h1", "Messages delivered, handed off and failed")
      html.leaf("p", span, ["class": "lead"])
    }
    for warning in warnings { html.leaf("p", warning, ["class": "warning"]) }
    let delivery = try totals.pageTable(.delivery, limit: 1)
    let redelivery = try totals.pageTotals(.redelivery, ["duplicates", "events"])
    html.element("ul", ["class": "cards"]) { html in
      if let row = delivery.rows.first { cards(delivery, row, to: &html) }
      if let redelivery {
        let (duplicates, events) = (redelivery[0], redelivery[1])
        card(
          "redelivered events", Value.ratio(duplicates, of: events).pageText(),
          Value.integer(duplicates).pageText(), to: &html)
      }
    }
  }

  private func cards(_ table: PageTable, _ row: [Value], to html: inout HTMLWriter) {
    func value(_ column: String) -> Value { table.value(column, in: row) }
    let recipients = table.count("recipients", in: row)
    func share(_ column: String) -> Value { .ratio(table.count(column, in: row), of: recipients) }
    card("delivery rate", value("delivery_rate").pageText(), to: &html)
    card("recipients", value("recipients").pageText(), to: &html)
    for (name, column) in [
      ("delivered", "delivered"), ("handed off", "handed_off"), ("failed", "failed"),
      ("in flight", "in_flight"),
    ] {
      card(name, value(column).pageText(), share(column).pageText(), to: &html)
    }
    for (name, column) in [("median latency", "latency_p50_ms"), ("95 % within", "latency_p95_ms")]
    {
      card(name, value(column).pageText(.milliseconds), to: &html)
    }
  }

  private func card(
    _ name: String, _ value: String, _ detail: String? = nil, to html: inout HTMLWriter
  ) {
    html.element("li") { html in
      html.leaf("span", name)
      html.leaf("b", value)
      if let detail { html.leaf("small", detail) }
    }
  }

  /// Which messages the page is about.
  private var span: String {
    var parts: [String] = []
    if let since = parameters.since { parts.append("created from \(since.shown)") }
    if let until = parameters.until { parts.append("created before \(until.shown)") }
    for condition in parameters.filter.conditions {
      parts.append(escapedForTerminal(condition.shown(parameters.redaction)))
    }
    if let start = totals.coverage.start, let end = totals.coverage.end {
      parts.append(
        parameters.asOf == nil
          ? "the archives cover \(start.shown) to \(end.shown)"
          : "the archives begin at \(start.shown), and are looked at as of \(end.shown)")
    }
    if parameters.receipts != .auto {
      parts.append("receipts for MMS are taken to be \(parameters.receipts.rawValue)")
    }
    if parameters.zone.name != Zone.utc.name { parts.append("periods in \(parameters.zone.name)") }
    if parameters.redaction != nil { parts.append("phone numbers are replaced by tokens") }
    return parts.joined(separator: "; ")
  }

  private var warnings: [String] {
    var warnings: [String] = []
    let damaged = totals.archives.count { $0.summary.damage != nil }
    if damaged > 0 {
      warnings.append("\(damaged) of \(totals.archives.count) archives are damaged: see below.")
    }
    if totals.accounting.malformed > 0 {
      let count = Value.integer(totals.accounting.malformed).pageText()
      warnings.append(
        totals.accounting.malformed == 1
          ? "1 value could not be read, and is not counted."
          : "\(count) values could not be read, and are not counted.")
    }
    return warnings
  }
}
