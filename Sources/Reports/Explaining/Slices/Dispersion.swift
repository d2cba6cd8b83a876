/// How much more the hits of a baseline vary from part to part than independent ones would.
///
/// Failures come in clumps, so that a test for independent ones would cry wolf. The variance is taken
/// to be a multiple of the binomial one, or of Poisson's for counts: Pearson's statistic over its
/// degrees of freedom. It is looked at in the parts of the baseline and in two of them together, for
/// clumps may be longer than a part, and the greater counts.
///
/// - SeeAlso: McCullagh & Nelder, "Generalized Linear Models", 1989, 4.5 and 6.2; Cochran, "Some Methods
///   for Strengthening the Common χ² Tests", 1954, for the least hits of a part.
struct Dispersion {
  /// How many parts are taken together.
  private static let widths = [1, 2]
  /// With fewer degrees of freedom the ratio says little.
  private static let leastDegrees = 5.0

  /// By width: Pearson's statistic, its degrees of freedom, and how many parts a slice has.
  private var statistics = widths.map { _ in (sum: 0.0, degrees: 0.0, parts: 0) }
  /// All that it was made of.
  private var hits = 0.0

  init() {}

  /// The dispersion of one slice.
  ///
  /// - Parameters:
  ///   - counts: Those of the window are left out.
  ///   - extent: What hits follow in each slot, if they are counted for themselves.
  init(_ counts: SlotCounts, following extent: [Int64]?) {
    let hits = counts.hits.dropFirst().map(Double.init)
    self.hits = hits.reduce(0, +)
    let trials = (extent ?? counts.trials).dropFirst().map(Double.init)
    for (index, width) in Self.widths.enumerated() {
      statistics[index] = Self.pearson(
        Self.gathered(hits, width), Self.gathered(trials, width), isCount: extent != nil)
    }
  }

  /// Adds the dispersion of a slice that lies apart from this one.
  mutating func pool(_ other: Dispersion) {
    hits += other.hits
    for index in statistics.indices {
      statistics[index].sum += other.statistics[index].sum
      statistics[index].degrees += other.statistics[index].degrees
      statistics[index].parts = max(statistics[index].parts, other.statistics[index].parts)
    }
  }

  /// The factor of the variance, at least 1; 1 where there are too few hits to tell.
  ///
  /// With fewer hits than a slice has parts, the statistic depends on whether two of them happen to meet.
  var factor: Double {
    statistics.reduce(1) { factor, statistic in
      statistic.degrees >= Self.leastDegrees && hits >= Double(statistic.parts)
        ? max(factor, statistic.sum / statistic.degrees) : factor
    }
  }

  private static func gathered(_ numbers: [Double], _ width: Int) -> [Double] {
    stride(from: 0, to: numbers.count, by: width).map { start in
      numbers[start..<min(start + width, numbers.count)].reduce(0, +)
    }
  }

  private static func pearson(
    _ hits: [Double], _ trials: [Double], isCount: Bool
  ) -> (sum: Double, degrees: Double, parts: Int) {
    let rate = hits.reduce(0, +) / trials.reduce(0, +)
    guard rate > 0, isCount || rate < 1 else { return (0, 0, 0) }
    var (sum, degrees) = (0.0, -1.0)
    for (hits, trials) in zip(hits, trials) where trials > 0 {
      let difference = hits - trials * rate
      sum += difference * difference / (trials * rate * (isCount ? 1 : 1 - rate))
      degrees += 1
    }
    return degrees > 0 ? (sum, degrees, hits.count) : (0, 0, 0)
  }
}
