/// How much the rates of the values of a dimension differ in a baseline.
///
/// Where they differ widely, the overall rate says little about a value that is new.
///
/// - SeeAlso: Kleinman, "Proportions with Extraneous Variance", 1973, for the moments.
struct Heterogeneity {
  private var counts: [(hits: Double, trials: Double)] = []

  /// Adds a value.
  mutating func add(_ baseline: (hits: Int64, trials: Int64)) {
    guard baseline.trials > 0 else { return }
    counts.append((Double(baseline.hits), Double(baseline.trials)))
  }

  /// To how many trials at the overall rate the knowledge of the others amounts for a new value; at
  /// least 1.
  ///
  /// Of a beta-binomial distribution of the rates, by its moments.
  var priorTrials: Double {
    let trials = counts.reduce(0) { $0 + $1.trials }
    let rate = counts.reduce(0) { $0 + $1.hits } / trials
    guard counts.count > 1, rate > 0, rate < 1 else { return .infinity }
    let degrees = Double(counts.count - 1)
    let statistic = counts.reduce(0) { sum, value in
      let difference = value.hits - value.trials * rate
      return sum + difference * difference / (value.trials * rate * (1 - rate))
    }
    let squares = counts.reduce(0) { $0 + $1.trials * $1.trials }
    let size = (trials - squares / trials) / degrees
    guard size > 1, statistic > degrees else { return .infinity }
    let correlation = min(1, (statistic / degrees - 1) / (size - 1))
    return max(1, (1 - correlation) / correlation)
  }
}
