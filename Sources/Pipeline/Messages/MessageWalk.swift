internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// Walks all messages, on as many cores as allowed, as often as somebody asks.
///
/// Joining messages again costs little beside inflating archives, and nothing of them has to be kept.
struct MessageWalk: Sendable {
  var messages: ReportedMessages.Place
  let rules: OutcomeRules
  let budget: MemoryBudget
  /// Is told how far each walk is.
  let progress: PassProgress?

  /// Counts all messages, beginning with what `counts` holds.
  ///
  /// - Parameter counts: Empty: every worker begins with a copy.
  /// - Returns: The counts of all workers, merged.
  /// - Throws: ``RunError`` when messages that were spilled cannot be read back.
  func counted<Counts: MessageCounts>(into counts: Counts) async throws(RunError) -> Counts {
    progress?.begin(.counting, of: Int64(messages.count))
    let parts = try await inParallel(jobs: budget.jobs, messages.count) { next throws(RunError) in
      var counting = Counting(counts, progress)
      try messages.show(to: &counting, rules, textBytes: budget.textBytes, next)
      return counting.counts
    }
    return parts.merged { $0.merge($1) }
  }
}

/// Counts on one core.
private struct Counting<Counts: MessageCounts>: MessageVisitor {
  private(set) var counts: Counts
  private let progress: PassProgress?

  init(_ counts: Counts, _ progress: PassProgress?) {
    self.counts = counts
    self.progress = progress
    // It may have been copied from one that counted messages of another pool.
    self.counts.forgetTexts()
  }

  mutating func visit(_ message: Message, _ pool: TextPool, of part: Int) {
    counts.count(message, pool)
  }

  mutating func leave(_ pool: TextPool) {
    counts.forgetTexts()
  }

  func end(_ part: Int, isWhole: Bool) {
    progress?.advance(.counting, by: 1)
  }
}
