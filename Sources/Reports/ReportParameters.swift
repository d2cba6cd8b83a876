public import Lifecycles
public import Primitives

/// The options that change numbers, with all times resolved.
public struct ReportParameters: OutcomeParameters, Sendable {
  /// In the order in which they are shown.
  public var reports: [ReportName]
  public var since: Timestamp?
  /// Exclusive.
  public var until: Timestamp?
  public var filter: LifecycleFilter
  /// `nil` for each report's own.
  public var bucket: Bucket?
  /// In the order of their columns; `nil` for each report's own.
  public var dimensions: [Dimension]?
  /// How many combinations of keys are kept apart, of ``allowedTop``; `nil` for all.
  public var top: Int?
  public var zone: Zone
  public var asOf: Timestamp?
  public var receipts: MMSReceipts
  /// What replaces phone numbers in outputs, if anything does; conditions are on the numbers.
  public var redaction: Redaction?
  /// The combinations that are kept apart, once they are known.
  var greatest: [ReportName: GreatestKeys] = [:]
  /// Whether rows are divided by nothing, not even a report's own keys.
  var isUndivided = false

  public init(
    reports: [ReportName], since: Timestamp? = nil, until: Timestamp? = nil,
    filter: LifecycleFilter = LifecycleFilter([]), bucket: Bucket? = nil,
    dimensions: [Dimension]? = nil, top: Int? = nil, zone: Zone = .utc,
    asOf: Timestamp? = nil, receipts: MMSReceipts = .auto
  ) {
    self.reports = reports
    self.since = since
    self.until = until
    self.filter = filter
    self.bucket = bucket
    self.dimensions = dimensions
    self.top = top
    self.zone = zone
    self.asOf = asOf
    self.receipts = receipts
  }

  /// Whether a message lies in the window; one of unknown time lies in none.
  public func contains(_ message: Message) -> Bool {
    guard since != nil || until != nil else { return true }
    guard let time = message.creationTime else { return false }
    return since.map { time >= $0 } ?? true && until.map { time < $0 } ?? true
  }

  func division<Cell>(of report: ReportDefinition<Cell>) -> Division {
    var division = Division(
      until: until, bucket: bucket ?? report.defaultBucket, zone: zone,
      dimensions: dimensions ?? report.defaultDimensions)
    division.greatest = greatest[report.name]
    division.isUndivided = isUndivided
    division.redaction = redaction
    return division
  }
}

extension ReportParameters {
  /// Whether messages that were created between two instants, both included, may lie in the window.
  ///
  /// - Parameter creation: `nil` for messages whose creation time is not known.
  /// - Returns: `false` only if none does.
  public func mayContain(_ creation: ClosedRange<Timestamp>?) -> Bool {
    guard since != nil || until != nil else { return true }
    guard let creation else { return false }
    return since.map { creation.upperBound >= $0 } ?? true
      && until.map { creation.lowerBound < $0 } ?? true
  }
}
