internal import Primitives

/// A part of the page that needs reports of its own, all of them on the same messages.
public enum PagePanel: CaseIterable, Sendable {
  /// Everything in one row a report.
  case totals
  /// Deliveries by period.
  case periods
  /// The commonest failures by period.
  case failurePeriods
  /// Deliveries by kind.
  case kinds
  /// Deliveries by the dimensions asked for, or of the busiest senders.
  case senders
  /// Deliveries of the busiest applications.
  case applications

  /// How many rows the panels with the greatest rows have, the folded one not counted.
  static let rowLimit = 10
  /// How many codes are told apart in a chart.
  static let codeLimit = 7

  /// The parameters of the panel's reports.
  ///
  /// - Parameters:
  ///   - base: What was asked for: window, conditions and rules hold for all panels.
  ///   - coverage: Of the archives; decides how long periods are, unless `base` says so.
  /// - Returns: Parameters of no reports where the panel is not wanted.
  public func parameters(_ base: ReportParameters, _ coverage: Coverage) -> ReportParameters {
    var parameters = base
    parameters.bucket = Bucket.none
    parameters.dimensions = []
    parameters.top = nil
    switch self {
    case .totals:
      break
    case .periods:
      parameters.reports = base.reports.filter { $0 == .delivery }
      parameters.bucket = base.pageBucket(coverage)
    case .failurePeriods:
      parameters.reports = base.reports.filter { $0 == .failures }
      parameters.bucket = base.pageBucket(coverage)
      parameters.top = Self.codeLimit
    case .kinds:
      parameters.reports = base.reports.filter { $0 == .delivery }
      parameters.dimensions = [.kind]
    case .senders:
      parameters.reports = base.reports.filter { $0 == .delivery }
      parameters.dimensions = base.pageDimensions ?? [.sender]
      parameters.top = base.top ?? Self.rowLimit
    case .applications:
      let isAsked = base.pageDimensions == nil
      parameters.reports = isAsked ? base.reports.filter { $0 == .delivery } : []
      parameters.dimensions = [.application]
      parameters.top = base.top ?? Self.rowLimit
    }
    return parameters
  }
}

extension ReportParameters {
  /// The dimensions that were asked for, if there are any.
  var pageDimensions: [Dimension]? {
    dimensions.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Periods of the page: as long as asked for, else so long that 36 to 240 make a window of three hours to ten
  /// days, and fewer one that is shorter, or not much longer.
  fileprivate func pageBucket(_ coverage: Coverage) -> Bucket {
    if let bucket, bucket != .none { return bucket }
    let coverage = toldCoverage(coverage)
    guard let start = since ?? coverage.start, let end = until ?? coverage.end else { return .hour }
    let minutes = (end.millisecondsSinceEpoch - start.millisecondsSinceEpoch) / Milliseconds.minute
    return switch minutes {
    case ..<180: .minute
    case ..<960: .fiveMinutes
    case ..<2880: .quarterHour
    case ..<14_400: .hour
    default: .day
    }
  }
}
