internal import Lifecycles

/// Tells which lifecycles lie in some slices, from no more of their values than that takes.
struct SliceMembership: Sendable {
  private struct Slice: Sendable {
    let values: [ValueIndex.Entry]
    let code: UInt64?
  }

  private let slices: [Slice]
  private var words = LifecycleWords()

  init(_ slices: [SliceKey], _ index: ValueIndex) {
    self.slices = slices.map { slice in
      Slice(
        values: slice.chances.values.map { index.entries[$0] },
        code: slice.code.map { index.entries[$0].word })
    }
  }

  var count: Int { slices.count }

  /// Whether a lifecycle lies in a slice, its code aside.
  mutating func isChance(
    for slice: Int, _ message: Message, _ lifecycle: Int, _ pool: TextPool
  ) -> Bool {
    for entry in slices[slice].values
    where words.word(entry.dimension, message, lifecycle, pool) != entry.word {
      return false
    }
    return true
  }

  /// Whether a lifecycle that lies in a slice but for its code has that code, too, if codes tell it apart.
  mutating func hasCode(
    of slice: Int, _ message: Message, _ lifecycle: Int, _ pool: TextPool, isFailure: Bool
  ) -> Bool {
    guard let code = slices[slice].code else { return true }
    return isFailure && words.word(.errorCode, message, lifecycle, pool) == code
  }

  /// Whether a lifecycle lies in the first slice and in none of the others.
  mutating func liesInFirstAlone(
    _ message: Message, _ lifecycle: Int, _ pool: TextPool, isFailure: Bool
  ) -> Bool {
    slices.indices.allSatisfy { slice in
      lies(in: slice, message, lifecycle, pool, isFailure: isFailure) == (slice == 0)
    }
  }

  private mutating func lies(
    in slice: Int, _ message: Message, _ lifecycle: Int, _ pool: TextPool, isFailure: Bool
  ) -> Bool {
    isChance(for: slice, message, lifecycle, pool)
      && hasCode(of: slice, message, lifecycle, pool, isFailure: isFailure)
  }

  /// What a lifecycle adds besides the slices: `nil` if it lies in one of them; if that is because of its
  /// code, it is a trial still.
  mutating func rest(
    of score: Metric.Score, _ message: Message, _ lifecycle: Int, _ pool: TextPool, isFailure: Bool
  ) -> Metric.Score? {
    var rest = score
    for slice in slices.indices
    where lies(in: slice, message, lifecycle, pool, isFailure: isFailure) {
      guard slices[slice].code != nil else { return nil }
      rest.hits = 0
    }
    return rest
  }

  mutating func forgetTexts() {
    words.forgetTexts()
  }
}
