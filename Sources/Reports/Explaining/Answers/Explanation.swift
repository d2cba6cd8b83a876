public import Primitives

/// A value by which lifecycles are told apart.
public struct SliceMember: Equatable, Sendable {
  public let dimension: Dimension
  /// A text, which is cut where it is long, a number, or missing.
  public let value: Value
}

/// A slice that explains a part of a change.
public struct NamedSlice: Sendable {
  /// One value, or several that all hold; a code last.
  public let members: [SliceMember]
  /// Other slices of the very same lifecycles.
  public let also: [[SliceMember]]
  /// Values of one more dimension that hold nearly all of the excess, the greatest part first; none where
  /// that is spread over many.
  public let mostly: [MainPart]
  /// Whether all of its lifecycles are known to be those of inbound messages.
  public let isInbound: Bool
  /// Hits among trials in the window, without what was named before; so is the baseline.
  ///
  /// Of what was named by a code, its hits alone are left out.
  public let window: Rate
  public let baseline: Rate
  /// Hits beyond those that the rate of the baseline lets expect, rounded; negative for fewer.
  public let excess: Int64
  /// The probability that chance does as much in any slice is less than 10 to minus this.
  public let certainty: Int64
  /// Until when it stays changed, at least to the end of the window; `nil` for as long as the archives
  /// tell.
  public internal(set) var end: Timestamp?

  /// The greatest ``certainty`` that is told.
  public static let greatestCertainty: Int64 = 15

  init(
    _ verdict: SliceVerdict, _ members: [SliceMember], also: [[SliceMember]], mostly: [MainPart],
    isInbound: Bool
  ) {
    self.members = members
    self.also = also
    self.mostly = mostly
    self.isInbound = isInbound
    window = Rate(verdict.counts.window)
    baseline = Rate(verdict.counts.baseline)
    excess = Int64(excess: verdict.excess)
    certainty =
      (1...Self.greatestCertainty).last {
        verdict.probability < Self.powers[Int($0)]
      } ?? 0
  }

  /// Whether this changed so much more than the whole did that others must have gone the other way.
  func exceeds(_ excessOfWhole: Int64) -> Bool {
    excess.magnitude / 2 > excessOfWhole.magnitude
  }

  /// Ten to minus the index; written out, since a product would be a rounding off.
  private static let powers = [
    1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14,
    1e-15,
  ]
}

extension Int64 {
  /// An excess as it is told: of whole hits, and no more than any archive holds, for a window may be a
  /// trillion times as long as its baseline.
  fileprivate init(excess: Double) {
    let limit = 1e15
    self.init(Swift.min(limit, Swift.max(-limit, excess)).rounded())
  }
}

/// A value that holds a great part of the excess of a slice.
public struct MainPart: Sendable {
  /// The number of the value.
  let value: Int
  public let member: SliceMember
  public let window: Rate
  public let baseline: Rate
  /// Hits beyond those that the rate of its baseline lets expect, rounded.
  public let excess: Int64

  init(_ part: SlicePart, _ member: SliceMember) {
    value = part.value
    self.member = member
    window = Rate(part.counts.window)
    baseline = Rate(part.counts.baseline)
    excess = Int64(excess: part.excess)
  }
}

/// Hits among trials.
public struct Rate: Equatable, Sendable {
  public let hits: Int64
  public let trials: Int64

  init(_ counts: (hits: Int64, trials: Int64)) {
    hits = counts.hits
    trials = counts.trials
  }
}

/// What changed between a baseline and a window, and which slices carry it.
public struct Explanation: Sendable {
  public let metric: Metric
  public let comparison: Comparison
  /// Lifecycles of the window whose outcome is not known yet.
  public let undecided: Int64
  /// Lifecycles that are taken as they were before their receipts expired, because the window is too
  /// young for such a failure.
  public let unexpired: Int64
  public let window: Rate
  public let baseline: Rate
  /// Above how many milliseconds a delivery counts as slow, where latencies are compared.
  public let slowness: Int64?
  /// Whether the archives hold anything to compare with: of rates ten trials at least.
  public let hasBaseline: Bool
  /// Whether the whole changed by more than chance does.
  public let wholeChanged: Bool
  /// What the whole has beyond the rate of its baseline, rounded.
  public let excess: Int64
  /// The greatest changes that are not beyond the ups and downs of an uneven baseline, where no slice is
  /// named.
  public internal(set) var heldBack: [NamedSlice] = []
  /// Metrics that were compared besides, and by which nothing stands out.
  public internal(set) var asUsual: [Metric] = []
  /// Other hours in which what is not told of here changed clearly, the earliest first.
  public internal(set) var otherHours: [Range<Timestamp>] = []
  /// All slices in the order in which they were named, and taken out.
  let named: [NamedSlice]
  /// The slices that changed as the whole did, those that carry most of it first.
  public let slices: [NamedSlice]
  /// The slices that changed in the other direction, likewise.
  public let opposite: [NamedSlice]

  init(
    _ found: FoundValues, whole: SliceCounts, hasBaseline: Bool, wholeChanged: Bool,
    _ named: [NamedSlice]
  ) {
    let scoring = found.scoring
    metric = scoring.metric
    comparison = scoring.comparison
    slowness = metric == .latencyP95 ? scoring.basis.slowness : nil
    undecided = found.undecided
    unexpired = found.unexpired
    self.named = named
    window = Rate(whole.window)
    baseline = Rate(whole.baseline)
    self.hasBaseline = hasBaseline
    self.wholeChanged = wholeChanged
    let excess = hasBaseline ? Int64(excess: Double(window.hits) - scoring.expected(whole)) : 0
    self.excess = excess
    // A change that cancels itself out has the direction of what is told first.
    let first = named.first.flatMap { $0.exceeds(excess) ? $0 : nil }
    let isRise = (first?.excess ?? excess) >= 0
    let ranked = named.enumerated().sorted { a, b in
      (b.element.excess.magnitude, a.offset) < (a.element.excess.magnitude, b.offset)
    }.map(\.element)
    slices = ranked.filter { ($0.excess >= 0) == isRise }
    opposite = ranked.filter { ($0.excess >= 0) != isRise }
  }

  /// Whether there is something to tell.
  public var isChange: Bool { wholeChanged || !named.isEmpty }

  /// Whether there is something to tell of which the beginning was sought: of counts that of parts alone.
  public var isChangeWithOnset: Bool { metric.isCount ? !named.isEmpty : isChange }

  /// Whether window and baseline both hold something that counts.
  public var isComparable: Bool { hasBaseline && !isEmpty }

  /// Whether the baseline holds so little, against the window, that it says nothing.
  public var lacksBaseline: Bool {
    !metric.isCount && baseline.trials * Self.leastBaseline < window.trials
  }

  /// A baseline says nothing if it has less than one in so many of the trials of the window.
  static let leastBaseline: Int64 = 10

  /// Whether the window holds nothing that counts; that there are no recipients is a count, too.
  var isEmpty: Bool { !metric.isCount && window.trials == 0 }

  /// The same, with what was compared besides.
  public func noting(asUsual metrics: [Metric]) -> Explanation {
    var explanation = self
    explanation.asUsual = metrics
    return explanation
  }
}
