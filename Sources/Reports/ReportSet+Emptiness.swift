internal import Primitives
public import Runs

extension ReportSet {
  /// What may have left the reports without a row, although the archives tell of recipients: a window
  /// that they do not reach, or conditions; `nil` where it is neither, or there is a row.
  ///
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func reasonForEmptiness() throws(RunError) -> String? {
    guard accounting.lifecycles > 0, try !hasRow() else { return nil }
    if let since = parameters.since, since == parameters.until {
      return """
        no row: --since and --until are the same time, and what was created at --until is not reported; \
        the end of a day is the beginning of the next one
        """
    }
    if let bound = missingBound {
      return """
        no row: the archives tell of \(shown(coverage.start)) to \(shown(coverage.end)), and what was \
        created \(bound) is asked for
        """
    }
    let conditions = parameters.filter.conditions
    guard !conditions.isEmpty else { return nil }
    let names = Set(conditions.map(\.dimension)).map(\.rawValue).sorted().joined(separator: ",")
    return """
      no row: is \(conditions.map { $0.shown(parameters.redaction) }.joined(separator: ", ")) what you \
      meant? Without it, --by \(names) shows which values there are
      """
  }

  /// The end of the window that keeps it from meeting what the archives tell of.
  private var missingBound: String? {
    if let since = parameters.since, let end = coverage.end, since > end {
      return "from \(shown(since)) on"
    }
    if let until = parameters.until, let start = coverage.start, until <= start {
      return "before \(shown(until))"
    }
    return nil
  }

  private func shown(_ time: Timestamp?) -> String { time?.shown(parameters.zone) ?? "" }

  /// Whether any report of recipients has a row.
  private func hasRow() throws(RunError) -> Bool {
    let tables = tables.filter(\.name.isOfMessages)
    guard !tables.isEmpty else { return true }
    var found = false
    for table in tables where !found {
      try table.forEachRow { _ in
        found = true
        return false
      }
    }
    return found
  }
}
