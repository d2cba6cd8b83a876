public import Lifecycles
internal import Primitives

/// Finds the values that hold a part of the hits that is worth naming.
public struct ValueSketch: MessageCounts {
  /// The smallest part of all hits that a slice must hold to be named: one in so many.
  static let leastPart: Int64 = 100
  /// The fewest hits that a slice must have, in the window or in the baseline.
  static let leastHits: Int64 = 10
  /// More than ``leastPart``, so that none is missed; some more, so that few are kept in vain.
  private static let capacity = 256

  private let scoring: Scoring
  private var words = LifecycleWords()
  /// By rank of the dimension, in the window and in the baseline.
  private var hits: [(window: HeavyHitters, baseline: HeavyHitters)]
  private var total: (window: Int64, baseline: Int64) = (0, 0)
  private var undecided: Int64 = 0
  private var unexpired: Int64 = 0

  public init(_ scoring: Scoring) {
    self.scoring = scoring
    let sketch = HeavyHitters(capacity: Self.capacity)
    hits = Dimension.allCases.map { _ in (sketch, sketch) }
  }

  public mutating func count(_ message: Message, _ pool: TextPool) {
    scoring.forEach(message, pool) { number, slot, score in
      guard score.hits > 0 else { return }
      if slot == 0 { total.window += score.hits } else { total.baseline += score.hits }
      for dimension in Dimension.inOrder
      where dimension != .errorCode || scoring.metric.isToldApartByCode {
        let word = words.word(dimension, message, number, pool)
        if slot == 0 {
          hits[dimension.rank].window.add(word, score.hits)
        } else {
          hits[dimension.rank].baseline.add(word, score.hits)
        }
      }
    }
    undecided += Int64(scoring.undecidedCount(message, pool))
    unexpired += Int64(scoring.unexpiredCount(message, pool))
  }

  public mutating func forgetTexts() {
    words.forgetTexts()
  }

  public mutating func merge(_ other: ValueSketch) {
    total.window += other.total.window
    total.baseline += other.total.baseline
    undecided += other.undecided
    unexpired += other.unexpired
    for rank in hits.indices {
      hits[rank].window.merge(other.hits[rank].window)
      hits[rank].baseline.merge(other.hits[rank].baseline)
    }
  }

  /// What was found.
  var found: FoundValues {
    let least = (
      window: max(Self.leastHits, total.window / Self.leastPart),
      baseline: max(Self.leastHits, total.baseline / Self.leastPart)
    )
    return FoundValues(
      scoring: scoring, least: least, undecided: undecided, unexpired: unexpired,
      index: values(reaching: least))
  }

  /// The values with so many hits, and perhaps some others.
  private func values(reaching least: (window: Int64, baseline: Int64)) -> ValueIndex {
    var index = ValueIndex()
    for dimension in Dimension.inOrder {
      let (window, baseline) = hits[dimension.rank]
      let found = Set(window.keys(reaching: least.window)).union(
        baseline.keys(reaching: least.baseline))
      for word in found.sorted() {
        index.insert(ValueIndex.Entry(dimension: dimension, word: word))
      }
    }
    return index
  }
}
