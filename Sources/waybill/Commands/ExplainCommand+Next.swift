internal import Callbacks
internal import Lifecycles
internal import Primitives
internal import Reports

extension ExplainCommand {
  /// For how many slices it is told how to list whom they hit.
  private static let listLimit = 3

  /// Command lines that show more of the slice that carries most, and list whom the first ones hit; none
  /// without such a slice, or where a value cannot be written in an option, or is a number that is to be
  /// redacted, or where what was read cannot be named again.
  func nextCommands(
    _ explanation: Explanation, _ parameters: ExplainParameters
  ) -> Explanation.NextCommands {
    guard input.inputs.allSatisfy(\.isReadAgain) else { return .init() }
    guard parameters.filter.conditions.allSatisfy({ isShown($0.dimension) }) else {
      return .init(areWithheld: !explanation.slices.isEmpty)
    }
    return .init(
      report: explanation.slices.first.flatMap { slice in
        // What else it fails with is news, too.
        command(
          "report", ["--report", explanation.metric.report(of: slice)] + division(of: slice),
          explanation, slice, written(slice)?.filter { $0.dimension != .errorCode }, parameters)
      },
      recipients: explanation.slices.prefix(Self.listLimit).enumerated().compactMap {
        index, slice in
        guard let hits = explanation.conditions(ofHitsIn: slice) else { return nil }
        let file = index == 0 ? "affected.csv" : "affected-\(index + 1).csv"
        return command(
          "lifecycles", ["--output", file], explanation, slice, written(slice), and: hits,
          parameters)
      },
      areWithheld: explanation.slices.first.map { slice in
        written(slice) == nil && slice.members.contains { !isShown($0.dimension) }
      } ?? false,
      hours: explanation.otherHours.map { hour in
        let options =
          explanation.metric == .failed ? [] : ["--metric", explanation.metric.rawValue]
        return command(
          "explain", options, hour.lowerBound, hour.upperBound, [], parameters)
      })
  }

  /// The option by which a report has rows for what most of a slice consists of.
  private func division(of slice: NamedSlice) -> [String] {
    slice.mostly.first.map { ["--by", $0.member.dimension.rawValue] } ?? []
  }

  /// Whether the values of a dimension may be written in a command.
  private func isShown(_ dimension: Dimension) -> Bool {
    !redaction.isAsked || !dimension.holdsNumbers
  }

  /// The members by which a slice is named in a command, or another of its names; `nil` if none can be
  /// written.
  private func written(_ slice: NamedSlice) -> [SliceMember]? {
    ([slice.members] + slice.also).first { members in
      members.allSatisfy { isShown($0.dimension) && $0.condition != nil }
    }
  }

  /// A command line for the messages of some times for which conditions hold.
  private func command(
    _ name: String, _ options: [String], _ start: Timestamp, _ end: Timestamp?,
    _ conditions: [String], _ parameters: ExplainParameters
  ) -> String {
    var words = ["waybill", name] + input.inputs.map(\.asName)
    if let ledger = known.ledger { words += ["--ledger", ledger.asName] }
    words += options + ["--since", start.shown(parameters.zone)]
    if let end { words += ["--until", end.shown(parameters.zone)] }
    for condition in filter.conditions + conditions { words += ["--where", condition] }
    words += rules(parameters)
    return words.map(\.shellWord).joined(separator: " ")
  }

  /// A command line for a slice, by some members, from the beginning of the change to its end, which is
  /// that of the archives where none is known; of what fell, with the time before, for little may be left.
  private func command(
    _ name: String, _ options: [String], _ explanation: Explanation, _ slice: NamedSlice,
    _ members: [SliceMember]?, and others: [String] = [], _ parameters: ExplainParameters
  ) -> String? {
    guard let conditions = members?.compactMap(\.condition) else { return nil }
    let comparison = explanation.comparison
    let window = comparison.onset?.lowerBound ?? comparison.window.lowerBound
    let usual = slice.excess < 0 ? comparison.baseline.last?.lowerBound : nil
    return command(
      name, options, min(window, usual ?? window), slice.end, conditions + others, parameters)
  }

  /// The options, of those that were given, by which the same bytes mean the same.
  private func rules(_ parameters: ExplainParameters) -> [String] {
    var words: [String] = []
    if outcomes.place.timezone != "UTC" { words += ["--timezone", outcomes.place.timezone] }
    if let asOf = parameters.asOf { words += ["--as-of", asOf.shown(parameters.zone)] }
    if parameters.receipts != .auto { words += ["--mms-receipts", parameters.receipts.rawValue] }
    if let keyFile = redaction.keyFile { words += ["--redact", keyFile.asName] }
    if let body = reading.values.body { words += ["--body", body] }
    if reading.values.maxLine != .standardMaxLine {
      words += ["--max-line", "\(reading.values.maxLine)"]
    }
    return words
  }
}

extension Metric {
  /// The report that shows more of a slice.
  fileprivate func report(of slice: NamedSlice) -> String {
    switch self {
    case .volume where slice.isInbound: ReportName.inbound.rawValue
    case .failed, .receiptExpired: ReportName.failures.rawValue
    case .receiptLate, .handedOff, .latencyP95, .volume: ReportName.delivery.rawValue
    case .duplicates: ReportName.redelivery.rawValue
    }
  }
}

extension Explanation {
  /// By which conditions, besides those of its members, the recipients of a slice are known that were hit;
  /// `nil` where none tells them, or nobody was: what fell has hit nobody.
  fileprivate func conditions(ofHitsIn slice: NamedSlice) -> [String]? {
    guard slice.excess > 0 else { return nil }
    switch metric {
    case .failed:
      guard let code = slice.members.first(where: { $0.dimension == .errorCode }) else {
        let others = comparison.countsExpired ? "" : ",\(ErrorCode.receiptExpired)"
        return ["\(Dimension.errorCode.rawValue)!=\(others)"]
      }
      // Who was delivered has no code either.
      return code.value == .missing ? nil : []
    case .receiptExpired:
      return ["\(Dimension.errorCode.rawValue)=\(ErrorCode.receiptExpired)"]
    case .receiptLate, .handedOff, .latencyP95, .volume, .duplicates: return nil
    }
  }
}

extension String {
  /// The same file, by a name that is taken for no option.
  fileprivate var asName: String { hasPrefix("-") ? "./\(self)" : self }

  /// Whether an input that is so called can be read once more: standard input is gone then, and a name
  /// that is no UTF-8 has lost bytes.
  fileprivate var isReadAgain: Bool { self != "-" && !RawArguments.isRepaired(self) }
}
