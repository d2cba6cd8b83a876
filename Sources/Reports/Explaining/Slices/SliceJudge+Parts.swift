/// A part of a slice, told apart by one value more.
struct SlicePart {
  /// The number of that value.
  let value: Int
  let counts: SliceCounts
  /// The hits that the window would have at the rate of its baseline, drawn to the overall rate.
  let expected: Double
  let excess: Double
}

/// Of what a slice consists that is named for what its parts have in common, such as the code that the
/// messages of three senders fail with.
extension SliceJudge {
  /// How many parts of a slice are told at most.
  private static let partLimit = 10
  /// The share of the excess that they hold together, at least.
  private static let leastShareOfParts = 0.9
  /// The share of all hits that were to be expected which they hold together, at most: where they are
  /// nearly all that there is, it says little that they have nearly all of the excess.
  private static let greatestUsualShare = 2.0 / 3

  /// The fewest parts, by values of one dimension, that hold nearly all of the excess of a slice and tell it
  /// better than the slice does; none where it is much the same in all of its parts.
  ///
  /// Of several such dimensions the one that tells most, or the first of those, is taken.
  func mainParts(of verdict: SliceVerdict) -> [SlicePart] {
    let parts = parts(of: verdict)
    var best: (parts: [SlicePart], advantage: Double) = ([], 0)
    for dimension in Dimension.inOrder {
      let main = fewest(parts.filter { table.dimension(of: $0.value) == dimension }, verdict)
      let advantage = advantage(main, verdict)
      if advantage > best.advantage { best = (main, advantage) }
    }
    return best.parts
  }

  /// All parts that changed in the direction of the slice.
  private func parts(of verdict: SliceVerdict) -> [SlicePart] {
    let slice = verdict.slice
    return candidates.compactMap { part in
      guard part.code == slice.code, part.larger.contains(slice),
        let value = part.values.first(where: { !slice.values.contains($0) }),
        let counts = counts(of: part, as: verdict)
      else { return nil }
      let evidence = evidence(counts, part, shares)
      let excess = evidence.hits.window - evidence.expected
      guard excess.sign == verdict.excess.sign else { return nil }
      return SlicePart(
        value: value, counts: counts, expected: smoothed(counts, part).expected,
        excess: excess)
    }
  }

  /// Counts without the trials that a verdict leaves out.
  private func counts(of part: SliceKey, as verdict: SliceVerdict) -> SliceCounts? {
    let counts = table.counts(part)
    return verdict.counts.isWithoutSpent ? table.countsWithoutSpent(part) ?? counts : counts
  }

  /// Those with the greatest excess that hold enough of it together; none if that takes too many.
  private func fewest(_ parts: [SlicePart], _ verdict: SliceVerdict) -> [SlicePart] {
    let greatest = parts.enumerated().sorted { a, b in
      (b.element.excess.magnitude, a.offset) < (a.element.excess.magnitude, b.offset)
    }.prefix(Self.partLimit).map(\.element)
    var excess = 0.0
    for (index, part) in greatest.enumerated() {
      excess += part.excess
      if excess / verdict.excess >= Self.leastShareOfParts {
        return Array(greatest[...index])
      }
    }
    return []
  }

  /// How much better parts and a rest with changes of their own tell the hits of a slice than the same change
  /// of all does, less the price of their values: a log likelihood; 0 for what is no part but the slice
  /// itself, or nearly.
  ///
  /// One value alone would be named with the slice, were the rest of it as usual.
  private func advantage(_ parts: [SlicePart], _ verdict: SliceVerdict) -> Double {
    guard parts.count > 1 else { return 0 }
    let rest = parts.reduce(verdict.counts) { rest, part in
      rest.without(part.counts, sharesTrials: false)
    }
    let usual = parts.reduce(0) { $0 + $1.expected }
    let usualRest = smoothed(rest, verdict.slice).expected
    guard usual <= (usual + usualRest) * Self.greatestUsualShare,
      isCount || standsOutByMisses(Self.together(parts), rest.window, expected: usualRest)
    else { return 0 }
    let ratio = Double(verdict.counts.window.hits) / (usual + usualRest)
    let gain = parts.reduce(information(Double(rest.window.hits), per: usualRest * ratio)) {
      $0 + information(Double($1.counts.window.hits), per: $1.expected * ratio)
    }
    return gain - Self.leastGain * Double(parts.count)
  }

  /// What parts came to in all.
  private static func together(_ parts: [SlicePart]) -> Change {
    parts.reduce(into: Change(trials: 0, expected: 0, excess: 0)) { sum, part in
      sum.trials += part.counts.window.trials
      sum.expected += part.expected
      sum.excess += part.excess
    }
  }
}
