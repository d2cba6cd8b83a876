internal import Primitives

/// A column of a report that has a total, such as `delivery_rate` or `quality.malformed`.
struct TotalColumn: Equatable, Sendable {
  let report: ReportName
  let name: String
  let unit: Unit

  /// All there are, in the order of reports and their columns.
  static let all: [TotalColumn] =
    columns(of: .delivery) + columns(of: .failures) + columns(of: .mmsGroup)
    + columns(of: .inbound) + columns(of: .redelivery)
    + columns(QualityReport.columns.map(\.shown), of: .quality)

  private static func columns<Cell>(of definition: ReportDefinition<Cell>) -> [TotalColumn] {
    // A share of a period is all of it where there is nothing but totals.
    let columns = definition.columns.filter { definition.weight == nil || $0.unit != .ratio }
    return self.columns(columns.map(\.shown), of: definition.name)
  }

  private static func columns(_ columns: [TableColumn], of report: ReportName) -> [TotalColumn] {
    columns.filter(\.unit.hasTotal).map {
      TotalColumn(report: report, name: $0.name, unit: $0.unit)
    }
  }

  private init(report: ReportName, name: String, unit: Unit) {
    self.report = report
    self.name = name
    self.unit = unit
  }

  /// Finds a column by its name, alone or behind that of its report and a point.
  ///
  /// A name alone is that of the delivery report, else of the only report that has it.
  init(_ text: String) throws(TotalConditionError) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      self = try Self.find(text)
      return
    }
    guard let report = ReportName(rawValue: String(parts[0])) else {
      throw .unknownReport(String(parts[0]))
    }
    let name = String(parts[1])
    let candidates = Self.all.filter { $0.report == report }
    guard let column = candidates.first(where: { $0.name == name }) else {
      throw .unknownColumn(name, of: report)
    }
    self = column
  }

  private static func find(_ name: String) throws(TotalConditionError) -> TotalColumn {
    let candidates = all.filter { $0.name == name }
    guard let first = candidates.first else { throw .unknownColumn(name, of: nil) }
    guard first.report == .delivery || candidates.count == 1 else {
      throw .ambiguousColumn(name, candidates.map(\.report))
    }
    return first
  }
}

extension Unit {
  fileprivate var hasTotal: Bool {
    switch self {
    case .milliseconds, .seconds, .ratio: true
    default: isCount
    }
  }
}
