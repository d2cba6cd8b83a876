internal import Primitives
public import Runs

extension ReportParameters {
  /// How many rows can be asked for at most: their keys are held, whatever the memory.
  public static let allowedTop = 1...10_000

  /// What has to be counted to find the greatest rows; `nil` where all rows are kept.
  ///
  /// A message lies in one period, so that without periods its counts are the sums over them.
  public var ranking: ReportParameters? {
    guard top != nil else { return nil }
    var ranking = self
    ranking.bucket = Bucket.none
    ranking.reports.removeAll { !$0.isOfMessages }
    return ranking
  }

  /// Finds the greatest rows of each report.
  ///
  /// - Parameter counts: All messages, counted with ``ranking``.
  /// - Returns: The same parameters, which keep those rows apart.
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func keepingGreatest(of counts: SealedCounts) throws(RunError) -> ReportParameters {
    guard let top else { return self }
    var parameters = self
    for name in reports where name.isOfMessages {
      parameters.greatest[name] = try counts.greatestKeys(of: name, limit: top)
    }
    return parameters
  }
}
