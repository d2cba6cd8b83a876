internal import Lifecycles
internal import Reports

/// Writes messages as rows: part by part, to an output that others share.
///
/// Rows gather in memory until it is the part's turn, or until they have taken what they may.
struct RowVisitor: MessageVisitor, Sendable {
  private let output: OrderedOutput
  private let rowLimit: Int
  private var writer: LifecycleWriter
  private(set) var lifecycles = LifecycleCounts.identity

  /// How much is written at a time, in bytes.
  private static let pieceSize = 64 << 10
  /// More would save nothing: it takes longer to fill than any other worker needs for its part.
  private static let greatestRowLimit = 16 << 20

  /// - Parameters:
  ///   - writer: Writes the rows.
  ///   - budget: What rows may take.
  ///   - output: Where the rows go.
  init(_ writer: LifecycleWriter, _ budget: MemoryBudget, to output: OrderedOutput) {
    self.writer = writer
    self.output = output
    rowLimit = min(Self.greatestRowLimit, budget.rowBytes)
  }

  /// Rows so far.
  var rowCount: Int64 { writer.rowCount }
  /// Lifecycles that were left out so far, because nobody asked for them.
  var leftOutCount: Int64 { writer.leftOutCount }

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
