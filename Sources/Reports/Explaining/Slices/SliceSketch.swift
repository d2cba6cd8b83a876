public import Lifecycles
internal import Primitives

/// Finds the slices of two values, and of those with a code, that hold hits worth naming.
///
/// A slice holds no more hits than one with a value less: only values that are worth naming by
/// themselves are put together.
///
/// - SeeAlso: Agrawal & Srikant, "Fast Algorithms for Mining Association Rules", 1994.
public struct SliceSketch: MessageCounts {
  /// A lifecycle lies in so many slices of two values, of a value and a code, and of two and a code.
  private static let slicesOfLifecycle = 78 + 13 + 78
  private static let capacity = slicesOfLifecycle * Int(ValueSketch.leastPart)

  let found: FoundValues
  private var values: LifecycleValues
  private var window = HeavyHitters(capacity: capacity)
  private var baseline = HeavyHitters(capacity: capacity)

  /// - Parameter sketch: Of all messages.
  public init(_ sketch: ValueSketch) {
    found = sketch.found
    values = LifecycleValues(found.index)
  }

  public mutating func count(_ message: Message, _ pool: TextPool) {
    found.scoring.forEach(message, pool) { number, slot, score in
      guard score.hits > 0 else { return }
      values.find(message, number, pool, isFailure: found.scoring.metric.isToldApartByCode)
      values.forEachSlice { slice in
        // Those of one value are all looked at anyway.
        if slice.isPair { add(slice, slot, score.hits) }
        if let code = values.code, slice != .whole {
          add(slice.failing(with: code), slot, score.hits)
        }
      }
    }
  }

  private mutating func add(_ slice: SliceKey, _ slot: Int, _ hits: Int64) {
    if slot == 0 { window.add(slice.word, hits) } else { baseline.add(slice.word, hits) }
  }

  public mutating func forgetTexts() {
    values.forgetTexts()
  }

  public mutating func merge(_ other: SliceSketch) {
    window.merge(other.window)
    baseline.merge(other.baseline)
  }

  /// The slices that reach ``FoundValues/least``, perhaps some others, and those that they are parts of.
  var slices: [SliceKey] {
    let frequent = Set(window.keys(reaching: found.least.window))
      .union(baseline.keys(reaching: found.least.baseline)).map(SliceKey.init)
    let singles = found.index.entries.indices.map { number in
      found.index.entries[number].dimension == .errorCode
        ? SliceKey.whole.failing(with: number) : SliceKey(number)
    }
    return Set([.whole] + singles + frequent + frequent.map(\.chances)).sorted { $0.word < $1.word }
  }
}
