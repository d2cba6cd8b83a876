public import Callbacks
public import Primitives
public import Runs

/// What every pass works with, whatever it is asked.
public struct PassContext: Sendable {
  /// What the machine's clock says.
  public let now: Timestamp
  /// How many workers there are, and what they may take of the memory.
  public let budget: MemoryBudget
  /// How values are read.
  public let rules: ReadingRules
  /// Where runs go when the budget is spent, and lines that are dropped until they are asked for.
  public let temporaryFolder: RunFolder

  public init(
    now: Timestamp, _ budget: MemoryBudget, _ rules: ReadingRules = ReadingRules(),
    temporaryFolder: RunFolder
  ) {
    self.now = now
    self.budget = budget
    self.rules = rules
    self.temporaryFolder = temporaryFolder
  }
}
