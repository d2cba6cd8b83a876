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
  var progress: PassProgress?

  /// Shows all messages to visitors, of which each worker has one.
  ///
  /// - Parameter visitor: What each worker begins with a copy of.
  /// - Returns: The visitors; at least one.
  /// - Throws: ``RunError`` when messages that were spilled cannot be read back, and what visitors throw.
  func visited<Visitor: MessageVisitor & Sendable>(
    by visitor: Visitor
  ) async throws(RunError) -> [Visitor] {
    progress?.begin(.counting, of: Int64(messages.count))
    return try await inParallel(jobs: budget.jobs, messages.count) { next throws(RunError) in
      var visitor = visitor
      let pool = try show(to: &visitor, next)
      visitor.finish(pool)
      return visitor
    }
  }

  /// Counts all messages, beginning with what `counts` holds.
  ///
  /// - Parameter counts: Empty: every worker begins with a copy.
  /// - Returns: The counts of all workers, merged.
  /// - Throws: ``RunError`` when messages that were spilled cannot be read back.
  func counted<Counts: MessageCounts>(into counts: Counts) async throws(RunError) -> Counts {
    try await visited(by: CountVisitor(counts)).map(\.counts).merged { $0.merge($1) }
  }

  /// Shows a visitor the messages of the parts that `next` deals out.
  ///
  /// - Returns: The pool of the last message.
  private func show(
    to visitor: inout some MessageVisitor, _ next: () -> Int?
  ) throws(RunError) -> TextPool {
    switch messages {
    case .partitions(.logged(let join)):
      try forEachPart(of: next, &visitor) { part, visitor throws(RunError) in
        join.forEachMessage(in: part, rules) { visitor.visit($0, join.pool, of: part) }
        if visitor.isFull() { try visitor.leave(join.pool) }
      }
      return join.pool
    case .partitions(.spilled(let runs)):
      var walk = RunWalk(textLimit: budget.textBytes)
      try forEachPart(of: next, &visitor) { part, visitor throws(RunError) in
        try show(runs.sources(section: part), nil, to: &visitor, part, &walk)
      }
      return walk.pool
    case .homes(let homes, let view):
      var walk = RunWalk(textLimit: budget.textBytes)
      var open = view.openRuns()
      try forEachPart(of: next, &visitor) { part, visitor throws(RunError) in
        let sources = try view.sources(of: homes[part], &open)
        try show(sources, homes[part], to: &visitor, part, &walk)
      }
      return walk.pool
    }
  }

  /// Calls `body` with the parts that `next` deals out, each of which is ended whatever happens.
  private func forEachPart<Visitor: MessageVisitor>(
    of next: () -> Int?, _ visitor: inout Visitor,
    _ body: (Int, inout Visitor) throws(RunError) -> Void
  ) throws(RunError) {
    while !visitor.isDone, let part = next() {
      do throws(RunError) {
        try body(part, &visitor)
      } catch {
        visitor.end(part, isWhole: false)
        throw error
      }
      visitor.end(part, isWhole: true)
      progress?.advance(.counting, by: 1)
    }
  }

  /// Shows a visitor the messages of a part that lie in runs.
  @inline(__always)
  private func show(
    _ sources: [RunMerger.Source], _ home: Home?, to visitor: inout some MessageVisitor,
    _ part: Int, _ walk: inout RunWalk
  ) throws(RunError) {
    try walk.forEachMessage(in: sources, of: home) { decoder, isLastOfPool throws(RunError) in
      decoder.finish(rules)
      decoder.withMessage { visitor.visit($0, $1, of: part) }
      if isLastOfPool || visitor.isFull() { try visitor.leave(decoder.pool) }
    }
  }
}

/// Counts on one core.
private struct CountVisitor<Counts: MessageCounts>: MessageVisitor {
  private(set) var counts: Counts

  init(_ counts: Counts) {
    self.counts = counts
    // It may have been copied from one that counted messages of another pool.
    self.counts.forgetTexts()
  }

  mutating func visit(_ message: Message, _ pool: TextPool, of part: Int) {
    counts.count(message, pool)
  }

  mutating func leave(_ pool: TextPool) {
    counts.forgetTexts()
  }
}
