internal import Lifecycles
internal import Primitives
internal import Reports

extension ExplainCommand {
  /// Command lines that show more of the slice that carries most; none without such a slice, or where
  /// a value cannot be written in an option, or might be a number that is to be redacted.
  func nextCommands(
    _ explanation: Explanation, _ parameters: ExplainParameters
  ) -> Explanation.NextCommands {
    guard !redaction.isAsked, let slice = explanation.slices.first else { return .init() }
    let conditions = slice.members.compactMap(\.condition)
    guard conditions.count == slice.members.count else { return .init() }
    let code = slice.members.firstIndex { $0.dimension == .errorCode }
    // What else it fails with is news, too.
    var others = conditions
    if let code { others.remove(at: code) }
    let window = explanation.comparison.window
    func command(_ name: String, _ options: [String], _ conditions: [String]) -> String {
      var words = ["waybill", name] + input.inputs
      if let ledger = known.ledger { words += ["--ledger", ledger] }
      words += options
      let zone = parameters.zone
      words += ["--since", window.lowerBound.shown(zone), "--until", window.upperBound.shown(zone)]
      for condition in filter.conditions + conditions { words += ["--where", condition] }
      words += rules(parameters)
      return words.map(\.shellWord).joined(separator: " ")
    }
    return .init(
      report: command("report", ["--report", explanation.metric.report], others),
      recipients: code == nil
        ? nil : command("lifecycles", ["--output", "affected.csv"], conditions))
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
