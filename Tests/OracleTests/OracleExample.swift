import Oracle

/// What the oracle says of a few lines, in a form that a test can write by hand.
struct OracleExample {
  /// Half a year behind every time in the examples.
  static let now: Int64 = 1_798_761_600_000

  let reports: [String: OracleReport]
  let accounting: [String: Int64]
  let coverage: (start: Int64?, end: Int64?)

  init(_ archives: String..., options: OracleOptions = OracleOptions(now: now)) {
    self.init(archives.map { Array($0.utf8) }, options: options)
  }

  init(_ archives: [[UInt8]], options: OracleOptions = OracleOptions(now: now)) {
    let named = archives.enumerated().map { (name: "archive-\($0.offset)", text: $0.element) }
    (reports, accounting, coverage) = oracleReports(archives: named, options: options)
  }

  /// The rows of a report, the cells with a blank between them and `-` for a missing one.
  func rows(_ report: String) -> [String] {
    (reports[report]?.rows ?? []).map { $0.map(shown).joined(separator: " ") }
  }

  /// One column of a report.
  func column(_ column: String, of report: String) -> [String] {
    guard let table = reports[report], let index = table.columns.firstIndex(of: column) else {
      return ["no column \(column)"]
    }
    return table.rows.map { shown($0[index]) }
  }

  /// Members of the accounting, in the order asked for.
  func counts(_ names: String...) -> [Int64?] {
    names.map { accounting[$0] }
  }

  private func shown(_ cell: OracleCell) -> String {
    switch cell {
    case .missing: "-"
    case .text(let text): String(decoding: text, as: UTF8.self)
    case .integer(let number): "\(number)"
    case .rate(let numerator, let denominator): "\(numerator)/\(denominator)"
    case .delay(let milliseconds): "\(milliseconds)ms"
    case .boolean(let flag): "\(flag)"
    case .time(let milliseconds): "@\(milliseconds)"
    case .percentile(let exact): "\(exact)"
    }
  }
}

/// One event as a line; `message` holds the members behind the id.
func event(
  _ type: String, _ id: String, to: String? = nil, at time: String? = nil, _ members: String = "",
  message: String = ""
) -> String {
  var event = #"{"type":"message-\#(type)""#
  if let to { event += #","to":"\#(to)""# }
  if let time { event += #","time":"\#(time)""# }
  event += members.isEmpty ? "" : "," + members
  return event + #","message":{"id":"\#(id)"\#(message.isEmpty ? "" : "," + message)}}"# + "\n"
}
