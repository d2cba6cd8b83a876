public import Lifecycles
internal import Primitives

/// What a metric came to in each hour, to find the hour in which it rose most.
public struct HourSurvey: MessageCounts {
  /// Older hours are not looked at, so that no archive can make the table large.
  private static let hourLimit: Int64 = 31 * 24
  private static let hour: Int64 = 3_600_000

  private struct Hour: Sendable {
    var score = Metric.Score(hits: 0, trials: 0)
    /// The same before receipts expired.
    var unexpired = Metric.Score(hits: 0, trials: 0)
    var latency = LatencyHistogram()
  }

  private let metric: Metric
  private let filter: LifecycleFilter
  /// `nil` where archives tell of none.
  private let coverageEnd: Timestamp?
  /// By number since the epoch.
  private var hours: [Int64: Hour] = [:]
  /// When the last message up to the end of coverage was created.
  private(set) var latestCreation: Timestamp?

  /// - Parameters:
  ///   - parameters: What is asked for.
  ///   - coverage: Of the archives: what was created later was so by a wild clock.
  public init(_ parameters: ExplainParameters, _ coverage: Coverage) {
    metric = parameters.metric
    filter = parameters.filter
    coverageEnd = parameters.coverage(coverage).end
  }

  public mutating func count(_ message: Message, _ pool: TextPool) {
    guard let created = message.creationTime, created <= coverageEnd ?? .latest else { return }
    latestCreation = max(latestCreation ?? created, created)
    let number = Self.number(of: created)
    guard number > Self.number(of: coverageEnd ?? .latest) - Self.hourLimit else { return }
    for lifecycle in message.lifecycles.indices where filter.contains(message, lifecycle, pool) {
      if metric == .latencyP95 {
        if let latency = message.lifecycles[lifecycle].latency(of: message) {
          hours[number, default: Hour()].latency.record(latency)
        }
      } else if let score = metric.score(lifecycle, of: message, slowness: 0) {
        hours[number, default: Hour()].score.add(score)
        let unexpired = metric.score(lifecycle, of: message, slowness: 0, countsExpired: false)
        if let unexpired { hours[number, default: Hour()].unexpired.add(unexpired) }
      }
    }
  }

  public mutating func merge(_ other: HourSurvey) {
    if let latest = other.latestCreation { latestCreation = max(latestCreation ?? latest, latest) }
    for (number, hour) in other.hours {
      hours[number, default: Hour()].score.add(hour.score)
      hours[number, default: Hour()].unexpired.add(hour.unexpired)
      hours[number, default: Hour()].latency.merge(hour.latency)
    }
  }

  private static func number(of time: Timestamp) -> Int64 {
    time.millisecondsSinceEpoch.flooredQuotient(by: hour)
  }

  /// The whole hour of UTC in which the metric rose most over the hour before; the first of several.
  ///
  /// - Returns: The hour, and how many were looked at; `nil` when it rose in none of them.
  func greatestRise() -> (hour: Range<Timestamp>, count: Int)? {
    var count = 0
    var greatest = (hour: Int64(0), gain: 0.0)
    for number in hours.keys.sorted() {
      guard let after = hours[number], let before = hours[number - 1] else { continue }
      count += 1
      let countsExpired = Self.range(number).isPastExpiry(coverageEnd)
      let contrast = contrast(before, after, countsExpired)
      guard contrast.rises, contrast.gain > greatest.gain else { continue }
      greatest = (number, contrast.gain)
    }
    guard greatest.gain > 0 else { return nil }
    return (Self.range(greatest.hour), count)
  }

  private static func range(_ number: Int64) -> Range<Timestamp> {
    let start = Timestamp(millisecondsSinceEpoch: number * hour)
    return start..<start.advanced(byMilliseconds: hour)
  }

  private func contrast(_ before: Hour, _ after: Hour, _ countsExpired: Bool) -> Contrast {
    guard metric == .latencyP95 else {
      let (before, after) =
        countsExpired ? (before.score, after.score) : (before.unexpired, after.unexpired)
      return Contrast(
        hits: (Double(after.hits), Double(before.hits)),
        trials: metric.isCount ? (1, 1) : (Double(after.trials), Double(before.trials)),
        isCount: metric.isCount)
    }
    let slowness = before.latency.percentile(perMille: 950) ?? 0
    return Contrast(
      hits: (
        Double(after.latency.count(above: slowness)), Double(before.latency.count(above: slowness))
      ),
      trials: (Double(after.latency.count), Double(before.latency.count)), isCount: false)
  }
}
