public import Primitives

/// What is done to a ledger besides taking in archives: compacting, forgetting, merging, verifying.
public struct LedgerCare: Sendable {
  let folder: LedgerFolder
  let now: Timestamp
  let budget: MemoryBudget

  /// - Parameters:
  ///   - folder: Where the ledger is.
  ///   - now: What the machine's clock says.
  ///   - budget: How many workers there are, and what they may take.
  public init(_ folder: LedgerFolder, now: Timestamp, _ budget: MemoryBudget) {
    self.folder = folder
    self.now = now
    self.budget = budget
  }

  /// Takes hold of the ledger.
  func writer(creates: Bool = false) throws(LedgerError) -> LedgerWriter {
    try LedgerWriter(folder, creates: creates, now: now, budget)
  }
}
