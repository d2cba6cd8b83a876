public import Lifecycles
internal import Primitives

/// What slices came to in every slot of a comparison, exactly.
public struct SliceTable: MessageCounts {
  let found: FoundValues
  private var values: LifecycleValues
  /// By number of a value how it is shown, once it was seen.
  private var shown: [Value?]
  private let slices: [SliceKey]
  private let places: SlicePlaces
  /// Only lifecycles of the first of these slices are counted, if there is one, and none of the others.
  private var only: SliceMembership?
  /// Whether that one has a code.
  private var isOfCode = false

  private var tallies: SlotTallies
  /// By slice a sum over its lifecycles that tells whether two slices hold the same.
  private var prints: [UInt64]
  private var clusters: HitClusters

  /// - Parameter sketch: Of all messages.
  public init(_ sketch: SliceSketch) {
    found = sketch.found
    values = LifecycleValues(found.index)
    shown = Array(repeating: nil, count: found.index.entries.count)
    slices = sketch.slices
    places = SlicePlaces(slices, valueCount: shown.count)
    tallies = SlotTallies(
      sliceCount: slices.count, chancesCount: slices.count { $0.code == nil },
      slotCount: found.scoring.comparison.slotCount)
    prints = Array(repeating: 0, count: slices.count)
    clusters = HitClusters(sliceCount: slices.count)
  }

  /// An empty table of the same slices, for the lifecycles of one that are in none of some others.
  func emptied(for slice: SliceKey, notIn before: [SliceKey]) -> SliceTable {
    var table = self
    table.only = SliceMembership([slice] + before, found.index)
    table.isOfCode = slice.code != nil
    table.values.forgetTexts()
    table.tallies = tallies.emptied
    table.prints = Array(repeating: 0, count: prints.count)
    table.clusters = HitClusters(sliceCount: slices.count)
    return table
  }

  public mutating func count(_ message: Message, _ pool: TextPool) {
    clusters.beginMessage()
    found.scoring.forEach(message, pool) { number, slot, score in
      let isFailure = found.scoring.metric.isFailure(score)
      // Most lifecycles lie in no slice that is taken out, and no more of them need be known.
      guard only?.liesInFirstAlone(message, number, pool, isFailure: isFailure) ?? true else {
        return
      }
      values.find(message, number, pool, isFailure: isFailure)
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
        addHits(place, slot, score, print)
      }
    }
  }

  @inline(__always)
  private mutating func add(
    _ place: Int, _ slot: Int, _ score: Metric.Score, _ print: UInt64
  ) {
    tallies.add(trials: score.trials, to: place, slot)
    addHits(place, slot, score, print)
  }

  @inline(__always)
  private mutating func addHits(
    _ place: Int, _ slot: Int, _ score: Metric.Score, _ print: UInt64
  ) {
    if score.hits > 0 {
      tallies.add(hits: score.hits, to: place, slot)
      clusters.add(score.hits, to: place, isInWindow: slot == 0)
    }
    // Wraps on purpose.
    prints[place] &+= print
  }

  private mutating func noteShown(_ message: Message, _ lifecycle: Int, _ pool: TextPool) {
    for number in values.numbers where shown[number] == nil {
      shown[number] = dimension(of: number).value(
        message, lifecycle, pool, found.scoring.redaction)
    }
    if let code = values.code, shown[code] == nil {
      shown[code] = Dimension.errorCode.value(message, lifecycle, pool, nil)
    }
  }

  public mutating func forgetTexts() {
    values.forgetTexts()
    only?.forgetTexts()
  }

  public mutating func merge(_ other: SliceTable) {
    tallies.merge(other.tallies)
    for index in prints.indices { prints[index] &+= other.prints[index] }
    clusters.merge(other.clusters)
    for number in shown.indices where shown[number] == nil { shown[number] = other.shown[number] }
  }

  /// Takes out what was counted in an ``emptied(for:notIn:)`` table; of a slice with a code its hits alone.
  ///
  /// Who failed with the code could have failed with another: were such recipients no trials any more,
  /// the few that are left of the slice would look worse than they are.
  mutating func remove(_ other: SliceTable) {
    tallies.remove(other.tallies, keepingTrials: other.isOfCode)
    for index in prints.indices { prints[index] &-= other.prints[index] }
    clusters.remove(other.clusters)
  }

  /// What a slice came to: the trials of one with a code are those of all its lifecycles.
  func counts(_ slice: SliceKey) -> SliceCounts? {
    guard let place = places.place(of: slice), let chances = places.place(of: slice.chances) else {
      return nil
    }
    let (hits, trials) = (tallies.hits(place), tallies.trials(chances))
    return SliceCounts(
      window: (hits[hits.startIndex], trials[trials.startIndex]),
      baseline: (hits.dropFirst().sum, trials.dropFirst().sum), print: prints[place],
      squares: clusters.squares(place))
  }

  /// What a slice came to without the trials of which the hits were taken out; `nil` if there are none.
  func countsWithoutSpent(_ slice: SliceKey) -> SliceCounts? {
    guard var counts = counts(slice), let chances = places.place(of: slice.chances),
      let spent = tallies.spent(chances), spent.contains(where: { $0 > 0 })
    else { return nil }
    counts.window.trials -= spent[spent.startIndex]
    counts.baseline.trials -= spent.dropFirst().sum
    counts.isWithoutSpent = true
    return counts
  }

  /// The same as the counts of a slice, by slot.
  func slots(_ slice: SliceKey, _ counts: SliceCounts) -> SlotCounts {
    guard let place = places.place(of: slice), let chances = places.place(of: slice.chances) else {
      preconditionFailure("what is no slice has no counts")
    }
    var trials = Array(tallies.trials(chances))
    if counts.isWithoutSpent, let spent = tallies.spent(chances) {
      for (slot, spent) in spent.enumerated() { trials[slot] -= spent }
    }
    return SlotCounts(hits: Array(tallies.hits(place)), trials: trials)
  }
}

extension SliceTable {
  /// The slices that hold enough hits to be named, in the order of naming.
  var candidates: [SliceKey] {
    slices.filter { slice in
      slice != .whole && counts(slice).map(isWorthNaming) ?? false
    }.map { (slice: $0, order: order($0)) }
      .sorted { $0.order.lexicographicallyPrecedes($1.order) }
      .map(\.slice)
  }

  /// A slice as a text whose order is that of naming: of slices that tell as much the first is named.
  ///
  /// One without a missing value says more than one that has no other name than that something is not there.
  private func order(_ slice: SliceKey) -> [UInt8] {
    let members = members(slice)
    let missing = UInt8(members.count { $0.value == .missing })
    return [missing]
      + members.flatMap { member -> [UInt8] in
        var key = [UInt8(member.dimension.rank)]
        switch member.value {
        case .text(let text): key.append(keyText: text.span)
        case .integer(let number): key.append(keyNumber: number)
        default: key.appendMissingKey()
        }
        return key
      }
  }

  func members(_ slice: SliceKey) -> [SliceMember] {
    slice.values.map(member)
  }

  /// The value with a number, and its dimension.
  func member(_ number: Int) -> SliceMember {
    SliceMember(dimension: dimension(of: number), value: shown[number] ?? .missing)
  }

  var scoring: Scoring { found.scoring }

  /// Of the value with a number.
  func dimension(of value: Int) -> Dimension { found.index.entries[value].dimension }

  /// What all lifecycles came to.
  var wholeCounts: SliceCounts {
    guard let counts = counts(.whole) else { preconditionFailure("the whole is no slice") }
    return counts
  }

  /// Whether a slice holds so many hits that it may be named.
  func isWorthNaming(_ counts: SliceCounts) -> Bool {
    counts.window.hits >= found.least.window || counts.baseline.hits >= found.least.baseline
  }
}

extension ArraySlice<Int64> {
  fileprivate var sum: Int64 { reduce(0, +) }
}
