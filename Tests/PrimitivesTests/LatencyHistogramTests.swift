import Primitives
import TestSupport
import Testing

struct LatencyHistogramTests {
  private func histogram(_ latencies: some Sequence<Int64>) -> LatencyHistogram {
    var histogram = LatencyHistogram()
    for latency in latencies { histogram.record(latency) }
    return histogram
  }

  /// Latencies of all sizes, small ones often.
  private func latencies(_ count: Int, using generator: inout SeededGenerator) -> [Int64] {
    (0..<count).map { _ in
      Int64(generator.next() >> 1) >> Int64.random(in: 0...62, using: &generator)
    }
  }

  @Test func `an empty histogram has no percentile`() {
    let empty = LatencyHistogram()
    #expect(empty.percentile(perMille: 500) == nil)
    #expect(empty.maximum == nil)
    #expect(empty.minimum == nil)
    #expect(empty.count == 0)
  }

  @Test(arguments: zip([0, 250, 251, 750, 751, 1000], [3, 3, 5, 5, 8, 8] as [Int64]))
  func `small latencies are exact`(perMille: Int, expected: Int64) {
    #expect(histogram([3, 5, 8, 5]).percentile(perMille: perMille) == expected)
  }

  /// Percentiles are upper bounds of buckets, or the maximum.
  @Test(arguments: UInt64(0)..<10)
  func `those above a percentile are those in later buckets`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let latencies = latencies(500, using: &generator)
    let histogram = histogram(latencies)
    for perMille in [0, 500, 950, 990, 1000] {
      let percentile = histogram.percentile(perMille: perMille) ?? 0
      #expect(histogram.count(above: percentile) == latencies.count { $0 > percentile })
    }
    #expect(LatencyHistogram().count(above: 0) == 0)
  }

  @Test func `all below 256 are exact, and single ones always`() {
    for latency in Array(0..<256) + [256, 257, 259, 12_345, 86_400_000, .max] as [Int64] {
      for perMille in [0, 500, 1000] {
        #expect(histogram([latency]).percentile(perMille: perMille) == latency)
      }
    }
    let all = histogram(0..<256)
    for perMille in 1...1000 {
      #expect(all.percentile(perMille: perMille) == Int64((256 * perMille + 999) / 1000 - 1))
    }
  }

  @Test func `a percentile is less than 1 % too high, and never too low`() throws {
    let seed: UInt64 = 7
    var generator = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let count = Int.random(in: 1...(round < 250 ? 40 : 4000), using: &generator)
      let sorted = latencies(count, using: &generator).sorted()
      let histogram = histogram(sorted.shuffled(using: &generator))
      #expect(histogram.maximum == sorted.last)
      #expect(histogram.minimum == sorted.first)
      #expect(histogram.count == count)
      for perMille in [0, 1, 10, 500, 900, 950, 990, 999, 1000] {
        let rank = max(1, (count * perMille + 999) / 1000)
        let exact = sorted[rank - 1]
        let reported = try #require(histogram.percentile(perMille: perMille))
        #expect(
          reported >= exact && reported - exact <= exact / 100 && reported <= sorted[count - 1],
          "\(perMille) of \(count): \(reported) for \(exact), seed \(seed), round \(round)")
      }
    }
  }

  @Test func `merging obeys its laws`() {
    var generator = SeededGenerator(seed: 11)
    var values = [0, 1, 2, 3, 60, 900].map { histogram(latencies($0, using: &generator)) }
    // Two of one bucket, and two of another.
    values += [
      histogram([1000, 1001]), histogram([1003]), histogram([5, 5]), histogram([1, 1000]),
    ]
    expectMergeLaws(values)
  }

  @Test func `neither order nor grouping shows`() {
    let seed: UInt64 = 13
    var generator = SeededGenerator(seed: seed)
    for round in 0..<200 {
      // A few distinct ones, so that buckets meet.
      let pool = latencies(Int.random(in: 1...30, using: &generator), using: &generator)
      let all = (0..<Int.random(in: 1...100, using: &generator)).map { index in
        pool[(index * 7 + round) % pool.count]
      }
      let expected = histogram(all)
      let shuffled = all.shuffled(using: &generator)
      let comment: Comment = "seed \(seed), round \(round)"
      #expect(histogram(shuffled) == expected, comment)
      let cut = Int.random(in: 0...all.count, using: &generator)
      #expect(
        histogram(shuffled[..<cut]).merged(with: histogram(shuffled[cut...])) == expected, comment)
      var counted = LatencyHistogram()
      for latency in Set(all) { counted.record(latency, count: all.count { $0 == latency }) }
      #expect(counted == expected, comment)
      #expect(histogram(all + [pool[0]]) != expected, comment)
    }
  }

  @Test func `is small, since every row of a report has one`() {
    #expect(MemoryLayout<LatencyHistogram>.size == 48)
  }

  @Test func `recording none changes nothing`() {
    var histogram = histogram([500])
    histogram.record(9, count: 0)
    #expect(histogram == self.histogram([500]))
  }

  @Test func `counts go far beyond what a table of latencies could hold`() {
    var histogram = LatencyHistogram()
    histogram.record(10, count: 1 << 40)
    histogram.record(1000, count: 1 << 46)
    histogram.merge(histogram)
    #expect(histogram.count == 1 << 41 + 1 << 47)
    #expect(histogram.percentile(perMille: 15) == 10)
    #expect(histogram.percentile(perMille: 16) == 1000)
  }

  @Test func `its buckets give the same histogram back`() {
    var generator = SeededGenerator(seed: 17)
    for count in [0, 1, 2, 3, 10, 500] {
      let histogram = histogram(latencies(count, using: &generator))
      var buckets: [(bucket: Int, count: Int)] = []
      histogram.forEachBucket { buckets.append(($0, $1)) }
      #expect(buckets.reduce(0) { $0 + $1.count } == count)
      let copy = LatencyHistogram(
        buckets: buckets, minimum: histogram.minimum, maximum: histogram.maximum)
      #expect(copy == histogram)
    }
  }

  @Test(
    arguments: [
      ([], 1, 1), ([(5, 1)], nil, 5), ([(5, 0)], 5, 5), ([(5, -1)], 5, 5), ([(5, 1)], 4, 5),
      ([(5, 1)], 5, 6), ([(5, 1), (5, 1)], 5, 5), ([(6, 1), (5, 1)], 5, 6), ([(-1, 1)], -1, -1),
      ([(7296, 1)], .max, .max), ([(5, LatencyHistogram.countLimit), (6, 1)], 5, 6),
      // One latency is not 256 and 257 at once.
      ([(256, 1)], 256, 257), ([(256, 2)], 257, 256),
    ] as [([(bucket: Int, count: Int)], Int64?, Int64?)])
  func `refuses buckets that nothing gave`(
    buckets: [(bucket: Int, count: Int)], minimum: Int64?, maximum: Int64?
  ) {
    #expect(LatencyHistogram(buckets: buckets, minimum: minimum, maximum: maximum) == nil)
  }
}
