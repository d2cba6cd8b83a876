internal import Callbacks
internal import Lifecycles
internal import Primitives

struct MMSGroupCell: ReportCell {
  static let identity = MMSGroupCell()

  var messages: Int64 = 0
  var recipients: Int64 = 0
  var outcomes = OutcomeCounts()
  var silent: Int64 = 0
  var complete: Int64 = 0
  var partial: Int64 = 0
  var none: Int64 = 0
  /// The inbound messages of the row.
  var copies = CopySet()
  private var current = CurrentMessage()

  mutating func merge(_ other: MMSGroupCell) {
    messages += other.messages
    recipients += other.recipients
    outcomes.merge(other.outcomes)
    silent += other.silent
    complete += other.complete
    partial += other.partial
    none += other.none
    copies.merge(other.copies)
  }

  /// Counts an outbound lifecycle of a message that ``finish(groupSize:)`` ends.
  mutating func count(_ lifecycle: Lifecycle) {
    if current.recipients == 0 { current.reachedBefore = reached }
    current.recipients += 1
    outcomes.count(lifecycle)
  }

  /// Counts an outbound message, whose lifecycles in the row have been counted.
  mutating func finish(groupSize: Int64) {
    let newlyReached = reached - current.reachedBefore
    let addressed = max(groupSize, current.recipients)
    messages += 1
    recipients += current.recipients
    silent += addressed - current.recipients
    if newlyReached == addressed {
      complete += 1
    } else if newlyReached == 0 {
      none += 1
    } else {
      partial += 1
    }
    current = CurrentMessage()
  }

  /// What was counted of an outbound message so far.
  private struct CurrentMessage: Equatable {
    var recipients: Int64 = 0
    /// Of the messages before it.
    var reachedBefore: Int64 = 0
  }

  private var reached: Int64 { outcomes.delivered + outcomes.handedOff }
}

extension MMSGroupCell {
  var heldByteCount: Int { copies.heldByteCount }

  func append(to output: inout [UInt8]) {
    output.append(numbers: messages, recipients, silent, complete, partial, none, copies.timeless)
    outcomes.append(to: &output)
  }

  init(_ reader: inout CellReader) throws(RecordDamage) {
    messages = try reader.count()
    recipients = try reader.count()
    silent = try reader.count()
    complete = try reader.count()
    partial = try reader.count()
    none = try reader.count()
    copies = CopySet(timeless: try reader.count())
    outcomes = try OutcomeCounts(&reader)
  }

  func forEachDetail<Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var detail: [UInt8] = []
    try copies.forEachDistinct { copy throws(Failure) in
      detail.removeAll(keepingCapacity: true)
      copy.append(to: &detail)
      try body(detail.span)
    }
  }

  mutating func follow(_ detail: Span<UInt8>) throws(RecordDamage) {
    copies.follow(try Copy(detail))
  }
}

extension ReportDefinition<MMSGroupCell> {
  static let mmsGroup = ReportDefinition(
    .mmsGroup, grain: "Messages with attachments or several recipients.",
    ownKeys: [.dimension(.direction), .dimension(.kind), .dimension(.groupSize)],
    keptKeys: [.dimension(.direction)],
    columns: [
      Column(
        "messages", .messages, "Distinct message ids; of inbound ones, copies.", Look(.high)
      ) { .integer($0.cell.messages) },
      Column(
        "logical_messages", .messages,
        "The same, but with the copies of one inbound message counted once."
      ) { .integer($0.isInbound ? $0.cell.copies.logicalCount : $0.cell.messages) },
      outbound(
        "recipients", .recipients, "Recipients that events are about.", \.recipients, Look(.high)),
      Column(
        "received", .messages, "Copies, each to a number of one's own. Inbound only.", Look(.low)
      ) {
        $0.isInbound ? .integer($0.cell.messages) : .missing
      },
      outbound("delivered", .recipients, "As in the delivery report.", \.outcomes.delivered),
      outbound("handed_off", .recipients, "As in the delivery report.", \.outcomes.handedOff),
      outbound(
        "failed", .recipients, "As in the delivery report.", \.outcomes.failed, Look(.high)),
      outbound(
        "receipt_expired", .recipients, "As in the delivery report.", \.outcomes.receiptExpired,
        Look(.low)),
      outbound(
        "contradictory", .recipients, "As in the delivery report.", \.outcomes.contradictory,
        Look(.low, tone: .trouble)),
      outbound("in_flight", .recipients, "As in the delivery report.", \.outcomes.inFlight),
      outbound(
        "silent", .recipients,
        """
        Addressed, but not among `recipients`: no event is about them, or `--by` or `--where` has set \
        them apart.
        """, \.silent),
      outbound(
        "complete", .messages,
        "Delivered or handed off to everybody addressed, by the recipients of the row.", \.complete),
      outbound(
        "partial", .messages, "Delivered or handed off to some.", \.partial, Look(.high)),
      outbound("none", .messages, "Delivered or handed off to nobody.", \.none, Look(.low)),
    ],
    rank: { $0.messages },
    count: { message, pool, cells in
      guard message.kind == .mms || message.kind == .group else { return }
      // The direction is part of the key, so that a cell's lifecycles go one way.
      var touched: [Int] = []
      for number in message.lifecycles.indices {
        guard let direction = message.lifecycles[number].direction else { continue }
        cells.countLifecycle()
        if direction == .outbound {
          var isNew = false
          let cell = cells.update(message, number, pool) { cell, isFirst in
            cell.count(message.lifecycles[number])
            isNew = isFirst
          }
          if isNew { touched.append(cell) }
        } else {
          // Each owned recipient has a copy, normally with an id of its own.
          cells.update(message, number, pool) { cell, _ in
            cell.messages += 1
            cell.copies.insert(message, pool)
          }
        }
      }
      let groupSize = Int64(message.facts.recipientCount)
      for cell in touched { cells.update(cell) { $0.finish(groupSize: groupSize) } }
    })

  /// A column that is empty in inbound rows.
  private static func outbound(
    _ name: String, _ unit: Unit, _ meaning: String,
    _ count: @escaping @Sendable (MMSGroupCell) -> Int64, _ look: Look = Look()
  ) -> Column<Row<MMSGroupCell>> {
    Column(name, unit, meaning, look) { $0.isInbound ? .missing : .integer(count($0.cell)) }
  }
}

extension Row<MMSGroupCell> {
  fileprivate var isInbound: Bool { key(.dimension(.direction)) == Value(Direction.inbound.name) }
}
