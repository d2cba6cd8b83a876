internal import Callbacks
public import Lifecycles
internal import Primitives
public import Runs

/// What messages come to, counted by one worker for each report asked for.
///
/// Messages can be divided among counts in any way, each with a pool of its own: sealed and merged,
/// they say the same.
///
/// One member a report rather than a list of them: a list would call each through its witness
/// table, which costs a lookup of its generic type for every message.
public struct ReportCounts: Sendable {
  private let parameters: ReportParameters
  /// Whether any report looks at messages.
  private let looksAtMessages: Bool
  private var delivery: ReportBuilder<DeliveryCell>?
  private var failures: ReportBuilder<FailuresCell>?
  private var mmsGroup: ReportBuilder<MMSGroupCell>?
  private var inbound: ReportBuilder<InboundCell>?
  private var redelivery: ReportBuilder<RedeliveryCell>?
  private var runs = CellRuns()
  /// Lifecycles that no report looks at.
  private var leftOut = 0

  public init(_ parameters: ReportParameters) {
    self.parameters = parameters
    looksAtMessages = parameters.reports.contains(where: \.isOfMessages)
    func builder<Cell>(_ definition: ReportDefinition<Cell>) -> ReportBuilder<Cell>? {
      guard parameters.reports.contains(definition.name) else { return nil }
      return ReportBuilder(definition, parameters.division(of: definition))
    }
    delivery = builder(.delivery)
    failures = builder(.failures)
    mmsGroup = builder(.mmsGroup)
    inbound = builder(.inbound)
    redelivery = builder(.redelivery)
  }

  /// Counts one message.
  ///
  /// - Parameters:
  ///   - message: Whole, with its outcomes.
  ///   - pool: Holds its texts: the same pool, which may grow, for all messages from one spill to the
  ///     next.
  public mutating func count(_ message: Message, _ pool: TextPool) {
    guard looksAtMessages else { return }
    guard parameters.contains(message) else {
      leftOut += message.lifecycles.count
      return
    }
    if parameters.filter.isEmpty {
      countSelected(message, pool)
    } else {
      countFiltered(message, pool)
    }
  }

  /// Counts those lifecycles of a message that the filter lets pass.
  private mutating func countFiltered(_ message: Message, _ pool: TextPool) {
    let filter = parameters.filter
    let count = message.lifecycles.indices.count { filter.contains(message, $0, pool) }
    leftOut += message.lifecycles.count - count
    if count == message.lifecycles.count {
      countSelected(message, pool)
    } else if count > 0 {
      countSelected(message.selecting { filter.contains(message, $0, pool) }, pool)
    }
  }

  private mutating func countSelected(_ message: Message, _ pool: TextPool) {
    delivery?.count(message, pool)
    failures?.count(message, pool)
    mmsGroup?.count(message, pool)
    inbound?.count(message, pool)
    redelivery?.count(message, pool)
  }

  /// Bytes of memory that the counts take, about: what ``spill(_:to:)`` gives back.
  ///
  /// Includes what sealing or spilling takes for itself.
  public var byteCount: Int {
    (delivery?.byteCount ?? 0) + (failures?.byteCount ?? 0) + (mmsGroup?.byteCount ?? 0)
      + (inbound?.byteCount ?? 0) + (redelivery?.byteCount ?? 0)
  }

  /// Writes all counts so far to a run, and forgets them; counting can go on with another pool.
  ///
  /// - Parameters:
  ///   - pool: The one of the messages that were counted since the last time.
  ///   - folder: Where the run takes its space.
  /// - Throws: ``RunError`` when a run cannot be written, or one that is merged with others cannot be
  ///   read back. The counts are worth nothing then.
  public mutating func spill(_ pool: TextPool, to folder: RunFolder) throws(RunError) {
    var writer = try RunWriter(in: folder)
    for name in ReportName.allCases {
      try writer.beginSection()
      switch name {
      case .delivery: try delivery?.spill(pool, to: &writer)
      case .failures: try failures?.spill(pool, to: &writer)
      case .mmsGroup: try mmsGroup?.spill(pool, to: &writer)
      case .inbound: try inbound?.spill(pool, to: &writer)
      case .redelivery: try redelivery?.spill(pool, to: &writer)
      case .quality: break
      }
    }
    try runs.add(try writer.finish(), in: folder)
  }

  /// The counts in a form that outlives the pool.
  public consuming func sealed(_ pool: TextPool) -> SealedCounts {
    var sealed = SealedCounts(parameters, runs, leftOut: Int64(leftOut))
    delivery?.seal(pool, into: &sealed)
    failures?.seal(pool, into: &sealed)
    mmsGroup?.seal(pool, into: &sealed)
    inbound?.seal(pool, into: &sealed)
    redelivery?.seal(pool, into: &sealed)
    return sealed
  }
}
