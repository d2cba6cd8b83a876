public import Lifecycles
internal import Primitives

/// Which lifecycles a comparison looks at, and what each adds.
public struct Scoring: Sendable {
  let metric: Metric
  let comparison: Comparison
  private let filter: LifecycleFilter
  /// What replaces phone numbers where values are shown.
  let redaction: Redaction?
  let basis: Metric.Basis

  /// - Parameters:
  ///   - parameters: What is compared.
  ///   - comparison: The times.
  ///   - latencies: Those of the baseline; only asked for if they matter.
  public init(
    _ parameters: ExplainParameters, _ comparison: Comparison, _ latencies: BaselineLatencies?
  ) {
    metric = parameters.metric
    filter = parameters.filter
    redaction = parameters.redaction
    self.comparison = comparison
    basis = Metric.Basis(
      slowness: latencies?.slowness ?? 0, countsExpired: comparison.countsExpired,
      coverageEnd: comparison.coverageEnd)
  }

  /// Calls `body` with each lifecycle that counts, the slot in which it was created, and its score.
  func forEach(
    _ message: Message, _ pool: TextPool,
    _ body: (_ number: Int, _ slot: Int, Metric.Score) -> Void
  ) {
    guard let created = message.creationTime, let slot = comparison.slot(of: created) else {
      return
    }
    for number in message.lifecycles.indices {
      if let score = score(number, of: message, pool) { body(number, slot, score) }
    }
  }

  /// What a lifecycle adds, whenever it was created; `nil` for one that does not count.
  func score(_ number: Int, of message: Message, _ pool: TextPool) -> Metric.Score? {
    let score = metric.score(number, of: message, basis)
    return filter.contains(message, number, pool) ? score : nil
  }

  /// The hits that the window would have at the rate of the baseline; of counts, by the length of time.
  func expected(_ whole: SliceCounts) -> Double {
    let hits = Double(whole.baseline.hits)
    guard !metric.isCount else {
      let lengths = comparison.lengths.map(Double.init)
      return hits * lengths[0] / lengths.dropFirst().reduce(0, +)
    }
    return hits / Double(whole.baseline.trials) * Double(whole.window.trials)
  }

  /// How many lifecycles are taken as they were before their receipts expired.
  func unexpiredCount(_ message: Message, _ pool: TextPool) -> Int {
    guard metric.dependsOnExpiry, !comparison.countsExpired, let created = message.creationTime,
      comparison.slot(of: created) != nil
    else { return 0 }
    return message.lifecycles.indices.count { number in
      message.lifecycles[number].failsByExpiry && message.lifecycles[number].outcome != nil
        && filter.contains(message, number, pool)
    }
  }

  /// How many lifecycles of the window may still become a hit or a miss.
  func undecidedCount(_ message: Message, _ pool: TextPool) -> Int {
    guard let created = message.creationTime, comparison.window.contains(created) else { return 0 }
    return message.lifecycles.indices.count { number in
      metric.isUndecided(number, of: message, basis) && filter.contains(message, number, pool)
    }
  }
}

/// How long deliveries took in a baseline.
public struct BaselineLatencies: MessageCounts {
  private let comparison: Comparison
  private let filter: LifecycleFilter
  private var latencies = LatencyHistogram()

  /// - Parameters:
  ///   - parameters: Which lifecycles are looked at.
  ///   - comparison: The times.
  public init(_ parameters: ExplainParameters, _ comparison: Comparison) {
    filter = parameters.filter
    self.comparison = comparison
  }

  public mutating func count(_ message: Message, _ pool: TextPool) {
    guard let created = message.creationTime, let slot = comparison.slot(of: created), slot > 0
    else { return }
    for number in message.lifecycles.indices {
      if let latency = message.lifecycles[number].latency(of: message),
        filter.contains(message, number, pool)
      {
        latencies.record(latency)
      }
    }
  }

  public mutating func merge(_ other: BaselineLatencies) {
    latencies.merge(other.latencies)
  }

  /// The latency that 95 % do not exceed.
  var slowness: Int64 { latencies.percentile(perMille: 950) ?? 0 }
}
