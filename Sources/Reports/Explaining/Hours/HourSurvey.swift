public import Lifecycles
public import Primitives

/// What a metric came to in each hour, of everything and of some series, to find the hours in which it
/// changed most.
public struct HourSurvey: MessageCounts {
  /// Older hours are not looked at, so that no archive can make the table large.
  private static let hourLimit = 31 * 24
  /// How many hours are taken together: what a few recipients an hour fail by shows in some hours.
  private static let widths = [1, 2, 6, 24]
  private static let hoursOfDay = 24
  /// An hour with less than one of so many recipients of the busiest is not where archives begin.
  private static let strayShare: Int64 = 100
  /// An hour of which more is missing has only begun, in milliseconds.
  private static let tolerance: Int64 = 300_000

  private let metric: Metric
  private let filter: LifecycleFilter
  private let coverage: Coverage
  /// Up to when the archives themselves tell, whenever they are said to end.
  private let lastTold: Timestamp?
  /// Of the first hour that is looked at, since the epoch.
  private let firstNumber: Int64
  private var series = TrafficSeries()
  /// Those in which something was counted.
  private var hours: [SeriesCounts?] = Array(repeating: nil, count: hourLimit)
  private var latencies: [Int: LatencyHistogram] = [:]
  /// When the last message up to the end of coverage was created.
  private(set) var latestCreation: Timestamp?
  /// Lifecycles that are left out, for they are told of already.
  private var leftOut: SliceMembership?

  /// - Parameters:
  ///   - parameters: What is asked for.
  ///   - coverage: Of the archives: what was created later was so by a wild clock.
  ///   - end: Up to when hours are looked at; by default as far as archives tell.
  public init(_ parameters: ExplainParameters, _ coverage: Coverage, upTo end: Timestamp? = nil) {
    metric = parameters.metric
    filter = parameters.filter
    self.coverage = parameters.coverage(coverage)
    lastTold = coverage.end
    let lastHour = Self.number(of: end ?? parameters.toldCoverage(coverage).end ?? .latest)
    firstNumber = lastHour - Int64(Self.hourLimit) + 1
  }

  /// When the last message was created, if that was before all hours that were looked at: archives may go
  /// on, by what comes late, when no message is sent any more.
  public var latestCreationBeforeAll: Timestamp? {
    latestCreation.flatMap { Self.number(of: $0) < firstNumber ? $0 : nil }
  }

  /// An empty survey of all but some slices.
  func emptied(without slices: [SliceKey], _ index: ValueIndex) -> HourSurvey {
    var survey = self
    survey.hours = Array(repeating: nil, count: Self.hourLimit)
    survey.latencies = [:]
    survey.leftOut = SliceMembership(slices, index)
    survey.forgetTexts()
    return survey
  }

  public mutating func count(_ message: Message, _ pool: TextPool) {
    guard let created = message.creationTime, created <= coverage.end ?? .latest else { return }
    latestCreation = max(latestCreation ?? created, created)
    let hour = Int(Self.number(of: created) - firstNumber)
    guard hours.indices.contains(hour) else { return }
    let basis = Metric.Basis(
      countsExpired: range(hour).isPastExpiry(coverage.end), coverageEnd: coverage.end)
    for lifecycle in message.lifecycles.indices where filter.contains(message, lifecycle, pool) {
      if metric == .latencyP95 {
        if let latency = message.lifecycles[lifecycle].latency(of: message),
          rest(of: Metric.Score(true), message, lifecycle, pool, isFailure: false) != nil
        {
          latencies[hour, default: LatencyHistogram()].record(latency)
        }
      } else if let score = metric.score(lifecycle, of: message, basis) {
        let isFailure = metric.isFailure(score)
        guard let score = rest(of: score, message, lifecycle, pool, isFailure: isFailure) else {
          continue
        }
        let places = series.places(message, lifecycle, pool, isFailure: isFailure)
        if hours[hour] == nil { hours[hour] = SeriesCounts() }
        hours[hour]?.add(score, places)
      }
    }
  }

  /// What a score comes to without the slices that are told of already.
  private mutating func rest(
    of score: Metric.Score, _ message: Message, _ lifecycle: Int, _ pool: TextPool, isFailure: Bool
  ) -> Metric.Score? {
    guard leftOut != nil else { return score }
    return leftOut?.rest(of: score, message, lifecycle, pool, isFailure: isFailure)
  }

  public mutating func forgetTexts() {
    series.forgetTexts()
    leftOut?.forgetTexts()
  }

  public mutating func merge(_ other: HourSurvey) {
    if let latest = other.latestCreation { latestCreation = max(latestCreation ?? latest, latest) }
    for (hour, counts) in other.hours.enumerated() {
      guard let counts else { continue }
      if hours[hour] == nil { hours[hour] = counts } else { hours[hour]?.merge(counts) }
    }
    for (hour, latency) in other.latencies {
      latencies[hour, default: LatencyHistogram()].merge(latency)
    }
  }

  private static func number(of time: Timestamp) -> Int64 {
    time.millisecondsSinceEpoch.flooredQuotient(by: Milliseconds.hour)
  }

  private func range(_ hour: Int) -> Range<Timestamp> {
    let start = Timestamp(millisecondsSinceEpoch: (firstNumber + Int64(hour)) * Milliseconds.hour)
    return start..<start.advanced(byMilliseconds: Milliseconds.hour)
  }

  /// Whether the archives tell of all of an hour.
  private func isWhole(_ hour: Int) -> Bool {
    let range = range(hour)
    // Of a rate the part that came says as much as all of an hour; a count would seem to fall.
    let ends = [coverage.end, metric.isCount ? lastTold : nil].compactMap(\.self)
    let end = ends.min()?.advanced(byMilliseconds: Self.tolerance) ?? .latest
    let start = coverage.start?.advanced(byMilliseconds: -Self.tolerance) ?? .earliest
    return range.lowerBound >= start && range.upperBound <= end
  }

  /// The whole hours of UTC, and some together, in which the metric rose over as many before, the clearest
  /// first; of counts, in which it changed, over the same hour of the day before where there are days.
  func changes() -> HourChanges {
    var changes = HourChanges(isCount: metric.isCount)
    for width in metric.isCount ? [1] : Self.widths {
      let distance = metric.isCount && hasDays ? Self.hoursOfDay : width
      for hour in hours.indices.dropFirst(distance).dropLast(width - 1) {
        let first = metric.isCount ? hour - distance : hoursBefore(hour, width)
        add(hour, width, over: first, to: &changes)
      }
    }
    return changes
  }

  /// Where the hours begin that some are compared with: just before them; or, where hardly anything was
  /// sent then, at the same time of the latest of some earlier days that is better.
  private func hoursBefore(_ hour: Int, _ width: Int) -> Int {
    let least = trials(hour, width) / Explanation.leastBaseline
    if trials(hour - width, width) > least { return hour - width }
    for day in 1...Int(ExplainParameters.usualDays) {
      let first = hour - day * Self.hoursOfDay
      if first >= 0, trials(first, width) > least { return first }
    }
    return hour - width
  }

  /// What rates are of, in some hours.
  private func trials(_ first: Int, _ width: Int) -> Int64 {
    var trials: Int64 = 0
    for hour in first..<first + width {
      trials += hours[hour]?.trials(TrafficSeries.whole) ?? 0
      trials += Int64(latencies[hour]?.count ?? 0)
    }
    return trials
  }

  /// From when on the archives tell more than stray events.
  ///
  /// One event of long ago, that was delivered once more or is of a wild clock, makes them seem to cover
  /// days of which they tell nothing; these would be taken for days without a message.
  ///
  /// - Parameter times: Which hours are looked at; all if not given.
  /// - Returns: When the first hour with more begins, or coverage if that is later or nothing was counted.
  func start(within times: Range<Timestamp>? = nil) -> Timestamp? {
    func count(_ hour: Int) -> Int64 { hours[hour]?.hits(TrafficSeries.whole) ?? 0 }
    let lookedAt = hours.indices.filter { times?.overlaps(range($0)) ?? true }
    let greatest = lookedAt.map(count).max() ?? 0
    let first = lookedAt.first { count($0) > 0 && count($0) * Self.strayShare >= greatest }
    return [coverage.start, first.map { range($0).lowerBound }].compactMap(\.self).max()
  }

  /// Whether the archives tell of two days at least.
  private var hasDays: Bool {
    guard let start = start(), let end = coverage.end, start < end else { return false }
    return (start..<end).milliseconds >= 2 * Int64(Self.hoursOfDay) * Milliseconds.hour
  }

  /// Adds the change from some hours, that begin with `first`, to others, if archives tell of them all and
  /// at the same age.
  private func add(
    _ hour: Int, _ width: Int, over first: Int, to changes: inout HourChanges
  ) {
    let last = hour + width - 1
    let isBegun = !isWhole(last)
    // Of half an hour there is half as much; and those that have only begun are looked at alone.
    guard !isBegun || width == 1 && !metric.isCount, isWhole(first) || !metric.isCount else {
      return
    }
    guard range(first).isPastExpiry(coverage.end) == range(last).isPastExpiry(coverage.end) else {
      return
    }
    let times = range(hour).lowerBound..<range(last).upperBound
    // That nothing comes is a count, too; but not behind the last message, where a clock that is ahead
    // makes archives seem to go on.
    let isPassed = latestCreation.map { range(last).upperBound <= $0 } ?? false
    let nothing = metric.isCount && isPassed ? SeriesCounts() : nil
    if let before = counts(first..<first + width), let after = counts(hour..<last + 1) ?? nothing {
      changes.add(times, isBegun: isBegun, before, after)
    } else if width == 1, let before = latencies[first], let after = latencies[hour] {
      changes.add(times, isBegun: isBegun, before, after)
    }
  }

  /// What some hours came to together; `nil` if nothing was counted in the first or the last.
  private func counts(_ range: Range<Int>) -> SeriesCounts? {
    guard var sum = hours[range.lowerBound], hours[range.upperBound - 1] != nil else { return nil }
    for hour in range.dropFirst() {
      if let counts = hours[hour] { sum.merge(counts) }
    }
    return sum
  }
}
