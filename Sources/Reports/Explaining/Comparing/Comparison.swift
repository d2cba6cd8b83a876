internal import Lifecycles
public import Primitives

/// A window of time, and the times that it is compared with.
///
/// The baseline is divided into parts of about the same length, so that it shows how much it varies
/// by itself. Of many days, some that follow each other are one part.
public struct Comparison: Equatable, Sendable {
  /// How a window came about.
  public enum Choice: Equatable, Sendable {
    case given
    /// The hour, or the hours, in which the metric rose most clearly over as many before, among so many; of
    /// counts, in which it changed.
    case clearestChange(of: Int)
    case lastHour
  }

  public let choice: Choice
  /// Half open, as are the others.
  public let window: Range<Timestamp>
  /// In ascending order, apart from each other; all of the same length unless coverage cuts one.
  public let baseline: [Range<Timestamp>]
  /// Between which times the change began, if that was before the window; the baseline ends before.
  public let onset: Range<Timestamp>?
  /// Whether all that is compared is so old that its receipts have expired where none came.
  ///
  /// A receipt expires after days. A window that is younger has no such failure yet, and would look
  /// better than any baseline that is older, and worse than itself some days later.
  public let countsExpired: Bool
  /// Up to when the archives tell what happened; `nil` for ever.
  let coverageEnd: Timestamp?
  /// The times of the baseline, or parts of them, in ascending order.
  let pieces: [Range<Timestamp>]
  /// How many pieces that follow each other make one part of the baseline.
  private let piecesOfPart: Int

  /// How many parts there are at least, unless they would be shorter than a millisecond.
  static let leastPartCount: Int64 = 12
  /// How many there are at most: a baseline of a year says no more by its days, and every slice that may be
  /// named takes memory for each part.
  static let greatestPartCount = 31

  /// - Parameters:
  ///   - window: What is looked at.
  ///   - baseline: What it is compared with.
  ///   - choice: How the window came about.
  ///   - onset: Between which times the change began, if that was before the window.
  ///   - coverageEnd: Up to when the archives tell what happened; `nil` for ever.
  /// - Precondition: Neither is empty, and they do not overlap.
  init(
    window: Range<Timestamp>, baseline: [Range<Timestamp>], choice: Choice = .given,
    onset: Range<Timestamp>? = nil, coverageEnd: Timestamp? = nil
  ) {
    self.choice = choice
    self.onset = onset
    self.coverageEnd = coverageEnd
    countsExpired = ([window] + baseline).allSatisfy { $0.isPastExpiry(coverageEnd) }
    precondition(!window.isEmpty && baseline.allSatisfy { !$0.isEmpty && !$0.overlaps(window) })
    self.window = window
    self.baseline = baseline
    let partsOfEach = (Self.leastPartCount - 1) / max(1, Int64(baseline.count)) + 1
    pieces = baseline.flatMap { $0.divided(into: partsOfEach) }
    piecesOfPart = max(0, pieces.count - 1) / Self.greatestPartCount + 1
  }

  /// How many slots there are: the window, then the parts of the baseline.
  var slotCount: Int { 1 + (pieces.count + piecesOfPart - 1) / piecesOfPart }

  /// The slot of a creation time: 0 for the window, others for parts of the baseline.
  func slot(of time: Timestamp) -> Int? {
    if window.contains(time) { return 0 }
    // The number of pieces that begin at or before the time: the last of them may hold it.
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].lowerBound <= time { low = middle + 1 } else { high = middle }
    }
    guard low > 0, pieces[low - 1].contains(time) else { return nil }
    return 1 + (low - 1) / piecesOfPart
  }

  /// How many windows and baselines were looked at to choose these.
  var tries: Int {
    let windows = if case .clearestChange(let count) = choice { count } else { 1 }
    return onset == nil ? windows : windows * Int(Self.leastPartCount * OnsetSurvey.reach)
  }

  /// How long each slot is, in milliseconds.
  var lengths: [Int64] {
    pieces.enumerated().reduce(
      into: [window.milliseconds] + Array(repeating: 0, count: slotCount - 1)
    ) { lengths, piece in
      lengths[1 + piece.offset / piecesOfPart] += piece.element.milliseconds
    }
  }
}

extension Range<Timestamp> {
  /// Whether the receipts of all messages created then have come or expired before coverage ends.
  func isPastExpiry(_ coverageEnd: Timestamp?) -> Bool {
    coverageEnd.map { ReceiptWait.expiry(forMessagesCreatedBefore: upperBound) <= $0 } ?? true
  }

  /// How long it is.
  var milliseconds: Int64 { upperBound.millisecondsSinceEpoch - lowerBound.millisecondsSinceEpoch }

  /// Parts of the same length but for a millisecond; fewer where they would be empty.
  fileprivate func divided(into count: Int64) -> [Range<Timestamp>] {
    let count = Swift.min(count, milliseconds)
    return (0..<count).map { number in
      lowerBound.advanced(
        byMilliseconds: share(number, of: count))..<lowerBound.advanced(
          byMilliseconds: share(number + 1, of: count))
    }
  }

  private func share(_ number: Int64, of count: Int64) -> Int64 {
    // Full width, because a window may be ten thousand years long.
    let product = milliseconds.multipliedFullWidth(by: number)
    return count.dividingFullWidth(product).quotient
  }
}
