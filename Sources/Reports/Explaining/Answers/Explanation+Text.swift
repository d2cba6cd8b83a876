public import Primitives

extension Explanation {
  /// Command lines for whoever wants to know more.
  public struct NextCommands: Sendable {
    let report: String?
    let recipients: [String]
    let areWithheld: Bool
    let hours: [String]

    /// - Parameters:
    ///   - report: Shows what the slice came to.
    ///   - recipients: List whom it and others hit.
    ///   - areWithheld: Whether there would be some, did they not hold a number that is to be redacted.
    ///   - hours: Explain each of the other hours.
    public init(
      report: String? = nil, recipients: [String] = [], areWithheld: Bool = false,
      hours: [String] = []
    ) {
      self.report = report
      self.recipients = recipients
      self.areWithheld = areWithheld
      self.hours = hours
    }
  }

  /// The explanation for people to read: what changed, when, which slices carry it, and what to do.
  ///
  /// - Parameters:
  ///   - zone: In which times are shown.
  ///   - coverage: Of the archives.
  ///   - next: Commands that show more of the first slices.
  ///   - style: How wide its table may be.
  /// - Returns: Lines, each ended by a line feed.
  public func text(
    _ zone: Zone, _ coverage: Coverage, next: NextCommands = NextCommands(), _ style: TableStyle
  ) -> String {
    let choice = choice.map { "; \($0)" } ?? ""
    let times = comparison.baseline.count > 1 ? " on \(comparison.baseline.count) days" : ""
    var lines = [
      headline,
      "window    \(shown(comparison.window, zone))\(choice)",
      "baseline  \(baselineSpan.map { shown($0, zone) } ?? "none: the archives hold less than half of it")\(times)",
    ]
    if let onset = comparison.onset { lines.append("began     \(between(onset, zone))") }
    if !asUsual.isEmpty {
      lines.append("as usual  \(asUsual.map(\.rawValue).joined(separator: ", "))")
    }
    if undecided > 0 {
      lines.append(
        "\(metric.undecidedState) \(grouped(undecided)) recipient\(undecided == 1 ? "" : "s") of the window"
      )
    }
    if unexpired > 0 {
      lines.append(
        "left out  \(grouped(unexpired)) expired receipt\(unexpired == 1 ? "" : "s"): some of what is compared is too young for them"
      )
    }
    lines.append("")
    if let end = coverage.end, end < comparison.window.lowerBound {
      lines.append("The archives end before the window, at \(end.shown(zone)).")
    } else if let start = coverage.start, start >= comparison.window.upperBound {
      lines.append("The archives begin after the window, at \(start.shown(zone)).")
    } else {
      lines += sliceLines(coverage, style)
    }
    if let report = next.report { lines += ["", "next      \(report)"] }
    if next.areWithheld {
      lines += ["", "next      not told: with --redact no command holds a phone number"]
    }
    lines += next.recipients.map { "affected  \($0)" }
    if isCompared {
      let others = "others    not compared: \(notCompared(coverage)); ask for one with --metric"
      lines += ["", others]
    }
    if !otherHours.isEmpty { lines += [""] + otherHourLines(zone, next.hours) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Hours that look odd as well, and how to look at each.
  private func otherHourLines(_ zone: Zone, _ commands: [String]) -> [String] {
    otherHours.enumerated().map { index, hour in
      let command = index < commands.count ? ": \(commands[index])" : ""
      return "\(hour.lowerBound.shown(zone)) looks odd as well\(command)"
    }
  }

  /// How the window came about, if nobody gave it.
  private var choice: String? {
    let hours = comparison.window.milliseconds / Milliseconds.hour
    return switch comparison.choice {
    case .given: nil
    case .clearestChange:
      "the \(hours == 1 ? "hour" : "\(hours) hours") of the clearest "
        + (metric.isCount ? "change" : "rise")
    case .lastHour: "the last hour"
    }
  }

  /// From the first to the last time of the baseline.
  private var baselineSpan: Range<Timestamp>? {
    guard let first = comparison.baseline.first, let last = comparison.baseline.last else {
      return nil
    }
    return first.lowerBound..<last.upperBound
  }

  private func shown(_ range: Range<Timestamp>, _ zone: Zone) -> String {
    "\(range.lowerBound.shown(zone)) to \(range.upperBound.shown(zone))"
  }

  /// When the change began, as far as that is known.
  private func between(_ onset: Range<Timestamp>, _ zone: Zone) -> String {
    "between \(onset.lowerBound.shown(zone)) and \(onset.upperBound.shown(zone))"
  }

  /// What changed overall.
  private var headline: String {
    let name = metric.rawValue + (slowness.map { " (over \(grouped($0)) ms)" } ?? "")
    guard !isEmpty || baseline.trials == 0 else {
      return "\(name): none in the window; before \(baseline.amountAndPercentage)"
    }
    guard hasBaseline else {
      let amount = metric.isCount ? "\(grouped(window.hits)) recipients" : window.amount
      return "\(name): \(amount), nothing to compare with"
    }
    if metric.isCount {
      return "\(name): \(grouped(window.hits - excess)) -> \(grouped(window.hits)) recipients"
    }
    return "\(name): \(baseline.percentage) -> \(window.percentage) "
      + "(\(window.amount); before \(baseline.amount))"
  }

  private func sliceLines(_ coverage: Coverage, _ style: TableStyle) -> [String] {
    guard !comparison.baseline.isEmpty else {
      return ["There is no baseline. Name earlier archives, or a time with --baseline-since."]
    }
    guard !isEmpty || baseline.trials == 0 else {
      return undecided > 0
        ? [
          "There is nothing to compare yet: all such recipients of the window are \(metric.undecidedState)."
        ]
        : ["There is nothing to compare: the archives hold no such recipients in the window."]
    }
    guard hasBaseline else {
      let amount = baseline.trials > 0 ? "hardly any" : "no"
      return ["The archives hold \(amount) such recipients in the baseline."]
    }
    guard !slices.isEmpty || !opposite.isEmpty else {
      guard heldBack.isEmpty else { return heldBackLines + [""] + table(of: heldBack, style) }
      guard !wholeChanged else { return spreadLines }
      return [
        "Nothing stands out: no slice changed by more than chance and its usual ups and downs do.",
        "If the incident began before the window, give an earlier --since or another --baseline.",
      ]
    }
    return table(of: slices + opposite, style)
  }

  /// Whether there is something on both sides.
  private var isCompared: Bool {
    !comparison.baseline.isEmpty && hasBaseline && (!isEmpty || baseline.trials == 0)
  }

  /// What is said of changes that an uneven baseline may hide.
  private var heldBackLines: [String] {
    wholeChanged
      ? [
        "The whole changed, but no slice by more than its own ups and downs: the baseline is uneven itself,",
        "as where a change began slowly. Compare with one that ends earlier, by --baseline-until. Most of",
        "the change may be in:",
      ]
      : [
        "Nothing stands out beyond the usual ups and downs. But the baseline is uneven itself, and",
        "may hide a change: compare with another --baseline. What changed most, but no more than that:",
      ]
  }

  /// What is said of a change that no slice carries.
  private var spreadLines: [String] {
    guard !metric.isCount || window.hits > 0 else {
      return ["Nothing came in the window at all, of whatever was asked for."]
    }
    let spread = "The change is spread over all: no slice changed much more than the rest did."
    let start = comparison.window.lowerBound
    // On the day that clocks are put forward, the same hour of the day before is 23 hours earlier.
    guard metric.isCount, let baseline = comparison.baseline.first?.lowerBound,
      baseline < start, (baseline..<start).milliseconds < 23 * Milliseconds.hour
    else { return [spread] }
    return [
      spread,
      "It may be no more than the course of the day: archives of the day before would tell, with",
      "--baseline 1d.",
    ]
  }

  /// By what the same times may differ as well.
  private func notCompared(_ coverage: Coverage) -> String {
    Metric.allCases.filter {
      $0 != metric && !asUsual.contains($0)
        && ($0 != .receiptExpired || mayTellOfExpired(coverage))
    }.map(\.rawValue).joined(separator: ", ")
  }

  /// Whether some of what is compared by another metric may be so old that its receipts have expired: the
  /// same times if they were given, else any of the archives.
  private func mayTellOfExpired(_ coverage: Coverage) -> Bool {
    guard comparison.choice != .given, let start = coverage.start else {
      return comparison.countsExpired
    }
    return (start..<start.advanced(byMilliseconds: 1)).isPastExpiry(comparison.coverageEnd)
  }

  /// A row with numbers for each slice, and its values below.
  private func table(of ranked: [NamedSlice], _ style: TableStyle) -> [String] {
    let before = metric.isCount ? "expected" : "before"
    var numbers = AlignedText(
      [
        .init("", isRight: true), .init("share", .high, isRight: true),
        .init("excess", .high, isRight: true), .init("window", isRight: true),
        .init(before, isRight: true), .init("chance", .low, isRight: true),
      ], style)
    for (index, slice) in ranked.enumerated() {
      numbers.row(row(slice, rank: index + 1))
    }
    let shown = numbers.shown
    var lines = [shown.heading ?? ""]
    for (index, slice) in ranked.enumerated() {
      if index == slices.count, !slices.isEmpty || !opposite.isEmpty {
        lines += ["In the other direction:"]
      }
      lines += [shown.rows[index], "     \(slice.members.text)"]
      lines += slice.also.prefix(Self.otherLimit).map { "     also \($0.text)" }
      lines += mostly(slice).map { "     \($0)" }
    }
    if ranked.contains(where: { share($0).map { $0.numerator > $0.denominator } ?? false }) {
      lines += ["More than 100%: what changed elsewhere offsets a part of it."]
    }
    if !shown.hidden.isEmpty {
      lines += [noteOfHidden(shown.hidden, format: "csv").wrapped(to: style.width)]
    }
    return lines
  }

  /// Which values hold most of a slice, and how much of its excess each: a line for each.
  private func mostly(_ slice: NamedSlice) -> [String] {
    slice.mostly.enumerated().map { index, part in
      let share = Rate((Int64(part.excess.magnitude), Int64(slice.excess.magnitude)))
      return "\(index == 0 ? "mostly" : "      ") \(part.member.text) (\(share.percentage))"
    }
  }

  /// How many other names of a slice are shown.
  private static let otherLimit = 5

  private func row(_ slice: NamedSlice, rank: Int) -> [String] {
    let sign = slice.excess > 0 ? "+" : "-"
    return [
      "\(rank)", share(slice).map { Rate(($0.numerator, $0.denominator)).percentage } ?? "",
      sign + grouped(Int64(slice.excess.magnitude)),
      metric.isCount ? grouped(slice.window.hits) : slice.window.amountAndPercentage,
      metric.isCount
        ? grouped(slice.window.hits - slice.excess) : slice.baseline.amountAndPercentage,
      slice.certainty > 0 ? "< 1e-\(slice.certainty)" : "",
    ]
  }
}

extension Explanation {
  /// The part of the whole change that a slice carries.
  ///
  /// `nil` where they have different directions, and where changes cancel each other so far that the
  /// slice has more than twice as much: of next to nothing it would be hundreds of times as much.
  func share(_ slice: NamedSlice) -> (numerator: Int64, denominator: Int64)? {
    guard excess != 0, (excess > 0) == (slice.excess > 0), !slice.exceeds(excess) else {
      return nil
    }
    return (Int64(slice.excess.magnitude), Int64(excess.magnitude))
  }
}

extension Rate {
  fileprivate var amount: String { "\(grouped(hits)) of \(grouped(trials))" }

  fileprivate var amountAndPercentage: String { "\(amount) (\(percentage))" }

  fileprivate var percentage: String {
    guard trials > 0 else { return "-" }
    var text: [UInt8] = []
    text.append(percent: hits, of: trials)
    return String(decoding: text, as: UTF8.self)
  }
}
