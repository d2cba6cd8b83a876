public import Primitives

// When a change began. A window that is given, or a whole hour, rarely begins with the change: what
// came before in the baseline would make it look uneven, and hide the very slice that changed.

extension Comparison {
  /// The log likelihood that the beginning of a change must gain over the beginning of the window.
  ///
  /// Less than for naming a slice, since little is lost where chance gains it: the baseline then ends
  /// a little early.
  private static let leastGain = 3.0

  /// When the change of the whole began, if a part of the baseline is rather like the window than like
  /// what came before it.
  ///
  /// - Parameters:
  ///   - whole: What all lifecycles came to in each slot.
  ///   - isCount: Whether hits follow the length of time.
  /// - Returns: The beginning of a part; `nil` if the baseline is all alike, or was moved before.
  func onset(_ whole: SliceCounts, isCount: Bool) -> Timestamp? {
    guard onset == nil, baseline.count == 1, slots.count > 2 else { return nil }
    let atWindow = contrast(whole, from: slots.count, isCount)
    let earlier = (2..<slots.count).map { ($0, contrast(whole, from: $0, isCount)) }
      .filter { $0.1.rises == atWindow.rises }
    guard let best = earlier.max(by: { $0.1.gain < $1.1.gain }),
      best.1.gain - atWindow.gain >= Self.leastGain
    else { return nil }
    let start = slots[best.0].lowerBound
    // No more exact than it is known; a little early rather than a little late.
    let minute = start.flooredToMinute
    return minute > baseline[0].lowerBound ? minute : start
  }

  /// The window and the parts of the baseline from one on, against the parts before that.
  private func contrast(_ whole: SliceCounts, from first: Int, _ isCount: Bool) -> Contrast {
    func sums(_ numbers: [Int64]) -> (Double, Double) {
      let later = numbers[0] + numbers[first...].reduce(0, +)
      return (Double(later), Double(numbers[1..<first].reduce(0, +)))
    }
    return Contrast(
      hits: sums(whole.hits), trials: sums(isCount ? lengths : whole.trials), isCount: isCount)
  }
}

extension Timestamp {
  fileprivate var flooredToMinute: Timestamp {
    Timestamp(millisecondsSinceEpoch: millisecondsSinceEpoch.flooredQuotient(by: 60_000) * 60_000)
  }
}

extension ExplainParameters {
  /// The same window, compared with what came before the change began.
  ///
  /// - Parameters:
  ///   - comparison: What was compared first.
  ///   - onset: When the change began, in its baseline.
  ///   - coverage: Of the archives.
  /// - Returns: `nil` if a baseline was asked for.
  public func comparison(
    _ comparison: Comparison, before onset: Timestamp, _ coverage: Coverage
  ) -> Comparison? {
    guard baseline == .before else { return nil }
    let start = onset.movedBack(byMilliseconds: comparison.window.milliseconds)
    return Comparison(
      window: comparison.window, baseline: [max(start, coverage.start ?? start)..<onset],
      choice: comparison.choice, onset: onset, coverageEnd: coverage.end)
  }
}
