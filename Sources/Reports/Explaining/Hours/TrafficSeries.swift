internal import Lifecycles
internal import Primitives

/// A few hundred series that every recipient is counted in some of: the whole, and what shares a value
/// of the dimensions that incidents commonly have.
///
/// Values share a bucket by their hash, so that the memory is bounded and the order of messages changes
/// nothing. Two in one bucket dilute each other, and nothing is named by a bucket.
struct TrafficSeries: Sendable {
  /// The series of one lifecycle.
  struct Places {
    let application: Int
    let carrier: Int
    /// Of those that fail with the same code, if this one does.
    let code: Int?
  }

  static let bucketCount = 64
  static let whole = 0
  static let count = 1 + 3 * bucketCount
  /// The series of a code have the trials of the whole.
  static let codes = 1 + 2 * bucketCount..<count

  /// A number for the dimension of a series.
  static func kind(_ series: Int) -> Int { (series + bucketCount - 1) / bucketCount }

  private var words = LifecycleWords(hash: .stable)

  /// Where a lifecycle is counted, besides the whole.
  @inline(__always)
  mutating func places(
    _ message: Message, _ lifecycle: Int, _ pool: TextPool, isFailure: Bool
  ) -> Places {
    let application = words.word(.application, message, lifecycle, pool)
    let carrier = words.word(.carrier, message, lifecycle, pool)
    return Places(
      application: 1 + Self.bucket(application),
      carrier: 1 + Self.bucketCount + Self.bucket(carrier),
      code: isFailure
        ? Self.codes.lowerBound + Self.bucket(words.word(.errorCode, message, lifecycle, pool))
        : nil)
  }

  @inline(__always)
  private static func bucket(_ word: UInt64) -> Int {
    Int(StableHash.fold(word ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93) % UInt64(bucketCount))
  }

  mutating func forgetTexts() {
    words.forgetTexts()
  }
}

/// What every one of the ``TrafficSeries`` came to.
struct SeriesCounts: Sendable {
  /// By series the hits, then the trials; those of codes are not counted.
  private var tallies = Array(
    repeating: Int64(0), count: TrafficSeries.count + TrafficSeries.codes.lowerBound)

  @inline(__always)
  mutating func add(_ score: Metric.Score, _ places: TrafficSeries.Places) {
    // A span, because an array asks before each write whether it is shared.
    var tallies = tallies.mutableSpan
    let trials = TrafficSeries.count
    tallies[trials + TrafficSeries.whole] += score.trials
    tallies[trials + places.application] += score.trials
    tallies[trials + places.carrier] += score.trials
    guard score.hits > 0 else { return }
    tallies[TrafficSeries.whole] += score.hits
    tallies[places.application] += score.hits
    tallies[places.carrier] += score.hits
    if let code = places.code { tallies[code] += score.hits }
  }

  mutating func merge(_ other: SeriesCounts) {
    for index in tallies.indices { tallies[index] += other.tallies[index] }
  }

  func hits(_ series: Int) -> Int64 { tallies[series] }

  func trials(_ series: Int) -> Int64 {
    let series = TrafficSeries.codes.contains(series) ? TrafficSeries.whole : series
    return tallies[TrafficSeries.count + series]
  }
}
