internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// What messages come to.
struct CountedMessages: Sendable {
  /// For each set of reports.
  var reports: [SealedCounts]
  var lifecycles: LifecycleCounts

  mutating func merge(_ other: CountedMessages) {
    for set in reports.indices { reports[set].merge(other.reports[set]) }
    lifecycles.merge(other.lifecycles)
  }
}

/// Counts messages for some sets of reports.
struct ReportVisitor: MessageVisitor, Sendable {
  private let budget: MemoryBudget
  private let folder: RunFolder
  private var reports: [ReportCounts]
  private var lifecycles = LifecycleCounts.identity
  private var uncheckedMessages = 0
  /// What the messages came to, once there are no more.
  private(set) var counted: CountedMessages?

  /// How many messages are counted between two looks at what the cells take.
  private static let messagesPerCheck = 64

  /// - Parameters:
  ///   - sets: What to report.
  ///   - budget: What the cells of all sets may take.
  ///   - folder: Where cells go when there are too many.
  init(_ sets: [ReportParameters], _ budget: MemoryBudget, spillingTo folder: RunFolder) {
    self.budget = budget
    self.folder = folder
    reports = sets.map(ReportCounts.init)
  }

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

  mutating func finish(_ pool: TextPool) {
    counted = CountedMessages(reports: reports.map { $0.sealed(pool) }, lifecycles: lifecycles)
    reports = []
  }
}
