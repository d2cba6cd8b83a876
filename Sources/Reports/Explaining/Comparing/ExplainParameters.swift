public import Lifecycles
public import Primitives

/// What to compare with what, with all times resolved that were given.
public struct ExplainParameters: OutcomeParameters, Sendable {
  /// What a window is compared with.
  public enum Baseline: Equatable, Sendable {
    /// As long as the window, just before it.
    case before
    /// From then on, up to the window unless an end is given.
    case since(Timestamp, until: Timestamp?)
    /// As long as the window, up to then.
    case until(Timestamp)
    /// The same hours of so many earlier days on the clocks of the zone.
    case days(Int64)
  }

  public static let allowedDays: ClosedRange<Int64> = 1...366
  public static let allowedLimits = 1...100

  public var metric: Metric
  /// What is compared, one after the other, where nothing stands out by the metric.
  public var otherMetrics: [Metric] = []
  public var since: Timestamp?
  /// Exclusive.
  public var until: Timestamp?
  /// Which lifecycles are looked at.
  public var filter: LifecycleFilter
  public var baseline: Baseline
  public var zone: Zone
  public var asOf: Timestamp?
  public var receipts: MMSReceipts
  /// What replaces phone numbers in outputs, if anything does; conditions are on the numbers.
  public var redaction: Redaction?
  /// How many slices are named at most.
  public var limit: Int

  public init(
    _ metric: Metric, since: Timestamp? = nil, until: Timestamp? = nil,
    filter: LifecycleFilter = LifecycleFilter([]), baseline: Baseline = .before, zone: Zone = .utc,
    asOf: Timestamp? = nil,
    receipts: MMSReceipts = .auto, limit: Int = 10
  ) {
    self.metric = metric
    self.since = since
    self.until = until
    self.filter = filter
    self.baseline = baseline
    self.zone = zone
    self.asOf = asOf
    self.receipts = receipts
    self.limit = limit
  }
}

extension ExplainParameters {
  /// The same question about another metric alone.
  public func asking(about metric: Metric) -> ExplainParameters {
    var parameters = self
    parameters.metric = metric
    parameters.otherMetrics = []
    return parameters
  }
}

/// Times that cannot be compared.
public enum ComparisonError: Error, Equatable, Sendable {
  /// The window ends before it begins, or at once.
  case emptyWindow
  case emptyBaseline
  /// The last message was created before the window begins.
  case nothingSince(latest: Timestamp)
  case overlap
  /// A baseline was given without the window.
  case noWindow
  /// Days are compared, and the window is longer than one.
  case longWindow
  /// No message was created at a known time up to the end of coverage.
  case nothingCreated
}

extension ComparisonError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .emptyWindow: "--since must lie before --until"
    case .emptyBaseline: "the baseline must begin before it ends"
    case .nothingSince(let latest):
      "no archive tells of a message created at --since or later, the last one was at \(latest); give "
        + "an earlier --since, or --until as well"
    case .overlap:
      "the baseline must lie before the window or behind it; change --baseline-since or "
        + "--baseline-until"
    case .noWindow: "--baseline-since and --baseline-until need a window: give --since as well"
    case .longWindow:
      "--baseline of days needs a window of at most 24 hours; give --since and --until"
    case .nothingCreated: "no archive tells when a message was created; give --since and --until"
    }
  }
}
