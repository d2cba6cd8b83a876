internal import Glibc
internal import Primitives

/// How clearly a metric changed from hour to hour, in any of the ``TrafficSeries``.
struct HourChanges {
  /// An hour, or some together, by the series that changed most clearly.
  struct Change {
    let times: Range<Timestamp>
    /// Whether the archives end in it.
    let isBegun: Bool
    /// Of log likelihood, over what is usual from hour to hour and the number of series.
    let score: Double
    /// By how much the whole rose; 0 if it did not.
    let wholeGain: Double
    /// Whether chance does as much in one of a hundred surveys at most.
    let isClear: Bool
  }

  private struct Pair {
    let times: Range<Timestamp>
    let isBegun: Bool
    var gains: [(series: Int, gain: Double, isRise: Bool)] = []
  }

  /// With fewer hits in two hours, a series says nothing.
  private static let leastHits: Int64 = 10
  /// The median of χ² of one degree.
  private static let median = 0.4549
  /// For fewer pairs of hours than this, what is usual for a series is not known.
  private static let leastPairs = 5

  private let isCount: Bool
  private var pairs: [Pair] = []

  init(isCount: Bool) {
    self.isCount = isCount
  }

  /// How many hours were looked at.
  var count: Int { pairs.count }

  mutating func add(
    _ times: Range<Timestamp>, isBegun: Bool, _ before: SeriesCounts, _ after: SeriesCounts
  ) {
    var pair = Pair(times: times, isBegun: isBegun)
    for series in 0..<TrafficSeries.count {
      let hits = (after.hits(series), before.hits(series))
      guard hits.0 + hits.1 >= (series == TrafficSeries.whole ? 1 : Self.leastHits) else {
        continue
      }
      // A part of the traffic changes by its share: all parts go up and down with the whole.
      let isWholeCount = isCount && series == TrafficSeries.whole
      func trials(_ counts: SeriesCounts) -> Int64 {
        isCount ? counts.hits(TrafficSeries.whole) : counts.trials(series)
      }
      let contrast = Contrast(
        hits: (Double(hits.0), Double(hits.1)),
        trials: isWholeCount ? (1, 1) : (Double(trials(after)), Double(trials(before))),
        isCount: isWholeCount)
      pair.gains.append((series, contrast.gain, contrast.rises))
    }
    pairs.append(pair)
  }

  mutating func add(
    _ times: Range<Timestamp>, isBegun: Bool, _ before: LatencyHistogram, _ after: LatencyHistogram
  ) {
    let slowness = before.percentile(perMille: 950) ?? 0
    let contrast = Contrast(
      hits: (Double(after.count(above: slowness)), Double(before.count(above: slowness))),
      trials: (Double(after.count), Double(before.count)), isCount: false)
    pairs.append(
      Pair(
        times: times, isBegun: isBegun,
        gains: [(TrafficSeries.whole, contrast.gain, contrast.rises)])
    )
  }

  /// The hours with a change, the clearest first; the first of several.
  var ranked: [Change] {
    let single = UsualGains(pairs.filter { $0.times.milliseconds == Milliseconds.hour })
    let usual = Dictionary(grouping: pairs) { $0.times.milliseconds }.mapValues {
      UsualGains($0, atLeast: single)
    }
    let tests = Double(max(1, pairs.count * single.seriesCount))
    return pairs.compactMap { pair -> Change? in
      guard let usual = usual[pair.times.milliseconds] else { return nil }
      let changed = pair.gains.filter { $0.gain > 0 && ($0.isRise || isCount) }
      let scored = changed.map { change in
        let gain = change.gain / usual.factor(of: change.series)
        return (gain, gain - log(Double(usual.seriesCount(like: change.series))))
      }
      guard let best = scored.max(by: { $0.1 < $1.1 }) else { return nil }
      let chance = Tails.student((2 * best.0).squareRoot(), degrees: SliceJudge.degrees)
      return Change(
        times: pair.times, isBegun: pair.isBegun, score: best.1,
        wholeGain: changed.first { $0.series == TrafficSeries.whole }?.gain ?? 0,
        isClear: chance * tests < SliceJudge.level)
    }.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
      .map(\.element)
  }

  /// The hours to look at, the best first.
  ///
  /// A single one comes before several, and one that has only begun only if no other shows anything. Where
  /// nothing is clear it is that in which the whole rose most.
  var toLookAt: [Change] {
    let ranked = ranked
    let single = ranked.filter { $0.times.milliseconds == Milliseconds.hour }
    let clear = ranked.filter(\.isClear)
    guard !clear.isEmpty else {
      // The day's course makes the whole rise most, of counts.
      guard !isCount else { return Array(single.prefix(1)) }
      let risen = single.filter { $0.wholeGain > 0 }
      let whole = risen.filter { !$0.isBegun }
      let greatest = (whole.isEmpty ? risen : whole).map(\.wholeGain).max()
      return Array(risen.filter { $0.wholeGain == greatest }.prefix(1))
    }
    let firsts = [single.first { $0.isClear && !$0.isBegun }, single.first(where: \.isClear)]
    var chosen = firsts.compactMap(\.self).prefix(1)
    for change in clear where chosen.allSatisfy({ $0.times != change.times }) {
      // What is near to one that comes before it tells the same.
      if chosen.dropFirst().allSatisfy({ Self.areApart($0.times, change.times) }) {
        chosen.append(change)
      }
    }
    return Array(chosen)
  }

  /// The hours with a clear change apart from those that are told of, the earliest first.
  ///
  /// What begins in an hour rises in the next one as well, and in several together, which tells no more.
  func others(than told: Range<Timestamp>, limit: Int) -> [Range<Timestamp>] {
    var hours: [Range<Timestamp>] = []
    let clear = ranked.filter(\.isClear)
    let ordered =
      clear.filter { $0.times.milliseconds == Milliseconds.hour }
      + clear.filter { $0.times.milliseconds > Milliseconds.hour }
    for change in ordered where hours.count < limit {
      let start = change.times.lowerBound.millisecondsSinceEpoch
      let distance = abs(start - told.lowerBound.millisecondsSinceEpoch)
      guard distance > Milliseconds.hour, hours.allSatisfy({ Self.areApart($0, change.times) })
      else {
        continue
      }
      hours.append(change.times)
    }
    return hours.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether two changes lie farther from each other than what both compare is long.
  private static func areApart(_ a: Range<Timestamp>, _ b: Range<Timestamp>) -> Bool {
    let (first, second) = (
      a.lowerBound.millisecondsSinceEpoch, b.lowerBound.millisecondsSinceEpoch
    )
    return abs(first - second) > max(a.milliseconds, b.milliseconds)
  }

  /// How much series usually change from hour to hour, by medians, which an incident does not move.
  private struct UsualGains {
    private var bySeries: [Int: Double] = [:]
    private var byKind: [Int: Double] = [:]
    private var counts: [Int: Int] = [:]

    init(_ pairs: [Pair], atLeast other: UsualGains? = nil) {
      // Of some hours together there are few, which vary as much as single ones do at least.
      if let other { (bySeries, byKind) = (other.bySeries, other.byKind) }
      let gains = pairs.flatMap(\.gains)
      for (series, gains) in Dictionary(grouping: gains, by: \.series) {
        counts[TrafficSeries.kind(series), default: 0] += 1
        guard gains.count >= HourChanges.leastPairs else { continue }
        bySeries[series] = max(bySeries[series] ?? 1, Self.factor(gains.map(\.gain)))
      }
      for (kind, gains) in Dictionary(grouping: gains, by: { TrafficSeries.kind($0.series) })
      where gains.count >= HourChanges.leastPairs {
        byKind[kind] = max(byKind[kind] ?? 1, Self.factor(gains.map(\.gain)))
      }
    }

    private static func factor(_ gains: [Double]) -> Double {
      2 * gains.sorted()[gains.count / 2] / HourChanges.median
    }

    var seriesCount: Int { counts.values.reduce(0, +) }

    func seriesCount(like series: Int) -> Int { counts[TrafficSeries.kind(series)] ?? 1 }

    /// How much more the hits of a series vary than independent ones; at least 1.
    func factor(of series: Int) -> Double {
      max(bySeries[series] ?? 1, byKind[TrafficSeries.kind(series)] ?? 1, 1)
    }
  }
}
