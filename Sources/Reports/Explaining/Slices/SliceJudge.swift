internal import Glibc
internal import Primitives

/// Judges how well slices explain a change, from what is left of a table.
///
/// See <doc:Explain> for the method and its sources.
struct SliceJudge {
  /// How sure a finding must be, over all slices that are looked at.
  static let level = 0.01
  /// The log likelihood that a slice must gain over a simpler story: what chance gives one of some
  /// 20,000 tries.
  static let leastGain = 10.0
  /// The odds, or for counts the rate, must have changed by this factor at least.
  static let leastRatio = 1.3
  /// The share of the excess that must remain when the slice changes as much as all the rest did.
  static let leastOwnShare = 0.25
  /// The same, had its misses changed as those of the rest did.
  static let leastOwnShareByMisses = 0.5
  /// How many hits, at the overall rate, are added to the baseline of every slice.
  static let priorHits = 5.0
  /// Of Student's t: the dispersion is an estimate itself, over the parts of many slices.
  static let degrees = 30.0

  /// From this multiple of the variance of independent hits on, a baseline is told to be uneven.
  static let unevenness = 1.5

  /// A slice is new with less than one in so many of its trials in the baseline.
  static let newness: Int64 = 10

  let table: SliceTable
  let candidates: [SliceKey]
  let isCount: Bool
  /// Of counts, what the hits of a slice follow in each slot: all that there is, for all parts of the
  /// traffic go up and down with the whole.
  let shares: Extent?
  /// Of counts, what the whole follows: the length of time.
  private let times: Extent?
  private let whole: SliceCounts
  private let wholeExpected: Double
  /// How many slices are tried.
  private let testCount: Double
  /// By rank of a dimension the dispersion of its values, and how little they say of a new one.
  private var dispersions: [Dispersion]
  private let priorTrials: [Double]

  /// - Parameters:
  ///   - table: What is left.
  ///   - candidates: The slices that may be named; of two that tell as much the first is.
  init(_ table: SliceTable, _ candidates: [SliceKey]) {
    self.table = table
    self.candidates = candidates
    testCount = Double(max(1, candidates.count * table.scoring.comparison.tries))
    isCount = table.scoring.metric.isCount
    whole = table.wholeCounts
    wholeExpected = table.scoring.expected(whole)
    shares = isCount ? Extent(table.slots(.whole, whole).hits) : nil
    times = isCount ? Extent(table.scoring.comparison.lengths) : nil
    dispersions = Dimension.inOrder.map { _ in Dispersion() }
    var rates = Dimension.inOrder.map { _ in Heterogeneity() }
    for slice in candidates where slice.valueCount == 1 {
      guard let counts = table.counts(slice), table.isWorthNaming(counts) else { continue }
      let dimension = table.dimension(of: slice.values[0])
      dispersions[dimension.rank].pool(
        Dispersion(table.slots(slice, counts), following: shares?.slots))
      if slice.code == nil { rates[dimension.rank].add(counts.baseline) }
    }
    priorTrials = rates.map(\.priorTrials)
  }

  /// Whether there is anything to compare with: of rates, more than what a few recipients happened to do.
  var hasBaseline: Bool {
    times.map { $0.baseline > 0 } ?? (whole.baseline.trials >= ValueSketch.leastHits)
  }

  /// The best verdict on a slice that tells the change better than chance, and better than the whole does;
  /// `nil` if there is no such slice.
  var best: SliceVerdict? { changes.lazy.compactMap(probable).first }

  /// The verdicts on slices that changed by more than chance does among independent hits, the best first.
  ///
  /// The dispersion, which makes chance more probable, takes longer, and is not regarded yet.
  var changes: [SliceVerdict] {
    candidates.compactMap(change).enumerated().sorted { a, b in
      (b.element.score, a.offset) < (a.element.score, b.offset)
    }.map(\.element)
  }

  /// A change with its probability, unless chance does as much, or the whole.
  private func probable(_ change: SliceVerdict) -> SliceVerdict? {
    let probable = change.with(
      probability(change.gain / dispersion(change.counts, change.slice, shares)))
    guard probable.probability < Self.level, standsOut(probable), needsAllValues(probable) else {
      return nil
    }
    return probable
  }

  /// Whether a change may be hidden by the ups and downs of its slice in the baseline.
  func isHeldBack(_ change: SliceVerdict) -> Bool {
    dispersion(change.counts, change.slice, shares) > Self.unevenness && standsOut(change)
      && needsAllValues(change)
  }

  /// What is said of a slice that changed by more than chance does among independent hits; `nil` for all
  /// others.
  private func change(_ slice: SliceKey) -> SliceVerdict? {
    guard hasBaseline, let counts = table.counts(slice), let found = change(slice, counts) else {
      return nil
    }
    // Who failed with a code that is told of can fail with no other: that is no fall of the others.
    guard found.excess < 0, let rest = table.countsWithoutSpent(slice) else { return found }
    return change(slice, rest)
  }

  private func change(_ slice: SliceKey, _ counts: SliceCounts) -> SliceVerdict? {
    guard table.isWorthNaming(counts) else { return nil }
    let smoothed = smoothed(counts, slice)
    let evidence = evidence(counts, slice, shares)
    let verdict = SliceVerdict(
      slice: slice, counts: counts, expected: smoothed.expected,
      excess: evidence.hits.window - evidence.expected, surprise: smoothed.surprise,
      gain: evidence.gain, probability: 1)
    guard isLarge(excess: verdict.excess, smoothed), verdict.surprise >= Self.leastGain,
      probability(evidence.gain) < Self.level
    else { return nil }
    return verdict
  }

  /// Whether all of the traffic together changed by more than chance.
  var wholeChanged: Bool {
    guard hasBaseline else { return false }
    let contrast = evidence(whole, .whole, times)
    return isLarge(excess: contrast.hits.window - contrast.expected, contrast)
      && probability(contrast.gain / dispersion(whole, .whole, times)) < Self.level
  }

  /// That chance gains as much in any slice: at most, and perhaps above 1.
  private func probability(_ gain: Double) -> Double {
    Tails.student((2 * gain).squareRoot(), degrees: Self.degrees) * testCount
  }

  /// Whether a change is so large that it matters.
  private func isLarge(excess: Double, _ contrast: Contrast) -> Bool {
    let total = max(Double(whole.window.hits), wholeExpected)
    let least = max(Double(ValueSketch.leastHits), total / Double(ValueSketch.leastPart))
    guard excess.magnitude >= least else { return false }
    return excess > 0
      ? contrast.oddsRatio >= Self.leastRatio : contrast.oddsRatio <= 1 / Self.leastRatio
  }

  /// Whether what a slice leaves of each larger one did not change likewise.
  ///
  /// Else a part would be named instead of the whole that is at fault, when chance has it that the
  /// rest had a few hits more in the baseline.
  private func needsAllValues(_ verdict: SliceVerdict) -> Bool {
    let ratio = Double(verdict.counts.window.hits) / verdict.expected
    return verdict.slice.larger.allSatisfy { larger in
      guard let counts = table.counts(larger) else { return true }
      let rest = counts.without(
        verdict.counts, sharesTrials: larger.chances == verdict.slice.chances)
      let contrast = smoothed(rest, larger)
      // Of log likelihood: unchanged hits against hits that changed by the same ratio.
      return contrast.expected * (ratio - 1) - information(contrast.hits.window, times: ratio)
        >= Self.leastGain
    }
  }

  /// Whether a slice changed otherwise than all the rest.
  private func standsOut(_ verdict: SliceVerdict) -> Bool {
    let rest = whole.without(verdict.counts, sharesTrials: verdict.slice.chances == .whole)
    let hits = Double(rest.window.hits)
    guard hits > 0 || rest.window.trials > 0 else { return false }
    let expected = restExpected(verdict, rest)
    let own = (hits: Double(verdict.counts.window.hits), expected: verdict.expected)
    let shared = own.expected * (hits / expected - 1)
    guard (verdict.excess - shared) / verdict.excess >= Self.leastOwnShare,
      isCount || standsOutByMisses(verdict.change, rest.window, expected: expected)
    else { return false }
    let ratio = (own.hits + hits) / (own.expected + expected)
    let gain =
      information(own.hits, per: own.expected * ratio) + information(hits, per: expected * ratio)
    return gain >= Self.leastGain
  }

  /// Whether a slice changed otherwise than all the rest by its misses, too: trials without a hit.
  ///
  /// Where most of everything is hit, hits tell no difference: who had few of them before has many times
  /// as many then.
  func standsOutByMisses(
    _ own: Change, _ rest: (hits: Int64, trials: Int64), expected: Double
  ) -> Bool {
    let expectedMisses = Double(rest.trials) - expected
    guard expectedMisses > 0 else { return true }
    let ratio = Double(rest.trials - rest.hits) / expectedMisses
    let misses = Double(own.trials) - own.expected
    return (own.excess - misses * (1 - ratio)) / own.excess >= Self.leastOwnShareByMisses
  }

  /// The hits that all lifecycles outside of a slice would have had at their rates in the baseline.
  private func restExpected(_ verdict: SliceVerdict, _ rest: SliceCounts) -> Double {
    guard verdict.slice.code != nil, verdict.slice.chances != .whole,
      let chances = table.counts(verdict.slice.chances)
    else { return expected(rest) }
    // Those that could have failed with the code and failed with another, and all others.
    return expected(chances.without(verdict.counts, sharesTrials: true))
      + expected(whole.without(chances, sharesTrials: false))
  }

  private func expected(_ counts: SliceCounts) -> Double {
    smoothed(counts, .whole).expected
  }

  /// What a slice came to, its baseline drawn to the overall rate.
  func smoothed(_ counts: SliceCounts, _ slice: SliceKey) -> Contrast {
    let hits = (Double(counts.window.hits), Double(counts.baseline.hits))
    if let shares {
      // Half a hit, so that nothing was impossible before.
      return Contrast(
        hits: (hits.0, hits.1 + 0.5), trials: (shares.window, shares.baseline), isCount: true)
    }
    return Contrast(
      hits: (hits.0, hits.1 + Self.priorHits),
      trials: (
        Double(counts.window.trials),
        Double(counts.baseline.trials) + Self.priorHits / overallRate(slice.code)
      ), isCount: false)
  }

  /// What a slice came to, as far as it proves something.
  ///
  /// A slice that has a baseline of its own is compared with that alone, for its usual rate may be far
  /// from the overall one. A new one is compared with others, as far as those are alike.
  func evidence(_ counts: SliceCounts, _ slice: SliceKey, _ extent: Extent?) -> Contrast {
    let (window, baseline) = (counts.window, counts.baseline)
    var hits = Double(baseline.hits)
    var trials = Double(baseline.trials)
    if !isCount, baseline.trials < window.trials / Self.newness {
      let rate = overallRate(slice.code)
      let prior = slice.values.reduce(Self.priorHits / rate) { prior, value in
        min(prior, priorTrials[table.dimension(of: value).rank])
      }
      trials += prior
      hits += prior * rate
    }
    return Contrast(
      hits: (Double(window.hits), hits),
      trials: extent.map { ($0.window, $0.baseline) } ?? (Double(window.trials), trials),
      isCount: isCount)
  }

  /// The rate of the whole baseline, or of one code there; never 0.
  private func overallRate(_ code: Int?) -> Double {
    let ofCode = code.flatMap { table.counts(SliceKey.whole.failing(with: $0)) }
    return (Double((ofCode ?? whole).baseline.hits) + 0.5) / Double(whole.baseline.trials + 1)
  }

  /// The greatest of the dispersions of a slice and of the dimensions that it is made of, and of what its
  /// hits have because some are of the same message.
  private func dispersion(
    _ counts: SliceCounts, _ slice: SliceKey, _ extent: Extent?
  ) -> Double {
    let own = max(
      counts.clustering, Dispersion(table.slots(slice, counts), following: extent?.slots).factor)
    return slice.values.reduce(own) { factor, value in
      max(factor, dispersions[table.dimension(of: value).rank].factor)
    }
  }
}

/// What hits are counted for themselves by, in the window and in the parts of the baseline.
struct Extent {
  let slots: [Int64]
  let window: Double
  let baseline: Double

  init(_ slots: [Int64]) {
    self.slots = slots
    window = Double(slots[0])
    baseline = Double(slots.dropFirst().reduce(0, +))
  }
}
