internal import Primitives
internal import Reports

/// In which hours callbacks arrived, as far as a ledger knows.
struct ArrivalHours {
  /// By hours since the epoch; none that is 0.
  private let counts: [Int: Int64]
  /// Those with many, in order.
  private let busy: [Int]
  /// When callbacks came of which no hour was counted.
  private let uncounted: [Coverage]

  /// An hour has many callbacks from a tenth of the usual number on.
  private static let usualShare: Int64 = 10
  /// With so many on either side, an hour without any is hardly chance; with fewer it is no news.
  private static let leastMany: Int64 = 10
  /// Before an hour, those that it is expected to be like: of the day before, and of the same day a week
  /// before.
  private static let cycles = [24, 7 * 24]

  init(_ journal: Journal) {
    var counts: [Int: Int64] = [:]
    for (hour, count) in journal.intakes.flatMap(\.hours) { counts[hour, default: 0] += count }
    let sorted = counts.values.sorted()
    let usual = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    let many = max(Self.leastMany, usual / Self.usualShare)
    self.counts = counts
    busy = counts.filter { $0.value >= many }.keys.sorted()
    uncounted = journal.archives.compactMap {
      $0.spanAhead(believedUpTo: journal.latestPlausible)
    }
  }

  /// Hours in a row without any callback, between two hours with many.
  var gaps: [LedgerStatus.Gap] { emptyHours.compactMap(gap) }

  /// Those of ``gaps`` in which callbacks ought to have come: nights and weekends of those who send by day
  /// are like those before them.
  var unexpectedGaps: [LedgerStatus.Gap] {
    emptyHours.filter { !$0.allSatisfy(isUsuallyEmpty) }.compactMap(gap)
  }

  private var emptyHours: [Range<Int>] {
    zip(busy, busy.dropFirst()).compactMap { before, after in
      let hours = before + 1..<after
      return !hours.isEmpty && hours.allSatisfy { counts[$0] == nil } ? hours : nil
    }
  }

  /// `nil` where callbacks came that were not counted.
  private func gap(_ hours: Range<Int>) -> LedgerStatus.Gap? {
    let gap = LedgerStatus.Gap(start: time(hours.lowerBound), end: time(hours.upperBound))
    return uncounted.contains(where: gap.overlaps) ? nil : gap
  }

  /// Whether nothing came in the same hour of one of the days that this one is expected to be like.
  private func isUsuallyEmpty(_ hour: Int) -> Bool {
    Self.cycles.contains { cycle in
      guard let first = busy.first, first <= hour - cycle else { return false }
      return counts[hour - cycle] == nil
    }
  }

  private func time(_ hour: Int) -> Timestamp {
    Timestamp(millisecondsSinceEpoch: Int64(hour) * Milliseconds.hour)
  }
}
