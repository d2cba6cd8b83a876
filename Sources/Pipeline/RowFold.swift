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

/// Writes messages as rows, on one core: partition by partition, to an output that others share.
///
/// Rows gather in memory until it is the partition's turn, or until they have taken what they may.
struct RowFold {
  private let rules: OutcomeRules
  private let output: OrderedOutput
  private let textLimit: Int
  private let rowLimit: Int
  private var writer: LifecycleWriter
  private var lifecycles = LifecycleCounts.identity

  /// How much is written at a time, in bytes.
  private static let pieceSize = 64 << 10
  /// More would save nothing: it takes longer to fill than any other worker needs for its partition.
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

  /// Writes the messages of the partitions that `next` deals out, until the output is stopped.
  mutating func write(
    _ messages: PartitionedMessages, _ next: () -> Int?
  ) throws(RunError) -> RowCounts {
    switch messages {
    case .logged(let join): writeLogged(join, next)
    case .spilled(let runs): try writeSpilled(runs, next)
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
      do throws(RunError) {
        try walk.forEachKey(in: partition) { decoder throws(RunError) in
          decoder.finish(rules)
          write(decoder.message, decoder.pool, to: partition)
          if decoder.pool.byteCount > textLimit { decoder.renewPool() }
        }
      } catch {
        // The others wait for the end of this partition.
        output.stop()
        end(partition)
        throw error
      }
      end(partition)
    }
  }

  private mutating func write(_ message: Message, _ pool: TextPool, to partition: Int) {
    guard !output.isStopped else { return }
    lifecycles.count(message)
    for place in 0..<writer.begin(message, pool) {
      writer.appendRow(place, of: message, pool)
      guard writer.byteCount >= Self.pieceSize else { continue }
      if writer.byteCount >= rowLimit || output.isTurn(of: partition) { put(partition) }
    }
  }

  private mutating func put(_ partition: Int) {
    writer.take { output.put(&$0, of: partition) }
  }

  private mutating func end(_ partition: Int) {
    if writer.byteCount > 0 { put(partition) }
    output.end(partition)
  }
}
