internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// What messages come to.
struct FoldCounts: Sendable {
  var reports: SealedCounts
  var lifecycles: LifecycleCounts

  mutating func merge(_ other: FoldCounts) {
    reports.merge(other.reports)
    lifecycles.merge(other.lifecycles)
  }
}

/// Counts messages for the reports, on one core.
struct Fold {
  private let rules: OutcomeRules
  private let budget: MemoryBudget
  private let folder: RunFolder
  private let progress: PassProgress?
  private var reports: ReportCounts
  private var lifecycles = LifecycleCounts.identity
  private var uncheckedMessages = 0

  /// - Parameters:
  ///   - parameters: What to report.
  ///   - rules: Of outcomes.
  ///   - budget: What cells and texts may take.
  ///   - folder: Where cells go when there are too many.
  ///   - progress: Is told of each part that was counted.
  init(
    _ parameters: ReportParameters, _ rules: OutcomeRules, _ budget: MemoryBudget,
    spillingTo folder: RunFolder, _ progress: PassProgress?
  ) {
    self.rules = rules
    self.budget = budget
    self.folder = folder
    self.progress = progress
    reports = ReportCounts(parameters)
  }

  /// Counts the messages of the parts that `next` deals out.
  mutating func counts(
    of messages: ReportedMessages.Place, _ next: () -> Int?
  ) throws(RunError) -> FoldCounts {
    let pool = try messages.show(to: &self, rules, textBytes: budget.textBytes, next)
    return FoldCounts(reports: reports.sealed(pool), lifecycles: lifecycles)
  }
}

extension Fold: MessageVisitor {
  /// How many messages are counted between two looks at what the cells take.
  private static let messagesPerCheck = 64

  mutating func visit(_ message: Message, _ pool: TextPool, of part: Int) {
    reports.count(message, pool)
    lifecycles.count(message)
    uncheckedMessages &+= 1
  }

  mutating func isFull() -> Bool {
    guard uncheckedMessages >= Self.messagesPerCheck else { return false }
    uncheckedMessages = 0
    return reports.byteCount > budget.cellBytes
  }

  mutating func leave(_ pool: TextPool) throws(RunError) {
    // Cells refer to texts, and so both go at once.
    try reports.spill(pool, to: folder)
  }

  func end(_ part: Int, isWhole: Bool) {
    progress?.advance(.counting, by: 1)
  }
}
