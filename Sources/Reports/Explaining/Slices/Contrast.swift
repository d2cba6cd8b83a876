internal import Glibc

/// What a slice came to in the window and in the baseline.
struct Contrast {
  /// In the window, and in the baseline.
  let hits: (window: Double, baseline: Double)
  /// As many as there were chances for a hit; of counts what they follow, such as the length of time, in any unit.
  let trials: (window: Double, baseline: Double)
  /// Whether hits are counts for themselves, and not some of the trials.
  let isCount: Bool

  /// The hits that the window would have at the rate of the baseline.
  var expected: Double {
    trials.baseline > 0 ? hits.baseline / trials.baseline * trials.window : 0
  }

  /// Whether the rate is greater in the window.
  var rises: Bool { hits.window * trials.baseline > hits.baseline * trials.window }

  /// By how much two rates explain the hits better than one: a difference of log likelihoods.
  ///
  /// Half of the statistic G of the likelihood-ratio test, binomial or, of counts, of Poisson.
  var gain: Double {
    guard trials.window > 0, trials.baseline > 0 else { return 0 }
    let rate = (hits.window + hits.baseline) / (trials.window + trials.baseline)
    var gain = information(hits.window, per: rate * trials.window)
    gain += information(hits.baseline, per: rate * trials.baseline)
    if !isCount {
      let misses = (trials.window - hits.window, trials.baseline - hits.baseline)
      gain += information(misses.0, per: (1 - rate) * trials.window)
      gain += information(misses.1, per: (1 - rate) * trials.baseline)
    }
    return max(0, gain)
  }

  /// By how much the rate of the window explains its hits better than that of the baseline does.
  ///
  /// The baseline is taken as known: where hits are many, what it says of two slices differs more than
  /// what ``gain`` says, which rests on both. Only for comparing slices.
  var surprise: Double {
    let rate = hits.baseline / trials.baseline
    var surprise = information(hits.window, per: rate * trials.window)
    if isCount {
      surprise += rate * trials.window - hits.window
    } else {
      surprise += information(
        trials.window - hits.window, per: (1 - rate) * trials.window)
    }
    return max(0, surprise)
  }

  /// The odds of a hit in the window over those in the baseline; of counts the ratio of the rates.
  var oddsRatio: Double {
    guard !isCount else {
      return (hits.window / trials.window) / (hits.baseline / trials.baseline)
    }
    let misses = (trials.window - hits.window, trials.baseline - hits.baseline)
    return (hits.window * misses.1) / (hits.baseline * misses.0)
  }
}

/// `count` times the logarithm of `count` ÷ `expected`; 0 where nothing was counted.
func information(_ count: Double, per expected: Double) -> Double {
  count > 0 ? count * log(count / expected) : 0
}

/// `count` times the logarithm of `factor`; 0 where nothing was counted.
func information(_ count: Double, times factor: Double) -> Double {
  count > 0 ? count * log(factor) : 0
}
