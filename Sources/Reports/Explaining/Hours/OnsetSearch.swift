/// Looks for the border between two parts of time from which on a rate is that of the window.
struct OnsetSearch {
  /// Borders, by how many parts lie between them and the window.
  struct Onset {
    let earliest: Int
    let latest: Int
    /// The log likelihood that the best of them gains, as far as chance does not.
    let gain: Double
  }

  /// The log likelihood that the best border must gain over the beginning of the window.
  ///
  /// Less than for naming a slice: where nothing is named, no beginning is told.
  private static let leastGain = 3.0
  /// The log likelihood by which a border may be worse than the best, and be the right one.
  private static let leeway = 4.0
  /// How many parts there must be before a border: of less nothing could be said.
  static let leastBefore = 10
  /// How many parts are taken together to see how uneven a series is.
  private static let clump = 5

  /// Of the window, then of the parts before it, the latest first; added up.
  private let hits: [Int64]
  private let trials: [Int64]
  private let isCount: Bool

  init(hits: [Int64], trials: [Int64], isCount: Bool) {
    func sums(_ numbers: [Int64]) -> [Int64] {
      numbers.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    }
    self.hits = sums(hits)
    self.trials = sums(trials)
    self.isCount = isCount
  }

  /// How many parts there are before the window.
  private var partCount: Int { hits.count - 2 }

  /// Where the rate rose to that of the window; of counts, where it changed.
  var onset: Onset? {
    guard hits[1] > 0 || isCount, hits[hits.count - 1] >= ValueSketch.leastHits else { return nil }
    let atWindow = contrast(from: 0)
    let borders = (0...max(0, partCount - Self.leastBefore)).compactMap {
      border -> (border: Int, gain: Double)? in
      let contrast = contrast(from: border)
      guard isCount ? contrast.rises == atWindow.rises : contrast.rises else { return nil }
      return (border, contrast.gain)
    }
    let like = borders.filter { isLikeWindow(from: $0.border) }
    guard let best = like.max(by: { $0.gain < $1.gain }) else { return nil }
    let factor = unevenness(around: best.border)
    let atStart = borders.first { $0.border == 0 }?.gain ?? 0
    guard best.gain - atStart >= Self.leastGain * factor else {
      return Onset(earliest: 0, latest: 0, gain: atStart / factor)
    }
    let right = borders.filter { best.gain - $0.gain < Self.leeway * factor }.map(\.border)
    return Onset(
      earliest: right.max() ?? best.border, latest: right.min() ?? best.border,
      gain: best.gain / factor)
  }

  /// The window and the parts up to a border, against those before it.
  private func contrast(from border: Int) -> Contrast {
    let (near, all) = (border + 1, hits.count - 1)
    return Contrast(
      hits: (Double(hits[near]), Double(hits[all] - hits[near])),
      trials: (Double(trials[near]), Double(trials[all] - trials[near])), isCount: isCount)
  }

  /// Whether each third of the time between a border and the window is rather like the window than like
  /// what came before: something that was over by then did not begin this change.
  private func isLikeWindow(from border: Int) -> Bool {
    let before = contrast(from: border)
    let rates = RatePair(
      changed: (Double(hits[1]), Double(trials[1])),
      usual: (before.hits.baseline, before.trials.baseline), isCount: isCount)
    let chunks = min(3, border)
    return (0..<chunks).allSatisfy { chunk in
      let (first, last) = (1 + border * chunk / chunks, 1 + border * (chunk + 1) / chunks)
      return rates.gain(
        hits: Double(hits[last] - hits[first]), trials: Double(trials[last] - trials[first])) >= 0
    }
  }

  /// The variance of the hits over that of independent ones, around a rate of each side of a border; at
  /// least 1.
  ///
  /// Where failures come in clumps, what is between two of them looks like a time before a change, and the
  /// clumps after it are what tells that it is none.
  private func unevenness(around border: Int) -> Double {
    var dispersion = dispersion(border + 1..<hits.count - 1)
    dispersion.pool(self.dispersion(1..<border + 1))
    return dispersion.factor
  }

  private func dispersion(_ parts: Range<Int>) -> Dispersion {
    let starts = Array(stride(from: parts.lowerBound, to: parts.upperBound, by: Self.clump))
    let ends = starts.map { min($0 + Self.clump, parts.upperBound) }
    // The first place is that of a window, which is left out.
    let counts = SlotCounts(
      hits: [0] + zip(starts, ends).map { hits[$1] - hits[$0] },
      trials: [0] + zip(starts, ends).map { trials[$1] - trials[$0] })
    return Dispersion(counts, following: isCount ? counts.trials : nil)
  }
}

/// Two rates, to tell which of them explains hits better.
struct RatePair {
  private let changed: Double
  private let usual: Double
  private let isCount: Bool

  init(
    changed: (hits: Double, trials: Double), usual: (hits: Double, trials: Double), isCount: Bool
  ) {
    // Half a hit, so that neither is impossible.
    func rate(_ counts: (hits: Double, trials: Double)) -> Double {
      isCount
        ? (counts.hits + 0.5) / max(1, counts.trials) : (counts.hits + 0.5) / (counts.trials + 1)
    }
    self.changed = rate(changed)
    self.usual = rate(usual)
    self.isCount = isCount
  }

  /// The log likelihood of the changed rate over that of the usual one.
  func gain(hits: Double, trials: Double) -> Double {
    let gain = information(hits, times: changed / usual)
    return isCount
      ? gain - trials * (changed - usual)
      : gain + information(trials - hits, times: (1 - changed) / (1 - usual))
  }
}
