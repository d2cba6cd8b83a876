public import Lifecycles
public import Primitives

/// What named slices came to after the window, to tell until when they stay changed.
public struct SliceAftermath: MessageCounts {
  /// How many parts there are at most, so that a short window long ago takes no more memory.
  private static let partLimit: Int64 = 1200
  /// The log likelihood by which a slice must be as before to have ended.
  private static let leastGain = 3.0

  private let scoring: Scoring
  /// Whether a slice is known by its share of all that was left when it was named: that is its trials then.
  private let isCount: Bool
  private var slices: SliceMembership
  /// The times that are looked at.
  public let range: Range<Timestamp>
  private let step: Int64
  private let partCount: Int
  /// By slice and part the trials and the hits; the trials of a code are those of all its lifecycles.
  private var tallies: [Int64]

  /// - Parameters:
  ///   - table: Knows the values.
  ///   - slices: Those that were named.
  ///   - end: Up to when the archives tell of messages, after the window.
  init(_ table: SliceTable, _ slices: [SliceKey], until end: Timestamp) {
    scoring = table.scoring
    isCount = scoring.metric.isCount
    self.slices = SliceMembership(slices, table.found.index)
    let window = scoring.comparison.window
    range = window.upperBound..<end
    step = max(
      1, window.milliseconds / Comparison.leastPartCount,
      (range.milliseconds - 1) / Self.partLimit + 1)
    partCount = Int((range.milliseconds - 1) / step + 1)
    tallies = Array(repeating: 0, count: slices.count * partCount * 2)
  }

  public mutating func count(_ message: Message, _ pool: TextPool) {
    guard let created = message.creationTime, range.contains(created) else { return }
    let part = Int((range.lowerBound..<created).milliseconds / step)
    for number in message.lifecycles.indices {
      guard let score = scoring.score(number, of: message, pool) else { continue }
      let isFailure = scoring.metric.isFailure(score)
      for index in 0..<slices.count {
        let isChance = slices.isChance(for: index, message, number, pool)
        guard isChance || isCount else { continue }
        let place = (index * partCount + part) * 2
        tallies[place] += score.trials
        if isChance, score.hits > 0,
          slices.hasCode(of: index, message, number, pool, isFailure: isFailure)
        {
          tallies[place + 1] += score.hits
        }
        // What is named is no part of what is left then.
        if isChance && isCount { break }
      }
    }
  }

  public mutating func forgetTexts() {
    slices.forgetTexts()
  }

  public mutating func merge(_ other: SliceAftermath) {
    for index in tallies.indices { tallies[index] += other.tallies[index] }
  }

  /// Until when a slice stays rather as in the window than as in the baseline.
  ///
  /// - Parameters:
  ///   - index: Of the slice.
  ///   - window: What it came to there; of counts among all that was left when it was named.
  ///   - baseline: Likewise.
  /// - Returns: `nil` for as long as the archives tell.
  func end(_ index: Int, window: Rate, baseline: Rate) -> Timestamp? {
    let rates = RatePair(
      changed: (Double(window.hits), Double(window.trials)),
      usual: (Double(baseline.hits), Double(baseline.trials)), isCount: isCount)
    var (gain, greatest, end) = (0.0, 0.0, 0)
    for part in 0..<partCount {
      let place = (index * partCount + part) * 2
      gain += rates.gain(hits: Double(tallies[place + 1]), trials: Double(tallies[place]))
      if gain > greatest { (greatest, end) = (gain, part + 1) }
    }
    guard greatest - gain >= Self.leastGain else { return nil }
    return min(
      range.upperBound, range.lowerBound.advanced(byMilliseconds: Int64(end) * step))
  }
}
