public import Lifecycles
public import Primitives

/// What the traffic came to in short parts of the time before a window, to find when a change began.
///
/// A window that is given, or a whole hour, rarely begins with the change. What came before in the
/// baseline would make it look uneven, or like the window, and hide the very slice that changed.
public struct OnsetSurvey: MessageCounts {
  /// How far back a change is sought, in lengths of the window.
  static let reach: Int64 = 3
  /// Into how many parts the length of a window is divided.
  private static let partsOfWindow: Int64 = 60
  /// No part is shorter, in milliseconds: it would say nothing.
  private static let leastPart: Int64 = 1000

  private let scoring: Scoring
  private let window: Range<Timestamp>
  /// How long a part is, in milliseconds.
  let step: Int64
  private var series = TrafficSeries()
  /// The window, then the parts before it, the latest first.
  private var parts: [SeriesCounts]

  /// - Parameters:
  ///   - scoring: What is counted, and the window.
  ///   - coverage: Of the archives: nothing is sought before them.
  public init(_ scoring: Scoring, _ coverage: Coverage) {
    self.scoring = scoring
    window = scoring.comparison.window
    step = max(Self.leastPart, window.milliseconds / Self.partsOfWindow)
    let start = max(
      coverage.start ?? .earliest,
      window.lowerBound.movedBack(byMilliseconds: Self.reach * window.milliseconds))
    let count = max(0, (start..<max(start, window.lowerBound)).milliseconds / step)
    parts = Array(repeating: SeriesCounts(), count: Int(count) + 1)
  }

  /// The times that are looked at before the window.
  public var range: Range<Timestamp> {
    start(ofPart: parts.count - 1)..<window.lowerBound
  }

  /// When a part begins, by how many lie between it and the window, itself included.
  private func start(ofPart number: Int) -> Timestamp {
    window.lowerBound.movedBack(byMilliseconds: Int64(number) * step)
  }

  private func part(of time: Timestamp) -> Int? {
    if window.contains(time) { return 0 }
    guard time < window.lowerBound else { return nil }
    let part = ((time..<window.lowerBound).milliseconds - 1) / step + 1
    return part < parts.count ? Int(part) : nil
  }

  public mutating func count(_ message: Message, _ pool: TextPool) {
    guard let created = message.creationTime, let part = part(of: created) else { return }
    for number in message.lifecycles.indices {
      guard let score = scoring.score(number, of: message, pool) else { continue }
      let isFailure = scoring.metric.isFailure(score)
      parts[part].add(score, series.places(message, number, pool, isFailure: isFailure))
    }
  }

  public mutating func forgetTexts() {
    series.forgetTexts()
  }

  public mutating func merge(_ other: OnsetSurvey) {
    for part in parts.indices { parts[part].merge(other.parts[part]) }
  }

  /// Between which times the change began, if that was before the window.
  public var onset: Range<Timestamp>? {
    guard parts.count > OnsetSearch.leastBefore else { return nil }
    let isCount = scoring.metric.isCount
    // The whole of counts follows the course of the day, and slices are judged by their shares of it; its
    // own is always all.
    let whole = parts.map { $0.hits(TrafficSeries.whole) }
    var best: (onset: OnsetSearch.Onset, score: Double)?
    // What many were looked for is found by chance as many times as often.
    let price = information(1, times: Double(max(1, activeSeriesCount)))
    for number in 0..<TrafficSeries.count {
      let search = OnsetSearch(
        hits: parts.map { $0.hits(number) },
        trials: isCount ? whole : parts.map { $0.trials(number) }, isCount: isCount)
      guard let onset = search.onset else { continue }
      let score = onset.gain - (number == TrafficSeries.whole ? 0 : price)
      if score > best?.score ?? 0 { best = (onset, score) }
    }
    guard let onset = best?.onset, onset.earliest > 0 else { return nil }
    // The change lies in the part before the first border, at the earliest.
    let earliest = start(ofPart: min(onset.earliest + 1, parts.count - 1))
    return earliest.flooredToMinute(after: range.lowerBound)..<start(ofPart: onset.latest)
  }

  private var activeSeriesCount: Int {
    (1..<TrafficSeries.count).count { number in parts.contains { $0.hits(number) > 0 } }
  }
}

extension Timestamp {
  /// The minute that it lies in, unless that begins too early: no more exact than it is known.
  fileprivate func flooredToMinute(after earliest: Timestamp) -> Timestamp {
    let minute = Timestamp(
      millisecondsSinceEpoch: millisecondsSinceEpoch.floored(toMultipleOf: Milliseconds.minute))
    return minute > earliest ? minute : self
  }
}

extension ExplainParameters {
  /// Whether a change may have begun before the window: nobody asked for a baseline, and it lies just
  /// before the window.
  public func seeksOnset(of comparison: Comparison) -> Bool {
    baseline == .before && comparison.baseline.count == 1
      && comparison.baseline[0].upperBound == comparison.window.lowerBound
  }

  /// The same window, compared with what came before the change began.
  ///
  /// - Parameters:
  ///   - comparison: What was compared first.
  ///   - onset: Between which times the change began, before the window.
  ///   - coverage: Of the archives.
  /// - Returns: `nil` if a baseline was asked for, or the archives hold none.
  public func comparison(
    _ comparison: Comparison, before onset: Range<Timestamp>, _ coverage: Coverage
  ) -> Comparison? {
    guard seeksOnset(of: comparison) else { return nil }
    let end = onset.lowerBound
    let length = comparison.window.milliseconds
    let start = max(coverage.start ?? .earliest, end.movedBack(byMilliseconds: length))
    guard start < end else { return nil }
    return Comparison(
      window: comparison.window, baseline: [start..<end], choice: comparison.choice, onset: onset,
      coverageEnd: coverage.end)
  }
}
