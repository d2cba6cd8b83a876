public import Reports
public import Runs

/// Why a pass came to no reports.
public enum PassError: Error, Equatable, Sendable {
  /// The totals do not add up.
  case accounting(AccountingError)
  /// What did not fit into memory could not be written to a run or read back.
  case run(RunError)
  /// A ledger cannot be read, or what was to be joined with it.
  case ledger(LedgerError)
}
