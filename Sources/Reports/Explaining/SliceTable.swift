public import Lifecycles
internal import Primitives

/// What slices came to in every slot of a comparison, exactly.
public struct SliceTable: MessageCounts {
  let scoring: Scoring
  /// The fewest hits of a slice that is named, in the window and in the baseline.
  let least: (window: Int64, baseline: Int64)
  let undecided: Int64
  let unexpired: Int64
  private(set) var values: LifecycleValues
  /// By number of a value how it is shown, once it was seen.
  private(set) var shown: [Value?]
  let slices: [SliceKey]
  private let places: SlicePlaces
  /// Only lifecycles of this slice are counted, if there is one, and none of those before it.
  private var only: (slice: SliceKey, before: [SliceKey])?

  private let slotCount: Int
  /// By slice and slot the trials and the hits; those trials of a slice with a code mean nothing.
  private var tallies: [Int64]
  /// By slice and slot the trials of which the hits were taken out alone.
  private var spentTrials: [Int64]
  /// By slice a sum over its lifecycles that tells whether two slices hold the same.
  private var prints: [UInt64]
  private var clusters: HitClusters

  /// - Parameter sketch: Of all messages.
  public init(_ sketch: SliceSketch) {
    scoring = sketch.scoring
    least = sketch.least
    undecided = sketch.undecided
    unexpired = sketch.unexpired
    values = sketch.values
    values.forgetTexts()
    shown = Array(repeating: nil, count: values.index.entries.count)
    slices = sketch.slices
    places = SlicePlaces(slices, valueCount: shown.count)
    slotCount = scoring.comparison.slots.count
    tallies = Array(repeating: 0, count: slices.count * slotCount * 2)
    spentTrials = Array(repeating: 0, count: slices.count * slotCount)
    prints = Array(repeating: 0, count: slices.count)
    clusters = HitClusters(sliceCount: slices.count)
  }

  /// An empty table of the same slices, for the lifecycles of one that are in none of some others.
  func emptied(for slice: SliceKey, notIn before: [SliceKey]) -> SliceTable {
    var table = self
    table.only = (slice, before)
    table.values.forgetTexts()
    table.tallies = Array(repeating: 0, count: tallies.count)
    table.prints = Array(repeating: 0, count: prints.count)
    table.clusters = HitClusters(sliceCount: slices.count)
    return table
  }

  public mutating func count(_ message: Message, _ pool: TextPool) {
    clusters.beginMessage()
    scoring.forEach(message, pool) { number, slot, score in
      let isFailure = scoring.metric.isFailure(score)
      values.find(message, number, pool, isFailure: isFailure)
      if let only {
        guard values.lie(in: only.slice), !only.before.contains(where: values.lie) else { return }
      }
      noteShown(message, number, pool)
      // Any sum would do that other lifecycles of the message and of other messages do not have.
      let print = StableHash.fold(
        StableHash.perProcess.hash(message.id.span) ^ UInt64(number + 1), 0xD6E8_FEB8_6659_FD93)
      // Taken out once: they would be counted for each call.
      let (numbers, places) = (values.numbers, places)
      add(0, slot, score, print)
      var first = 0
      while first < numbers.count {
        add(places.single(numbers[first]), slot, score, print)
        var second = first + 1
        while second < numbers.count {
          if let pair = places.pair(numbers[first], numbers[second]) {
            add(pair, slot, score, print)
          }
          second += 1
        }
        first += 1
      }
      if let code = values.code { add(failingWith: code, slot, score, print) }
    }
  }

  /// Adds a lifecycle that failed to all slices with its code.
  private mutating func add(
    failingWith code: Int, _ slot: Int, _ score: Metric.Score, _ print: UInt64
  ) {
    values.forEachSlice { slice in
      if let place = places.place(of: slice.failing(with: code)) {
        add(place, slot, score, print)
      }
    }
  }

  @inline(__always)
  private mutating func add(
    _ place: Int, _ slot: Int, _ score: Metric.Score, _ print: UInt64
  ) {
    let start = (place * slotCount + slot) * 2
    tallies[start] += score.trials
    if score.hits > 0 {
      tallies[start + 1] += score.hits
      clusters.add(score.hits, to: place, isInWindow: slot == 0)
    }
    // Wraps on purpose.
    prints[place] &+= print
  }

  private mutating func noteShown(_ message: Message, _ lifecycle: Int, _ pool: TextPool) {
    for number in values.numbers where shown[number] == nil {
      shown[number] = values.index.entries[number].dimension.value(
        message, lifecycle, pool, scoring.redaction)
    }
    if let code = values.code, shown[code] == nil {
      shown[code] = Dimension.errorCode.value(message, lifecycle, pool, nil)
    }
  }

  public mutating func forgetTexts() {
    values.forgetTexts()
  }

  public mutating func merge(_ other: SliceTable) {
    for index in tallies.indices { tallies[index] += other.tallies[index] }
    for index in prints.indices { prints[index] &+= other.prints[index] }
    clusters.merge(other.clusters)
    for number in shown.indices where shown[number] == nil { shown[number] = other.shown[number] }
  }

  /// Takes out what was counted in an ``emptied(for:notIn:)`` table; of a slice with a code its hits alone.
  ///
  /// Who failed with the code could have failed with another: were such recipients no trials any more,
  /// the few that are left of the slice would look worse than they are.
  mutating func remove(_ other: SliceTable) {
    let keepsTrials = other.only?.slice.code != nil
    for index in spentTrials.indices {
      tallies[index * 2 + 1] -= other.tallies[index * 2 + 1]
      if keepsTrials {
        spentTrials[index] += other.tallies[index * 2]
      } else {
        tallies[index * 2] -= other.tallies[index * 2]
      }
    }
    for index in prints.indices { prints[index] &-= other.prints[index] }
    clusters.remove(other.clusters)
  }

  /// What a slice came to: the trials of one with a code are those of all its lifecycles.
  func counts(_ slice: SliceKey) -> SliceCounts? {
    guard let place = places.place(of: slice), let chances = places.place(of: slice.chances) else {
      return nil
    }
    let slots = 0..<slotCount
    return SliceCounts(
      hits: slots.map { tallies[(place * slotCount + $0) * 2 + 1] },
      trials: slots.map { tallies[(chances * slotCount + $0) * 2] }, print: prints[place],
      squares: clusters.squares(place))
  }

  /// What a slice came to without the trials of which the hits were taken out; `nil` if there are none.
  func countsWithoutSpent(_ slice: SliceKey) -> SliceCounts? {
    guard var counts = counts(slice), let chances = places.place(of: slice.chances) else {
      return nil
    }
    let spent = spentTrials[chances * slotCount..<(chances + 1) * slotCount]
    guard spent.contains(where: { $0 > 0 }) else { return nil }
    for (slot, trials) in spent.enumerated() { counts.trials[slot] -= trials }
    return counts
  }
}

extension SliceTable {
  /// What all lifecycles came to.
  var wholeCounts: SliceCounts {
    guard let counts = counts(.whole) else { preconditionFailure("the whole is no slice") }
    return counts
  }

  /// Whether a slice holds so many hits that it may be named.
  func isWorthNaming(_ counts: SliceCounts) -> Bool {
    counts.window.hits >= least.window || counts.baseline.hits >= least.baseline
  }
}

/// What one slice came to in every slot.
struct SliceCounts: Equatable, Sendable {
  var hits: [Int64]
  var trials: [Int64]
  /// Of its lifecycles: equal for slices that hold the same.
  var print: UInt64
  /// The sums of the squares of the hits of each message.
  let squares: (window: Int64, baseline: Int64)

  /// By how much the variance of the hits exceeds that of independent ones because some are of the same
  /// message: at least 1, and the number of recipients where all messages have as many that are hits.
  var clustering: Double {
    max(
      Double(squares.window) / Double(max(1, window.hits)),
      Double(squares.baseline) / Double(max(1, baseline.hits)), 1)
  }

  static func == (a: SliceCounts, b: SliceCounts) -> Bool {
    a.hits == b.hits && a.trials == b.trials && a.print == b.print
  }

  var window: (hits: Int64, trials: Int64) { (hits[0], trials[0]) }

  var baseline: (hits: Int64, trials: Int64) {
    (hits.dropFirst().reduce(0, +), trials.dropFirst().reduce(0, +))
  }

  /// What is left without a part of the slice.
  ///
  /// - Parameters:
  ///   - part: What the part came to.
  ///   - sharesTrials: Whether the part has fewer hits of the same trials.
  /// - Returns: The difference; its print and its squares mean nothing.
  func without(_ part: SliceCounts, sharesTrials: Bool) -> SliceCounts {
    var rest = self
    for slot in hits.indices {
      rest.hits[slot] -= part.hits[slot]
      if !sharesTrials { rest.trials[slot] -= part.trials[slot] }
    }
    return rest
  }
}
