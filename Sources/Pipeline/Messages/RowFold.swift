internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// What came of writing rows.
struct RowCounts: Sendable {
  var lifecycles: LifecycleCounts
  var rows: Int64
  var leftOut: Int64

  mutating func merge(_ other: RowCounts) {
    lifecycles.merge(other.lifecycles)
    rows += other.rows
    leftOut += other.leftOut
  }
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
    try messages.show(to: &self, rules, textBytes: textLimit, next)
    return RowCounts(
      lifecycles: lifecycles, rows: writer.rowCount, leftOut: writer.leftOutCount)
  }
}

extension RowFold: MessageVisitor {
  var isDone: Bool { output.isStopped }

  mutating func visit(_ message: Message, _ pool: TextPool, of part: Int) {
    guard !output.isStopped else { return }
    lifecycles.count(message)
    for place in 0..<writer.begin(message, pool) {
      writer.appendRow(place, of: message, pool)
      guard writer.byteCount >= Self.pieceSize else { continue }
      if writer.byteCount >= rowLimit || output.isTurn(of: part) { put(part) }
    }
  }

  mutating func end(_ part: Int, isWhole: Bool) {
    // The others wait for the end of this part.
    if !isWhole { output.stop() }
    if writer.byteCount > 0 { put(part) }
    output.end(part)
  }

  private mutating func put(_ part: Int) {
    writer.take { output.put(&$0, of: part) }
  }
}
