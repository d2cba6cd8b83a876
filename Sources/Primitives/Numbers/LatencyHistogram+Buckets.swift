extension LatencyHistogram {
  /// A histogram from what ``forEachBucket(_:)`` gave, such as one that was stored.
  ///
  /// `nil` when no recorded latencies could have given it.
  ///
  /// - Parameters:
  ///   - buckets: In ascending order, with counts above 0.
  ///   - minimum: Of the latencies in the first bucket; `nil` without buckets.
  ///   - maximum: Of the latencies in the last bucket; `nil` without buckets.
  public init?(
    buckets: some Sequence<(bucket: Int, count: Int)>, minimum: Int64?, maximum: Int64?
  ) {
    for (bucket, count) in buckets {
      guard count > 0, count <= Self.countLimit - self.count,
        bucket > entries.last?.bucket ?? -1, bucket <= Self.lastBucket
      else { return nil }
      entries.append(Entry(bucket: bucket, count: count))
      self.count += count
    }
    guard let first = entries.first, let last = entries.last else {
      guard minimum == nil, maximum == nil else { return nil }
      return
    }
    guard let minimum, let maximum, minimum >= 0, minimum <= maximum,
      Self.bucket(of: minimum) == first.bucket, Self.bucket(of: maximum) == last.bucket,
      count > 1 || minimum == maximum
    else { return nil }
    least = minimum
    greatest = maximum
    if entries.count == 1 { entries = [] }
  }

  /// Bytes of memory besides those of the value itself, about.
  @inlinable
  public var heldByteCount: Int { entries.count * 8 + window.count }

  /// How many buckets are in use.
  public var bucketCount: Int { allEntries.count }

  /// Calls `body` with every bucket in use and its count, in ascending order.
  public func forEachBucket(_ body: (_ bucket: Int, _ count: Int) -> Void) {
    for entry in allEntries { body(entry.bucket, entry.count) }
  }

  static let lastBucket = bucket(of: .max)

  /// The bucket of a latency: itself below 256, then 128 of them per power of two.
  static func bucket(of milliseconds: Int64) -> Int {
    guard milliseconds >= 256 else { return Int(milliseconds) }
    // Shifted by this, the eight highest bits remain: 128...255.
    let shift = 56 - milliseconds.leadingZeroBitCount
    return shift * 128 + Int(milliseconds >> Int64(shift))
  }

  /// The greatest latency in a bucket.
  static func upperBound(ofBucket bucket: Int) -> Int64 {
    guard bucket >= 256 else { return Int64(bucket) }
    let shift = Int64(bucket / 128 - 1)
    let highestBits = Int64(bucket) - shift * 128
    return highestBits << shift | (1 << shift - 1)
  }
}
