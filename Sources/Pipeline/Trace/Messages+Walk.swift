internal import Lifecycles
internal import Primitives
internal import Runs

extension PartitionedMessages {
  /// Calls `body` with each message of the partitions that `next` deals out, and with the pool of its
  /// texts, which may be another one the next time; those of messages in runs take some `textBytes`.
  func forEach(
    _ rules: OutcomeRules, textBytes: Int, _ next: () -> Int?,
    _ body: (Message, TextPool) -> Void
  ) throws(RunError) {
    switch self {
    case .logged(let join):
      let pool = join.pool
      while let partition = next() {
        join.forEachMessage(in: partition, rules) { body($0, pool) }
      }
    case .spilled(let runs):
      var walk = RunWalk(runs)
      while let partition = next() {
        try walk.forEachKey(in: partition) { decoder throws(RunError) in
          decoder.finish(rules)
          decoder.withMessage(body)
          if decoder.pool.byteCount > textBytes { decoder.renewPool() }
        }
      }
    }
  }
}

extension ReportedMessages.Place {
  /// Calls `body` with each message of the parts that `next` deals out, and with the pool of its texts,
  /// which may be another one the next time; those of messages in runs take some `textBytes`.
  func forEach(
    _ rules: OutcomeRules, textBytes: Int, _ next: () -> Int?,
    _ body: (Message, TextPool) -> Void
  ) throws(RunError) {
    switch self {
    case .partitions(let messages):
      try messages.forEach(rules, textBytes: textBytes, next, body)
    case .homes(let homes, let view):
      var walk = HomeWalk()
      var open = view.openRuns()
      while let number = next() {
        let sources = try view.sources(of: homes[number], &open)
        try walk.forEachKey(of: homes[number], in: sources) { decoder throws(RunError) in
          decoder.finish(rules)
          decoder.withMessage(body)
          if decoder.pool.byteCount > textBytes { decoder.renewPool() }
        }
      }
    }
  }
}
