import Testing

@testable import Primitives

/// What lies side by side in a histogram must not show.
struct LatencyWindowTests {
  /// Latencies of which most lie close together, and some anywhere.
  private func latencies(_ count: Int, using generator: inout SeededGenerator) -> [Int64] {
    (0..<count).map { _ in
      switch Int.random(in: 0..<20, using: &generator) {
      case 0: Int64(generator.next() >> 1) >> Int64.random(in: 0...62, using: &generator)
      case 1..<8: Int64.random(in: 900...910, using: &generator)
      default: Int64.random(in: 300...9000, using: &generator)
      }
    }
  }

  /// The same latencies, counted by bucket.
  private func counted(_ latencies: [Int64]) -> [Int: Int] {
    latencies.reduce(into: [:]) { $0[LatencyHistogram.bucket(of: $1), default: 0] += 1 }
  }

  private func counted(_ histogram: LatencyHistogram) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    histogram.forEachBucket { bucket, count in
      #expect(counts[bucket] == nil)
      counts[bucket] = count
    }
    return counts
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `nothing is lost in a window`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var (all, histogram) = ([Int64](), LatencyHistogram())
    var sawWindow = false
    for _ in 0..<40 {
      let more = latencies(500, using: &generator)
      all += more
      for latency in more { histogram.record(latency) }
      sawWindow = sawWindow || !histogram.window.isEmpty
      let expected = counted(all)
      #expect(counted(histogram) == expected, "seed \(seed), \(all.count) latencies")
      #expect(histogram.bucketCount == expected.count)
      #expect(histogram.count == all.count && histogram.maximum == all.max())
      // The window has at most eight counters for each bucket in use.
      #expect(histogram.heldByteCount <= expected.count * 16)
    }
    #expect(sawWindow)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `histograms with windows merge as those without`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let parts = [3, 40, 700, 6000].map { latencies($0, using: &generator) }
    let histograms = parts.map { part in
      var histogram = LatencyHistogram()
      for latency in part { histogram.record(latency) }
      return histogram
    }
    for (a, left) in zip(histograms, parts) {
      var closed = a
      closed.closeWindow()
      #expect(closed == a, "seed \(seed)")
      #expect(closed.percentile(perMille: 950) == a.percentile(perMille: 950))
      for (b, right) in zip(histograms, parts) {
        var merged = a
        merged.merge(b)
        // Recording goes on after a merge.
        for latency in left { merged.record(latency) }
        #expect(counted(merged) == counted(left + right + left), "seed \(seed)")
      }
    }
  }
}
