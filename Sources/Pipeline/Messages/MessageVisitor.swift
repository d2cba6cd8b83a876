internal import Lifecycles
internal import Primitives
internal import Runs

/// Whoever is shown all messages of some parts, on one core.
protocol MessageVisitor {
  /// Whether no more parts are wanted.
  var isDone: Bool { get }

  /// Sees a message.
  ///
  /// - Parameters:
  ///   - message: Whole, with its outcomes.
  ///   - pool: Holds its texts; another one than before once ``leave(_:)`` was called.
  ///   - part: Which it is of.
  mutating func visit(_ message: Message, _ pool: TextPool, of part: Int)

  /// Whether what was made of messages takes as much memory as it may, so that it has to go.
  ///
  /// Asked behind each message that comes from a run, and behind each part of others.
  mutating func isFull() -> Bool

  /// Lets go of all that refers to texts of a pool.
  mutating func leave(_ pool: TextPool) throws(RunError)

  /// Notes that a part has ended; it is not whole if there will be an error.
  mutating func end(_ part: Int, isWhole: Bool)
}

extension MessageVisitor {
  var isDone: Bool { false }
  mutating func isFull() -> Bool { false }
  mutating func leave(_ pool: TextPool) throws(RunError) {}
  mutating func end(_ part: Int, isWhole: Bool) {}
}

extension ReportedMessages.Place {
  /// Shows a visitor the messages of the parts that `next` deals out.
  ///
  /// - Parameters:
  ///   - visitor: Sees them.
  ///   - rules: Of outcomes.
  ///   - textBytes: What texts of messages in runs take before the pool is changed.
  ///   - next: The number of a part that nobody else sees.
  /// - Returns: The pool of the last message.
  /// - Throws: ``RunError`` when a run cannot be read back, and what the visitor throws.
  @discardableResult
  func show(
    to visitor: inout some MessageVisitor, _ rules: OutcomeRules, textBytes: Int,
    _ next: () -> Int?
  ) throws(RunError) -> TextPool {
    switch self {
    case .partitions(.logged(let join)):
      try visitor.visitParts(next) { part, visitor throws(RunError) in
        join.forEachMessage(in: part, rules) { visitor.visit($0, join.pool, of: part) }
        if visitor.isFull() { try visitor.leave(join.pool) }
      }
      return join.pool
    case .partitions(.spilled(let runs)):
      var walk = RunWalk(runs)
      try visitor.visitParts(next) { part, visitor throws(RunError) in
        try walk.forEachKey(in: part) { decoder throws(RunError) in
          try visitor.visit(&decoder, rules, textBytes: textBytes, of: part)
        }
      }
      return walk.pool
    case .homes(let homes, let view):
      var walk = HomeWalk()
      var open = view.openRuns()
      try visitor.visitParts(next) { part, visitor throws(RunError) in
        let sources = try view.sources(of: homes[part], &open)
        try walk.forEachKey(of: homes[part], in: sources) { decoder throws(RunError) in
          try visitor.visit(&decoder, rules, textBytes: textBytes, of: part)
        }
      }
      return walk.pool
    }
  }

  /// Combines the messages of the parts that `next` deals out, as `reduce(into:)` does.
  ///
  /// - Parameters:
  ///   - initial: What to begin with.
  ///   - rules: Of outcomes.
  ///   - textBytes: What texts of messages in runs take before the pool is changed.
  ///   - next: The number of a part that nobody else sees.
  ///   - progress: Is told of each part that was combined.
  ///   - update: Is given each message, with the pool of its texts.
  /// - Returns: What has become of `initial`.
  /// - Throws: ``RunError`` when a run cannot be read back.
  func reduce<Result>(
    into initial: Result, _ rules: OutcomeRules, textBytes: Int, _ next: () -> Int?,
    _ progress: PassProgress? = nil, _ update: @escaping (inout Result, Message, TextPool) -> Void
  ) throws(RunError) -> Result {
    var reduction = Reduction(result: initial, progress: progress, update: update)
    try show(to: &reduction, rules, textBytes: textBytes, next)
    return reduction.result
  }
}

private struct Reduction<Result>: MessageVisitor {
  var result: Result
  let progress: PassProgress?
  let update: (inout Result, Message, TextPool) -> Void

  mutating func visit(_ message: Message, _ pool: TextPool, of part: Int) {
    update(&result, message, pool)
  }

  func end(_ part: Int, isWhole: Bool) {
    progress?.advance(.counting, by: 1)
  }
}

extension MessageVisitor {
  /// Visits the parts that `next` deals out, each of which is ended whatever happens.
  fileprivate mutating func visitParts(
    _ next: () -> Int?, _ body: (Int, inout Self) throws(RunError) -> Void
  ) throws(RunError) {
    while !isDone, let part = next() {
      do throws(RunError) {
        try body(part, &self)
      } catch {
        end(part, isWhole: false)
        throw error
      }
      end(part, isWhole: true)
    }
  }

  /// Visits a message whose records are all in the decoder.
  @inline(__always)
  fileprivate mutating func visit(
    _ decoder: inout MessageDecoder, _ rules: OutcomeRules, textBytes: Int, of part: Int
  ) throws(RunError) {
    decoder.finish(rules)
    decoder.withMessage { visit($0, $1, of: part) }
    // A text may be as large as a value, and a few of them more than the budget.
    guard decoder.pool.byteCount > textBytes || isFull() else { return }
    try leave(decoder.pool)
    decoder.renewPool()
  }
}
