internal import Archives
internal import Callbacks
public import Lifecycles
internal import Primitives

/// What messages come to, counted for each report asked for.
///
/// Messages can be divided among counts in any way: merged, they say the same.
///
/// One member a report rather than a list of them: a list would call each through its witness
/// table, which costs a lookup of its generic type for every message.
public struct ReportCounts: Sendable {
  private var delivery: ReportBuilder<DeliveryCell>?
  private var failures: ReportBuilder<FailuresCell>?
  private var mmsGroup: ReportBuilder<MMSGroupCell>?
  private var inbound: ReportBuilder<InboundCell>?
  private var redelivery: ReportBuilder<RedeliveryCell>?

  public init(_ parameters: ReportParameters) {
    func builder<Cell>(_ definition: ReportDefinition<Cell>) -> ReportBuilder<Cell>? {
      guard parameters.reports.contains(definition.name) else { return nil }
      return ReportBuilder(definition, parameters.slice(of: definition))
    }
    delivery = builder(.delivery)
    failures = builder(.failures)
    mmsGroup = builder(.mmsGroup)
    inbound = builder(.inbound)
    redelivery = builder(.redelivery)
  }

  /// Counts one message, whose texts are in `pool`.
  public mutating func count(_ message: Message, _ pool: TextPool) {
    delivery?.count(message, pool)
    failures?.count(message, pool)
    mmsGroup?.count(message, pool)
    inbound?.count(message, pool)
    redelivery?.count(message, pool)
  }

  /// Adds the counts of other messages with texts in the same pool.
  public mutating func merge(_ other: ReportCounts) {
    delivery?.merge(other.delivery)
    failures?.merge(other.failures)
    mmsGroup?.merge(other.mmsGroup)
    inbound?.merge(other.inbound)
    redelivery?.merge(other.redelivery)
  }

  /// How many lifecycles each report has accounted for.
  var sums: [LifecycleSum] {
    [delivery?.sum, failures?.sum, mmsGroup?.sum, inbound?.sum, redelivery?.sum].compactMap(\.self)
  }

  /// The finished reports, in the order of `names`.
  func tables(
    _ names: [ReportName], _ archives: [ArchiveRecord], _ coverageEnd: Timestamp?,
    _ pool: TextPool
  ) -> [ReportTable] {
    names.compactMap { name in
      switch name {
      case .delivery: delivery?.table(coverageEnd: coverageEnd, pool)
      case .failures: failures?.table(coverageEnd: coverageEnd, pool)
      case .mmsGroup: mmsGroup?.table(coverageEnd: coverageEnd, pool)
      case .inbound: inbound?.table(coverageEnd: coverageEnd, pool)
      case .redelivery: redelivery?.table(coverageEnd: coverageEnd, pool)
      case .quality: QualityReport.table(archives)
      }
    }
  }
}

/// Lifecycles in a report and left out of it: together they must be all there are.
struct LifecycleSum: Sendable {
  let name: ReportName
  let total: Int64
}
