public import Primitives

extension ExplainParameters {
  /// How many hours are looked at before it is said that nothing stands out.
  private static let hourLimit = 3
  /// With how many days a window is compared by the hours of the day if nobody says: of a week, each once.
  static let usualDays: Int64 = 7

  /// Whether what is compared is known only when the archives have been read: the window, or how many
  /// earlier days they hold.
  public var needsSurvey: Bool { since == nil || until == nil || comparesUsualDays }

  /// Whether a count is compared with the same hours of earlier days because nobody says with what.
  private var comparesUsualDays: Bool { metric.isCount && baseline == .before }

  /// The times that a survey is enough of; `nil` if it has to be one of all that was read.
  public var surveyed: Range<Timestamp>? {
    guard let since, let until, since < until else { return nil }
    return Self.usualDays(to: since..<until)
  }

  /// A window, and the days before it that it may be compared with.
  private static func usualDays(to window: Range<Timestamp>) -> Range<Timestamp> {
    let start = window.lowerBound.movedBack(byMilliseconds: usualDays * Milliseconds.day)
    return start..<window.upperBound
  }

  /// Checks what can be checked before archives are read.
  public func check() throws(ComparisonError) {
    if let since, let until, since >= until { throw .emptyWindow }
    switch baseline {
    case .before, .days: break
    case .since, .until: guard since != nil else { throw .noWindow }
    }
    if let since, let until { _ = try range(since..<until, baseline) }
    if case .since(let start, let end) = baseline, let since {
      guard start < end ?? since else { throw .emptyBaseline }
      // How far the window goes may not be known, and neither matters a baseline before it.
      if start < since, let end, end > since { throw .overlap }
    }
  }

  /// The window and its baseline; of an hour that is chosen, perhaps others that are to be looked at if
  /// that shows nothing.
  ///
  /// - Parameters:
  ///   - survey: What was found about the hours, if it was asked for.
  ///   - coverage: Of the archives.
  /// - Returns: What to compare, at least one.
  /// - Throws: ``ComparisonError`` for what could not be known before archives were read.
  public func comparisons(
    _ survey: HourSurvey?, _ coverage: Coverage
  ) throws(ComparisonError) -> [Comparison] {
    var comparisons: [Comparison] = []
    let windows = try windows(survey)
    for (window, choice) in windows {
      var baseline: [Range<Timestamp>]
      do throws(ComparisonError) {
        baseline = try range(window, usualBaseline(of: window, coverage, survey))
      } catch {
        // On the day that clocks are put forward, 24 hours reach into the day before, and one does not.
        let isLast = window == windows.last?.0
        if comparisons.isEmpty && isLast { throw error }
        continue
      }
      // Who gives the baseline in full knows what the archives cover.
      if case .since = self.baseline {
      } else {
        baseline = baseline.compactMap { $0.cut(toStart: coverage.start) }
      }
      comparisons.append(
        Comparison(
          window: window, baseline: baseline, choice: choice, coverageEnd: coverage.end))
    }
    return comparisons
  }

  /// The window as given, else up to the last message; without any time the hours that changed most.
  private func windows(
    _ survey: HourSurvey?
  ) throws(ComparisonError) -> [(Range<Timestamp>, Comparison.Choice)] {
    if let since, let until { return [(since..<until, .given)] }
    if let until {
      let start = until.movedBack(byMilliseconds: Milliseconds.hour)
      guard start < until else { throw .emptyWindow }
      return [(start..<until, .given)]
    }
    guard let survey, let latest = survey.latestCreation else { throw .nothingCreated }
    // Whole seconds, as times are written.
    let end = Timestamp(secondsSinceEpoch: latest.secondsSinceEpoch + 1)
    if let since {
      guard since < end else { throw .nothingSince(latest: latest) }
      return [(since..<end, .given)]
    }
    let changes = survey.changes()
    let hours = changes.toLookAt.prefix(Self.hourLimit)
    guard hours.isEmpty else {
      return hours.map { ($0.times, .clearestChange(of: changes.count)) }
    }
    return [(end.movedBack(byMilliseconds: Milliseconds.hour)..<end, .lastHour)]
  }

  /// What a window is compared with: what was asked for, or else, of a count, the same hours of earlier
  /// days as far as the archives have them, for what came just before differs by the course of the day.
  private func usualBaseline(
    of window: Range<Timestamp>, _ coverage: Coverage, _ survey: HourSurvey?
  ) -> Baseline {
    guard comparesUsualDays else { return baseline }
    let start = survey.map { $0.start(within: Self.usualDays(to: window)) } ?? coverage.start
    return earlierDays(than: window, from: start) ?? .before
  }

  /// The same hours of earlier days, as far as the archives have them; `nil` if they have none.
  private func earlierDays(
    than window: Range<Timestamp>, from start: Timestamp?
  ) -> Baseline? {
    guard window.milliseconds <= Milliseconds.day, let start, start < window.lowerBound
    else { return nil }
    let days = min(Self.usualDays, (start..<window.lowerBound).milliseconds / Milliseconds.day)
    return days > 0 ? .days(days) : nil
  }

  /// The same window, compared with the same hours of earlier days: for when hardly anything was sent just
  /// before it, as in the morning of those who send by day.
  ///
  /// - Parameters:
  ///   - comparison: With what came just before.
  ///   - coverage: Of the archives.
  /// - Returns: `nil` if a baseline was asked for, or the archives hold none.
  public func comparisonByDays(_ comparison: Comparison, _ coverage: Coverage) -> Comparison? {
    guard seeksOnset(of: comparison),
      let days = earlierDays(than: comparison.window, from: coverage.start),
      let ranges = try? range(comparison.window, days)
    else { return nil }
    return Comparison(
      window: comparison.window, baseline: ranges.compactMap { $0.cut(toStart: coverage.start) },
      choice: comparison.choice, coverageEnd: coverage.end)
  }

  /// The times of a baseline, whatever the archives cover.
  private func range(
    _ window: Range<Timestamp>, _ baseline: Baseline
  ) throws(ComparisonError) -> [Range<Timestamp>] {
    let start = window.lowerBound
    let ranges: [Range<Timestamp>]
    switch baseline {
    case .before:
      ranges = [start.movedBack(byMilliseconds: window.milliseconds)..<start]
    case .since(let since, let until):
      guard since < until ?? start else { throw .emptyBaseline }
      ranges = [since..<(until ?? start)]
    case .until(let until):
      ranges = [until.movedBack(byMilliseconds: window.milliseconds)..<until]
    case .days(let count):
      guard zone.wallMilliseconds(window) <= Milliseconds.day else { throw .longWindow }
      ranges = (1...count).reversed().map { day in
        let start = zone.time(at: start, daysEarlier: day)
        return start..<max(start, zone.time(at: window.upperBound, daysEarlier: day))
      }
    }
    // Clocks that are put back may make a day reach into the next, by an hour.
    var apart: [Range<Timestamp>] = []
    for range in ranges {
      let start = apart.last.map { max($0.upperBound, range.lowerBound) } ?? range.lowerBound
      if start < range.upperBound { apart.append(start..<range.upperBound) }
    }
    if apart.contains(where: { $0.overlaps(window) }) { throw .overlap }
    return apart
  }
}

extension Timestamp {
  /// An earlier time, or the earliest that can be written.
  func movedBack(byMilliseconds milliseconds: Int64) -> Timestamp {
    max(.earliest, advanced(byMilliseconds: -milliseconds))
  }
}

extension Zone {
  /// When clocks showed the same so many days before.
  fileprivate func time(at instant: Timestamp, daysEarlier days: Int64) -> Timestamp {
    let rest = instant.millisecondsSinceEpoch.flooredRemainder(by: 1000)
    let wall = WallTime(
      secondsSinceEpoch: instant.secondsSinceEpoch + offset(at: instant) - days * 86_400)
    return max(.earliest, self.instant(of: wall).advanced(byMilliseconds: rest))
  }

  /// How long a range is by the clocks: a day on which they are put back has 24 hours.
  fileprivate func wallMilliseconds(_ range: Range<Timestamp>) -> Int64 {
    range.milliseconds
      + (offset(at: range.upperBound) - offset(at: range.lowerBound)) * 1000
  }
}

extension Range<Timestamp> {
  /// Leaves out what archives do not cover; `nil` when that is more than half.
  fileprivate func cut(toStart start: Timestamp?) -> Range<Timestamp>? {
    guard let start, start > lowerBound else { return self }
    let rest = upperBound.millisecondsSinceEpoch - start.millisecondsSinceEpoch
    return rest * 2 >= milliseconds ? start..<upperBound : nil
  }
}
