internal import Primitives

/// What is wrong about a condition on a total.
public enum TotalConditionError: Error, Equatable, Sendable {
  case noComparison(String)
  case unknownReport(String)
  /// The name, and the report in which it was sought, if one was named.
  case unknownColumn(String, of: ReportName?)
  /// The name, and the reports that have it.
  case ambiguousColumn(String, [ReportName])
  case noNumber(String)
  /// A percentage for a column that is no rate.
  case noRate(column: String)
  /// More than 1 for a column that is a rate.
  case moreThanAll(column: String, String)
}

extension TotalConditionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noComparison(let text):
      """
      \(text.debugDescription) is no condition; write a column, one of < <= > >= = != and a number, \
      such as delivery_rate<0.95
      """
    case .unknownReport(let name):
      Self.unknown(name, "report", among: ReportName.allCases.map(\.rawValue))
    case .unknownColumn(let name, let report?):
      Self.unknown(
        name, "number in the \(report.rawValue) report",
        among: TotalColumn.all.filter { $0.report == report }.map(\.name))
    case .unknownColumn(let name, nil):
      Self.unknown(name, "number in a report", among: TotalColumn.all.map(\.name).inOrderOnce)
    case .ambiguousColumn(let name, let reports):
      """
      \(name) is a column of several reports; write \
      \(reports.map { "\($0.rawValue).\(name)" }.joined(separator: " or "))
      """
    case .noNumber(let text):
      "\(text.debugDescription) is no number; write 0.95, 95% or 12000, with at most 16 digits"
    case .noRate(let column):
      "\(column) is no rate, and so is compared with no percentage; write a number without %"
    case .moreThanAll(let column, let text):
      "\(column) is never more than 1, and \(text) is; write 0.95 or 95%"
    }
  }

  private static func unknown(_ name: String, _ kind: String, among names: [String]) -> String {
    let guess = Spelling.nearest(to: name, among: names).map { " (\(names[$0])?)" } ?? ""
    return """
      \(name.debugDescription) is no \(kind)\(guess); write one of \(names.joined(separator: ", "))
      """
  }
}

extension [String] {
  /// Each text once, where it comes first.
  fileprivate var inOrderOnce: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
