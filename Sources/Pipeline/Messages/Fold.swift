internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// What messages come to.
struct FoldCounts: Sendable {
  /// For each set of reports.
  var reports: [SealedCounts]
  var lifecycles: LifecycleCounts

  mutating func merge(_ other: FoldCounts) {
    for set in reports.indices { reports[set].merge(other.reports[set]) }
    lifecycles.merge(other.lifecycles)
  }
}

/// Counts messages for some sets of reports, on one core.
struct Fold {
  private let rules: OutcomeRules
  private let budget: MemoryBudget
  private let folder: RunFolder
  private let progress: PassProgress?
  private var reports: [ReportCounts]
  private var lifecycles = LifecycleCounts.identity
  private var uncheckedMessages = 0

  /// - Parameters:
  ///   - sets: What to report.
  ///   - rules: Of outcomes.
  ///   - budget: What the cells of all sets, and texts, may take.
  ///   - folder: Where cells go when there are too many.
  ///   - progress: Is told of each part that was counted.
  init(
    _ sets: [ReportParameters], _ rules: OutcomeRules, _ budget: MemoryBudget,
    spillingTo folder: RunFolder, _ progress: PassProgress?
  ) {
    self.rules = rules
    self.budget = budget
    self.folder = folder
    self.progress = progress
    reports = sets.map(ReportCounts.init)
  }

  /// Counts the messages of the parts that `next` deals out.
  mutating func counts(
    of messages: ReportedMessages.Place, _ next: () -> Int?
  ) throws(RunError) -> FoldCounts {
    let pool = try messages.show(to: &self, rules, textBytes: budget.textBytes, next)
    return FoldCounts(reports: reports.map { $0.sealed(pool) }, lifecycles: lifecycles)
  }
}

extension Fold: MessageVisitor {
  /// How many messages are counted between two looks at what the cells take.
  private static let messagesPerCheck = 64

  mutating func visit(_ message: Message, _ pool: TextPool, of part: Int) {
    for set in reports.indices { reports[set].count(message, pool) }
    lifecycles.count(message)
    uncheckedMessages &+= 1
  }

  mutating func isFull() -> Bool {
    guard uncheckedMessages >= Self.messagesPerCheck else { return false }
    uncheckedMessages = 0
    return reports.reduce(0) { $0 + $1.byteCount } > budget.cellBytes
  }

  mutating func leave(_ pool: TextPool) throws(RunError) {
    // Cells refer to texts, and so all go at once.
    for set in reports.indices where reports[set].byteCount > 0 {
      try reports[set].spill(pool, to: folder)
    }
  }

  func end(_ part: Int, isWhole: Bool) {
    progress?.advance(.counting, by: 1)
  }
}
