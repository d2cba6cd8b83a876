/// How many hits more or fewer than its baseline lets expect there were among the trials of a window.
struct Change {
  var trials: Int64
  var expected: Double
  var excess: Double
}

/// How well a slice explains a change.
struct SliceVerdict {
  let slice: SliceKey
  let counts: SliceCounts
  /// The hits that the window would have at the rate of the baseline.
  let expected: Double
  /// Hits beyond those; negative where there are fewer.
  let excess: Double
  /// Of log likelihood, against the rate of the baseline.
  let surprise: Double
  /// Of log likelihood, window and baseline being equally uncertain.
  let gain: Double
  /// That chance does as much anywhere: at most.
  private(set) var probability: Double

  func with(_ probability: Double) -> SliceVerdict {
    var verdict = self
    verdict.probability = probability
    return verdict
  }

  var change: Change {
    Change(trials: counts.window.trials, expected: expected, excess: excess)
  }

  /// The surprise, less what a story must gain for each value that it names.
  var score: Double { surprise - SliceJudge.leastGain * Double(slice.valueCount) }
}
