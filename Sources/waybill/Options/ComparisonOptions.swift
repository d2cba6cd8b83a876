internal import ArgumentParser
internal import Primitives
internal import Reports

/// When the messages were created that are looked at.
struct ComparedWindowOptions: ParsableArguments {
  // Times may begin with a minus.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      When the window begins; without --until it ends with the last message. \(timeHelp).
      """, valueName: "time"))
  var since: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "When the window ends; without --since it is the hour before.", valueName: "time"))
  var until: String?
}

/// What is compared with what.
struct ComparisonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What changed: \(Metric.allCases.map(\.rawValue).joined(separator: ", ")). By default failed, \
      and if nothing stands out by that, \(Self.otherMetrics.map(\.rawValue).joined(separator: ", ")).
      """,
      valueName: "metric"),
    completion: .list(Metric.allCases.map(\.rawValue)))
  var metric: String?

  /// What is looked at by default where failures are as usual: receipts that stop are no failures.
  private static let otherMetrics = [Metric.receiptLate]

  // Times may begin with a minus.
  @Option(
    name: .customLong("baseline-since"), parsing: .unconditional,
    help: ArgumentHelp(
      """
      When the baseline begins, which the window of --since and --until is compared with; by \
      default it lies just before the window, and is as long, or else on earlier days.
      """, valueName: "time"))
  var baselineSince: String?

  @Option(
    name: .customLong("baseline-until"), parsing: .unconditional,
    help: ArgumentHelp(
      "When the baseline ends; by default when the window begins.", valueName: "time"))
  var baselineUntil: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Compare with the same hours of so many earlier days, such as 7d; the window is a day at most.",
      valueName: "days"))
  var baseline: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many slices are named at most, 1 to 100.", valueName: "number"))
  var top = 10

  /// What the options ask for, of messages in a window.
  func parameters(_ asked: ReportParameters, now: Timestamp) throws -> ExplainParameters {
    guard ExplainParameters.allowedLimits.contains(top) else {
      throw ValidationError("--top must be 1 to 100")
    }
    let baselineSince = try TimeExpression.instant(
      "--baseline-since", baselineSince, now: now, asked.zone)
    let baselineUntil = try TimeExpression.instant(
      "--baseline-until", baselineUntil, now: now, asked.zone)
    var parameters = ExplainParameters(
      try comparedMetric(), since: asked.since, until: asked.until,
      baseline: try comparedTimes(since: baselineSince, until: baselineUntil),
      zone: asked.zone, asOf: asked.asOf, receipts: asked.receipts, limit: top)
    if metric == nil { parameters.otherMetrics = Self.otherMetrics }
    do throws(ComparisonError) {
      try parameters.check()
    } catch {
      throw ValidationError("\(error)")
    }
    return parameters
  }

  private func comparedMetric() throws -> Metric {
    guard let metric else { return .failed }
    if let metric = Metric(rawValue: metric) { return metric }
    let names = Metric.allCases.map(\.rawValue)
    let meant = Spelling.nearest(to: metric, among: names).map { " (\(names[$0])?)" } ?? ""
    throw ValidationError(
      """
      --metric: \(metric.debugDescription) is no metric\(meant); write one of \
      \(names.joined(separator: ", "))
      """)
  }

  private func comparedTimes(
    since: Timestamp?, until: Timestamp?
  ) throws -> ExplainParameters.Baseline {
    if let baseline {
      guard since == nil, until == nil else {
        throw ValidationError("--baseline goes with neither --baseline-since nor --baseline-until")
      }
      let allowed = ExplainParameters.allowedDays
      guard let days = Int64(days: baseline), allowed.contains(days) else {
        throw ValidationError(
          "--baseline must be \(allowed.lowerBound)d to \(allowed.upperBound)d: a number of days")
      }
      return .days(days)
    }
    if let since { return .since(since, until: until) }
    return until.map { .until($0) } ?? .before
  }
}
