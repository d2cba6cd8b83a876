internal import Archives
internal import Lifecycles
internal import Primitives
public import Runs

/// What messages come to, in the order of rows: on disk where it was spilled, else in memory.
///
/// Its keys and cells hold no ids, so that counts with different pools can be merged.
public struct SealedCounts: Sendable {
  private let parameters: ReportParameters
  private var parts: [ReportName: [SealedCells]] = [:]
  private var lifecycles: [ReportName: Int64] = [:]
  private var runs: CellRuns
  /// Lifecycles that no report looks at.
  private var leftOut: Int64

  init(_ parameters: ReportParameters, _ runs: CellRuns, leftOut: Int64) {
    self.parameters = parameters
    self.runs = runs
    self.leftOut = leftOut
  }

  /// Adds cells of one report, and how many of the lifecycles that it was given it has accounted for.
  mutating func add(_ report: ReportName, _ cells: SealedCells, lifecycles count: Int64) {
    if !cells.isEmpty { parts[report, default: []].append(cells) }
    lifecycles[report, default: 0] += count
  }

  /// Adds the counts of another worker with the same parameters.
  public mutating func merge(_ other: SealedCounts) {
    parts.merge(other.parts) { $0 + $1 }
    lifecycles.merge(other.lifecycles) { $0 + $1 }
    runs.merge(other.runs)
    leftOut += other.leftOut
  }

  /// Adds lifecycles that were not read at all, because they lie outside the window.
  public mutating func addLeftOut(lifecycles count: Int64) {
    leftOut += count
  }

  /// Merges runs until there are so few that reports can be made of them in little memory.
  ///
  /// - Throws: ``RunError`` when a run cannot be written or read back.
  public mutating func limitRuns(in folder: RunFolder) throws(RunError) {
    try runs.limit(in: folder)
  }

  /// How many lifecycles each report has accounted for.
  var sums: [LifecycleSum] {
    ReportName.allCases.compactMap { name in
      lifecycles[name].map { LifecycleSum(name: name, total: $0 + leftOut) }
    }
  }

  /// Lifecycles of the window that the conditions leave, each counted once.
  var reportedLifecycles: Int64 { lifecycles.values.max() ?? 0 }

  /// The finished reports, in the order in which they are shown.
  func tables(_ archives: [ArchiveAccount], coverageEnd: Timestamp?) -> [ReportTable] {
    func table<Cell>(_ definition: ReportDefinition<Cell>) -> ReportTable {
      report(definition, coverageEnd: coverageEnd).table
    }
    return parameters.reports.map { name in
      switch name {
      case .delivery: table(.delivery)
      case .failures: table(.failures)
      case .mmsGroup: table(.mmsGroup)
      case .inbound: table(.inbound)
      case .redelivery: table(.redelivery)
      case .quality: QualityReport.table(archives)
      }
    }
  }

  /// The keys of the greatest rows of a report that has no periods.
  func greatestKeys(of name: ReportName, limit: Int) throws(RunError) -> GreatestKeys {
    switch name {
    case .delivery: try report(.delivery).greatestKeys(limit)
    case .failures: try report(.failures).greatestKeys(limit)
    case .mmsGroup: try report(.mmsGroup).greatestKeys(limit)
    case .inbound: try report(.inbound).greatestKeys(limit)
    case .redelivery: try report(.redelivery).greatestKeys(limit)
    case .quality: GreatestKeys([])
    }
  }

  private func report<Cell>(
    _ definition: ReportDefinition<Cell>, coverageEnd: Timestamp? = nil
  ) -> SealedReport<Cell> {
    SealedReport(
      definition: definition, division: parameters.division(of: definition),
      parts: parts[definition.name] ?? [], runs: runs.all, coverageEnd: coverageEnd)
  }
}

/// Lifecycles in a report and left out of it: together they must be all there are.
struct LifecycleSum: Sendable {
  let name: ReportName
  let total: Int64
}
