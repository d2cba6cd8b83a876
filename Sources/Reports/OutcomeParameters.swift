public import Lifecycles
public import Primitives

/// Parameters that outcomes depend on.
public protocol OutcomeParameters {
  /// Up to when the archives tell what happened; `nil` for their latest time.
  var asOf: Timestamp? { get }
  var receipts: MMSReceipts { get }
}

extension OutcomeParameters {
  /// The coverage of the archives, with its end where the parameters set it.
  public func coverage(_ coverage: Coverage) -> Coverage {
    Coverage(start: coverage.start, end: asOf ?? coverage.end)
  }

  /// The coverage of the archives, which ``asOf`` cuts and never lengthens: nothing is told of later times.
  func toldCoverage(_ coverage: Coverage) -> Coverage {
    Coverage(start: coverage.start, end: coverage.end.map { min($0, asOf ?? $0) })
  }

  /// What outcomes depend on, with archives that cover so much.
  public func rules(_ coverage: Coverage) -> OutcomeRules {
    OutcomeRules(coverageEnd: self.coverage(coverage).end, receipts: receipts)
  }
}
