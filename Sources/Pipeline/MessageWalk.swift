internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// Walks all messages, on as many cores as allowed, as often as somebody asks.
///
/// Joining messages again costs little beside inflating archives, and nothing of them has to be kept.
struct MessageWalk: Sendable {
  let messages: PartitionedMessages
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
    progress?.begin(.counting, of: Int64(LifecycleJoin.partitionCount))
    let parts = try await inParallel(jobs: budget.jobs, LifecycleJoin.partitionCount) {
      next throws(RunError) in
      var counts = counts
      // It may have been copied from one that counted messages of another pool.
      counts.forgetTexts()
      switch messages {
      case .logged(let join):
        while let partition = next() {
          join.forEachMessage(in: partition, rules) { counts.count($0, join.pool) }
          progress?.advance(.counting, by: 1)
        }
      case .spilled(let runs): try count(runs, next, &counts)
      }
      return counts
    }
    var whole = parts[0]
    for part in parts.dropFirst() { whole.merge(part) }
    return whole
  }

  private func count(
    _ runs: [Run], _ next: () -> Int?, _ counts: inout some MessageCounts
  ) throws(RunError) {
    var walk = RunWalk(runs)
    while let partition = next() {
      try walk.forEachKey(in: partition) { decoder throws(RunError) in
        decoder.finish(rules)
        counts.count(decoder.message, decoder.pool)
        guard decoder.pool.byteCount > budget.textBytes else { return }
        decoder.renewPool()
        counts.forgetTexts()
      }
      progress?.advance(.counting, by: 1)
    }
  }
}
