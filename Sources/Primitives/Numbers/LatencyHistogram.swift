/// Counts of latencies in logarithmic buckets, mergeable by adding counts.
///
/// **Precision.** Exact below 256 ms. Above, a power of two is divided into 128 buckets, so that a
/// bucket is less than 1 % as wide as any latency in it. The least and greatest latency are exact.
///
/// **Size.** Reports hold one for every row, most with few latencies: 48 bytes while all lie in one
/// bucket, then 8 for every bucket in use, and at most as many again while latencies are recorded.
public struct LatencyHistogram: Mergeable, Sendable {
  /// The greatest number of latencies that can be recorded.
  public static let countLimit = 1 << 48 - 1

  public static let identity = LatencyHistogram()

  /// How many latencies were recorded.
  public internal(set) var count = 0
  /// `Int64.max` when nothing was recorded.
  var least = Int64.max
  /// -1 when nothing was recorded.
  var greatest: Int64 = -1
  /// The buckets in use, in ascending order; empty while ``least`` and ``greatest`` share theirs.
  @usableFromInline var entries: [Entry] = []
  /// What is to be added to the counts in ``entries``, for one bucket after the other; empty while
  /// few buckets are in use.
  @usableFromInline var window: [UInt8] = []
  /// The first bucket of the window.
  var windowStart = 0

  public init() {}

  /// The greatest latency in milliseconds, exactly; `nil` when nothing was recorded.
  public var maximum: Int64? { count > 0 ? greatest : nil }

  /// The least latency in milliseconds, exactly; `nil` when nothing was recorded.
  public var minimum: Int64? { count > 0 ? least : nil }

  /// Records one latency.
  ///
  /// - Precondition: `milliseconds` is not negative.
  /// - Complexity: O(1) for most; O(log *n*) for others, with *n* buckets in use; O(*n*) for a new one.
  public mutating func record(_ milliseconds: Int64) {
    precondition(milliseconds >= 0, "a latency of \(milliseconds) ms")
    guard countInWindow(Self.bucket(of: milliseconds)) else {
      return record(milliseconds, count: 1)
    }
    requireRoom(for: 1)
    adopt(least: milliseconds, greatest: milliseconds, count: 1)
  }

  /// Records the same latency `count` times.
  ///
  /// - Precondition: Neither is negative, and the histogram stays within ``countLimit``.
  public mutating func record(_ milliseconds: Int64, count: Int) {
    precondition(milliseconds >= 0, "a latency of \(milliseconds) ms")
    guard count != 0 else { return }
    requireRoom(for: count)
    add(Entry(bucket: Self.bucket(of: milliseconds), count: count))
    adopt(least: milliseconds, greatest: milliseconds, count: count)
  }

  public mutating func merge(_ other: LatencyHistogram) {
    guard other.count > 0 else { return }
    requireRoom(for: other.count)
    if count == 0 {
      self = other
      return
    }
    closeWindow()
    let others = other.allEntries
    if others.count == 1 {
      add(others[0])
    } else if entries.isEmpty {
      let own = onlyEntry
      entries = others
      add(own)
    } else {
      merge(others)
    }
    adopt(least: other.least, greatest: other.greatest, count: other.count)
  }

  /// Returns the latency that `perMille` thousandths of the recorded latencies do not exceed.
  ///
  /// ```swift
  /// var histogram = LatencyHistogram()
  /// for latency: Int64 in [3, 5, 8] { histogram.record(latency) }
  /// histogram.percentile(perMille: 500)  // 5
  /// ```
  ///
  /// **Definition.** Nearest rank: the latency at rank ⌈``count`` × `perMille` ÷ 1000⌉, at least 1,
  /// in ascending order. Never interpolated.
  ///
  /// **Precision.** The upper bound of its bucket, or ``maximum`` where that is less: less than 1 %
  /// too high, never too low.
  ///
  /// - Parameter perMille: Thousandths, in `0...1000`; `950` is the 95th percentile. An integer,
  ///   because a rank must not depend on rounding: `(0.07 * 100).rounded(.up)` is 8.
  /// - Returns: Milliseconds, or `nil` when nothing was recorded. An empty group has no
  ///   percentile, and reports print an empty cell for it, never `0`.
  /// - Precondition: `perMille` is in `0...1000`.
  /// - Complexity: O(*n*) for *n* buckets in use.
  /// - SeeAlso: Hyndman & Fan, "Sample Quantiles in Statistical Packages", 1996, definition 1;
  ///   bucket layout after the HdrHistogram.
  public func percentile(perMille: Int) -> Int64? {
    precondition((0...1000).contains(perMille), "\(perMille) is outside 0...1000")
    guard count > 0 else { return nil }
    let rank = max(1, (count * perMille + 999) / 1000)
    var cumulative = 0
    for entry in allEntries {
      cumulative += entry.count
      if cumulative >= rank { return min(Self.upperBound(ofBucket: entry.bucket), greatest) }
    }
    return greatest
  }

  /// How many of the recorded latencies lie in later buckets than `milliseconds`.
  ///
  /// Of the upper bound of a bucket, such as ``percentile(perMille:)`` returns, it is those above.
  ///
  /// - Precondition: `milliseconds` is not negative.
  public func count(above milliseconds: Int64) -> Int {
    let bucket = Self.bucket(of: milliseconds)
    return allEntries.reduce(0) { $0 + ($1.bucket > bucket ? $1.count : 0) }
  }

  public static func == (a: LatencyHistogram, b: LatencyHistogram) -> Bool {
    a.count == b.count && a.least == b.least && a.greatest == b.greatest
      && a.allEntries == b.allEntries
  }
}
