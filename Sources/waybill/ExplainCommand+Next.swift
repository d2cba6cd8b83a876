internal import Lifecycles
internal import Primitives
internal import Reports

extension ExplainCommand {
  /// A command line that shows more of the slice that carries most; `nil` without such a slice, or
  /// where a value cannot be written in an option, or might be a number that is to be redacted.
  func nextCommand(_ explanation: Explanation, _ parameters: ExplainParameters) -> String? {
    guard !redaction.isAsked, let slice = explanation.slices.first else { return nil }
    let conditions = slice.members.map(\.condition)
    guard conditions.allSatisfy({ $0 != nil }) else { return nil }
    let window = explanation.comparison.window
    var words = ["waybill", "report"] + input.inputs
    if let ledger = known.ledger { words += ["--ledger", ledger] }
    words += ["--report", explanation.metric.report]
    let zone = parameters.zone
    words += ["--since", window.lowerBound.shown(zone), "--until", window.upperBound.shown(zone)]
    for condition in filter.conditions + conditions.compactMap(\.self) {
      words += ["--where", condition]
    }
    words += rules(parameters)
    return words.map(\.shellWord).joined(separator: " ")
  }

  /// The options, of those that were given, by which the same bytes mean the same.
  private func rules(_ parameters: ExplainParameters) -> [String] {
    var words: [String] = []
    if outcomes.place.timezone != "UTC" { words += ["--timezone", outcomes.place.timezone] }
    if let asOf = parameters.asOf { words += ["--as-of", asOf.shown(parameters.zone)] }
    if parameters.receipts != .auto { words += ["--mms-receipts", parameters.receipts.rawValue] }
    if let body = reading.values.body { words += ["--body", body] }
    if reading.values.maxLine != .standardMaxLine {
      words += ["--max-line", "\(reading.values.maxLine)"]
    }
    return words
  }
}

extension Metric {
  /// The report that shows more of it.
  fileprivate var report: String {
    switch self {
    case .failed, .receiptExpired: ReportName.failures.rawValue
    case .handedOff, .latencyP95, .volume: ReportName.delivery.rawValue
    case .duplicates: ReportName.redelivery.rawValue
    }
  }
}
