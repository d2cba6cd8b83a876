internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// What came of writing rows.
struct RowCounts: Sendable {
  var lifecycles: LifecycleCounts
  var rows: Int64
  var leftOut: Int64
}

/// Writes messages as rows, on one core: part by part, to an output that others share.
///
/// Rows gather in memory until it is the part's turn, or until they have taken what they may.
struct RowFold {
  private let rules: OutcomeRules
  private let output: OrderedOutput
  private let textLimit: Int
  private let rowLimit: Int
  private var writer: LifecycleWriter
  private var lifecycles = LifecycleCounts.identity

  /// How much is written at a time, in bytes.
  private static let pieceSize = 64 << 10
  /// More would save nothing: it takes longer to fill than any other worker needs for its part.
  private static let greatestRowLimit = 16 << 20

  /// - Parameters:
  ///   - writer: Writes the rows.
  ///   - rules: Of outcomes.
  ///   - budget: What rows and texts may take.
  ///   - output: Where the rows go.
  init(
    _ writer: LifecycleWriter, _ rules: OutcomeRules, _ budget: MemoryBudget,
    to output: OrderedOutput
  ) {
    self.writer = writer
    self.rules = rules
    self.output = output
    textLimit = budget.textBytes
    rowLimit = min(Self.greatestRowLimit, budget.rowBytes)
  }

  /// Writes the messages of the parts that `next` deals out, until the output is stopped.
  mutating func write(
    _ messages: ReportedMessages.Place, _ next: () -> Int?
  ) throws(RunError) -> RowCounts {
    switch messages {
    case .partitions(.logged(let join)): writeLogged(join, next)
    case .partitions(.spilled(let runs)): try writeSpilled(runs, next)
    case .homes(let homes, let view): try writeHomes(homes, view, next)
    }
    return RowCounts(
      lifecycles: lifecycles, rows: writer.rowCount, leftOut: writer.leftOutCount)
  }

  private mutating func writeLogged(_ join: LifecycleJoin, _ next: () -> Int?) {
    let pool = join.pool
    while !output.isStopped, let partition = next() {
      join.forEachMessage(in: partition, rules) { write($0, pool, to: partition) }
      end(partition)
    }
  }

  private mutating func writeSpilled(_ runs: [Run], _ next: () -> Int?) throws(RunError) {
    var walk = RunWalk(runs)
    while !output.isStopped, let partition = next() {
      try writePart(partition) { fold throws(RunError) in
        try walk.forEachKey(in: partition) { decoder throws(RunError) in
          fold.write(&decoder, to: partition)
        }
      }
    }
  }

  private mutating func writeHomes(
    _ homes: [Home], _ view: LedgerView, _ next: () -> Int?
  ) throws(RunError) {
    var walk = HomeWalk()
    var open = view.openRuns()
    while !output.isStopped, let number = next() {
      try writePart(number) { fold throws(RunError) in
        let sources = try view.sources(of: homes[number], &open)
        try walk.forEachKey(of: homes[number], in: sources) { decoder throws(RunError) in
          fold.write(&decoder, to: number)
        }
      }
    }
  }

  /// Writes a part, and ends it in any case.
  private mutating func writePart(
    _ part: Int, _ body: (inout RowFold) throws(RunError) -> Void
  ) throws(RunError) {
    do throws(RunError) {
      try body(&self)
    } catch {
      // The others wait for the end of this part.
      output.stop()
      end(part)
      throw error
    }
    end(part)
  }

  /// Writes a message whose records are all in the decoder.
  private mutating func write(_ decoder: inout MessageDecoder, to part: Int) {
    decoder.finish(rules)
    decoder.withMessage { write($0, $1, to: part) }
    if decoder.pool.byteCount > textLimit { decoder.renewPool() }
  }

  private mutating func write(_ message: Message, _ pool: TextPool, to part: Int) {
    guard !output.isStopped else { return }
    lifecycles.count(message)
    for place in 0..<writer.begin(message, pool) {
      writer.appendRow(place, of: message, pool)
      guard writer.byteCount >= Self.pieceSize else { continue }
      if writer.byteCount >= rowLimit || output.isTurn(of: part) { put(part) }
    }
  }

  private mutating func put(_ part: Int) {
    writer.take { output.put(&$0, of: part) }
  }

  private mutating func end(_ part: Int) {
    if writer.byteCount > 0 { put(part) }
    output.end(part)
  }
}
