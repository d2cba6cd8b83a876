internal import Primitives
internal import Reports

extension ExplainCommand {
  /// A command line that shows more of the slice that carries most; `nil` without such a slice, or
  /// where a value cannot be written in an option, or might be a number that is to be redacted.
  func nextCommand(_ explanation: Explanation, _ zone: Zone) -> String? {
    guard !redaction.isAsked, let slice = explanation.slices.first else { return nil }
    let conditions = slice.members.map(\.condition)
    guard conditions.allSatisfy({ $0 != nil }) else { return nil }
    let window = explanation.comparison.window
    var words = ["waybill", "report"] + input.inputs
    if let ledger = known.ledger { words += ["--ledger", ledger] }
    words += ["--report", explanation.metric.report]
    words += ["--since", window.lowerBound.shown(zone), "--until", window.upperBound.shown(zone)]
    for condition in filter.conditions + conditions.compactMap(\.self) {
      words += ["--where", condition]
    }
    return words.map(\.shellWord).joined(separator: " ")
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

extension String {
  /// The text as one word of a shell.
  fileprivate var shellWord: String {
    let plain = utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: Array("-_./=:+,@%".utf8).contains(byte)
      }
    }
    guard !plain || isEmpty else { return self }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
