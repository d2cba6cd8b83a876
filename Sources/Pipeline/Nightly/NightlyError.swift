/// Why a night did not come to its end.
///
/// What was done before holds: archives that were taken in need not be read again, and days that were
/// restated are.
public enum NightlyError: Error, Equatable, Sendable {
  /// Archives, the ledger, or what was counted.
  case pass(PassError)
  /// The output folder cannot be used. Nothing was taken in.
  case unusable(OutputError)
  /// A file of the output folder, after archives were taken in.
  case output(OutputError)
}
