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
      var counts = counts
      // It may have been copied from one that counted messages of another pool.
      counts.forgetTexts()
      switch messages {
      case .partitions(.logged(let join)):
        while let partition = next() {
          join.forEachMessage(in: partition, rules) { counts.count($0, join.pool) }
          progress?.advance(.counting, by: 1)
        }
      case .partitions(.spilled(let runs)): try count(runs, next, &counts)
      case .homes(let homes, let view): try count(homes, view, next, &counts)
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
        count(&decoder, &counts)
      }
      progress?.advance(.counting, by: 1)
    }
  }

  private func count(
    _ homes: [Home], _ view: LedgerView, _ next: () -> Int?, _ counts: inout some MessageCounts
  ) throws(RunError) {
    var walk = HomeWalk()
    var open = view.openRuns()
    while let number = next() {
      let sources = try view.sources(of: homes[number], &open)
      try walk.forEachKey(of: homes[number], in: sources) { decoder throws(RunError) in
        count(&decoder, &counts)
      }
      progress?.advance(.counting, by: 1)
    }
  }

  /// Counts a message whose records are all in the decoder.
  private func count(_ decoder: inout MessageDecoder, _ counts: inout some MessageCounts) {
    decoder.finish(rules)
    decoder.withMessage { counts.count($0, $1) }
    guard decoder.pool.byteCount > budget.textBytes else { return }
    decoder.renewPool()
    counts.forgetTexts()
  }
}
