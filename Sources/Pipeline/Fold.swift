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
  private var reports: ReportCounts
  private var lifecycles = LifecycleCounts.identity

  /// - Parameters:
  ///   - parameters: What to report.
  ///   - rules: Of outcomes.
  ///   - budget: What cells and texts may take.
  ///   - folder: Where cells go when there are too many.
  init(
    _ parameters: ReportParameters, _ rules: OutcomeRules, _ budget: MemoryBudget,
    spillingTo folder: RunFolder
  ) {
    self.rules = rules
    self.budget = budget
    self.folder = folder
    reports = ReportCounts(parameters)
  }

  /// Counts the messages of the parts that `next` deals out.
  mutating func counts(
    of messages: ReportedMessages.Place, _ next: () -> Int?
  ) throws(RunError) -> FoldCounts {
    switch messages {
    case .partitions(.logged(let join)): try countLogged(join, next)
    case .partitions(.spilled(let runs)): try countSpilled(runs, next)
    case .homes(let homes, let view): try countHomes(homes, view, next)
    }
  }

  private mutating func countLogged(
    _ join: LifecycleJoin, _ next: () -> Int?
  ) throws(RunError) -> FoldCounts {
    let pool = join.pool
    while let partition = next() {
      join.forEachMessage(in: partition, rules) { message in
        reports.count(message, pool)
        lifecycles.count(message)
      }
      if reports.byteCount > budget.cellBytes { try reports.spill(pool, to: folder) }
    }
    return FoldCounts(reports: reports.sealed(pool), lifecycles: lifecycles)
  }

  private mutating func countSpilled(
    _ runs: [Run], _ next: () -> Int?
  ) throws(RunError) -> FoldCounts {
    var walk = RunWalk(runs)
    var messagesToCheck = Self.messagesPerCheck
    while let partition = next() {
      try walk.forEachKey(in: partition) { decoder throws(RunError) in
        try count(&decoder, &messagesToCheck)
      }
    }
    return FoldCounts(reports: reports.sealed(walk.pool), lifecycles: lifecycles)
  }

  private mutating func countHomes(
    _ homes: [Home], _ view: LedgerView, _ next: () -> Int?
  ) throws(RunError) -> FoldCounts {
    var walk = HomeWalk()
    var open = view.openRuns()
    var messagesToCheck = Self.messagesPerCheck
    while let number = next() {
      let sources = try view.sources(of: homes[number], &open)
      try walk.forEachKey(of: homes[number], in: sources) { decoder throws(RunError) in
        try count(&decoder, &messagesToCheck)
      }
    }
    return FoldCounts(reports: reports.sealed(walk.pool), lifecycles: lifecycles)
  }

  /// Counts a message whose records are all in the decoder.
  private mutating func count(
    _ decoder: inout MessageDecoder, _ messagesToCheck: inout Int
  ) throws(RunError) {
    decoder.finish(rules)
    decoder.withMessage { message, pool in
      reports.count(message, pool)
      lifecycles.count(message)
    }
    // A text may be as large as a value, and a few of them more than the budget.
    var isFull = decoder.pool.byteCount > budget.textBytes
    messagesToCheck -= 1
    if messagesToCheck == 0 {
      messagesToCheck = Self.messagesPerCheck
      isFull = isFull || reports.byteCount > budget.cellBytes
    }
    guard isFull else { return }
    // Cells refer to texts, and so both go at once.
    try reports.spill(decoder.pool, to: folder)
    decoder.renewPool()
  }

  /// How many messages are counted between two looks at what the cells take.
  private static let messagesPerCheck = 64
}
