/// What one slice came to in the window and in all of the baseline.
struct SliceCounts: Equatable, Sendable {
  var window: (hits: Int64, trials: Int64)
  var baseline: (hits: Int64, trials: Int64)
  /// Of its lifecycles: equal for slices that hold the same.
  let print: UInt64
  /// The sums of the squares of the hits of each message.
  let squares: (window: Int64, baseline: Int64)
  /// Whether the trials of which the hits were taken out are left out, too.
  var isWithoutSpent = false

  /// By how much the variance of the hits exceeds that of independent ones because some are of the same
  /// message: at least 1, and the number of recipients where all messages have as many that are hits.
  var clustering: Double {
    max(
      Double(squares.window) / Double(max(1, window.hits)),
      Double(squares.baseline) / Double(max(1, baseline.hits)), 1)
  }

  static func == (a: SliceCounts, b: SliceCounts) -> Bool {
    a.window == b.window && a.baseline == b.baseline && a.print == b.print
  }

  /// What is left without a part of the slice.
  ///
  /// - Parameters:
  ///   - part: What the part came to.
  ///   - sharesTrials: Whether the part has fewer hits of the same trials.
  /// - Returns: The difference; its print and its squares mean nothing.
  func without(_ part: SliceCounts, sharesTrials: Bool) -> SliceCounts {
    var rest = self
    rest.window.hits -= part.window.hits
    rest.baseline.hits -= part.baseline.hits
    if !sharesTrials {
      rest.window.trials -= part.window.trials
      rest.baseline.trials -= part.baseline.trials
    }
    return rest
  }
}
