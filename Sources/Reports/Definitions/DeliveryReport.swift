internal import Callbacks
internal import Lifecycles
internal import Primitives

/// What became of outbound lifecycles; also counted by the other reports on them.
struct OutcomeCounts: Equatable, Sendable {
  var delivered: Int64 = 0
  var handedOff: Int64 = 0
  var failed: Int64 = 0
  var receiptExpired: Int64 = 0
  var contradictory: Int64 = 0
  var inFlight: Int64 = 0

  mutating func count(_ lifecycle: Lifecycle) {
    switch lifecycle.outcome {
    case .delivered: delivered += 1
    case .handedOff: handedOff += 1
    case .failed: failed += 1
    case .contradictory: contradictory += 1
    case .inFlight: inFlight += 1
    case nil: preconditionFailure("only outbound lifecycles have an outcome")
    }
    if lifecycle.isReceiptExpired { receiptExpired += 1 }
  }

  mutating func merge(_ other: OutcomeCounts) {
    delivered += other.delivered
    handedOff += other.handedOff
    failed += other.failed
    receiptExpired += other.receiptExpired
    contradictory += other.contradictory
    inFlight += other.inFlight
  }
}

extension OutcomeCounts {
  func append(to output: inout [UInt8]) {
    output.append(
      numbers: delivered, handedOff, failed, receiptExpired, contradictory, inFlight)
  }

  init(_ reader: inout CellReader) throws(RecordDamage) {
    delivered = try reader.count()
    handedOff = try reader.count()
    failed = try reader.count()
    receiptExpired = try reader.count()
    contradictory = try reader.count()
    inFlight = try reader.count()
    // Rates rely on it.
    guard receiptExpired <= failed else { throw RecordDamage() }
  }
}

struct DeliveryCell: ReportCell {
  static let identity = DeliveryCell()

  var messages: Int64 = 0
  var recipients: Int64 = 0
  var outcomes = OutcomeCounts()
  var read: Int64 = 0
  var segments: Int64 = 0
  /// From creation to the first delivered event, in milliseconds, of outcome delivered.
  var latency = LatencyHistogram()

  /// Recipients whose outcome somebody confirmed.
  var confirmed: Int64 { outcomes.delivered + outcomes.failed + outcomes.contradictory }

  mutating func merge(_ other: DeliveryCell) {
    messages += other.messages
    recipients += other.recipients
    outcomes.merge(other.outcomes)
    read += other.read
    segments.addSaturating(other.segments)
    latency.merge(other.latency)
  }

  mutating func count(_ lifecycle: Lifecycle, of message: Message) {
    recipients += 1
    outcomes.count(lifecycle)
    if lifecycle.isRead { read += 1 }
    segments.addSaturating(Int64(message.facts.segmentCount ?? 0))
    if let latency = lifecycle.latency(of: message) { self.latency.record(latency) }
  }
}

extension DeliveryCell {
  var heldByteCount: Int { latency.heldByteCount }

  func append(to output: inout [UInt8]) {
    output.append(numbers: messages, recipients, read, segments)
    outcomes.append(to: &output)
    output.append(latencies: latency)
  }

  init(_ reader: inout CellReader) throws(RecordDamage) {
    messages = try reader.count()
    recipients = try reader.count()
    read = try reader.count()
    segments = try reader.number()
    outcomes = try OutcomeCounts(&reader)
    latency = try reader.latencies()
  }
}

extension ReportDefinition<DeliveryCell> {
  static let delivery = ReportDefinition(
    .delivery, grain: "Outbound recipients, by when their message was created.",
    bucket: .hour, dimensions: [.application],
    columns: [
      Column("messages", .messages, "Distinct message ids.", Look(.low)) {
        .integer($0.cell.messages)
      },
      Column("recipients", .recipients, "Recipients of those messages.", Look(.high)) {
        .integer($0.cell.recipients)
      },
      Column("delivered", .recipients, "Confirmed as delivered, and never as failed.") {
        .integer($0.cell.outcomes.delivered)
      },
      Column(
        "handed_off", .recipients,
        "Left the vendor without a receipt that proves more, and none will come."
      ) { .integer($0.cell.outcomes.handedOff) },
      Column("failed", .recipients, "Reported as failed, and never as delivered.", Look(.high)) {
        .integer($0.cell.outcomes.failed)
      },
      Column("receipt_expired", .recipients, "Those of `failed` with code 9902.", Look(.low)) {
        .integer($0.cell.outcomes.receiptExpired)
      },
      Column(
        "contradictory", .recipients, "Reported both as delivered and as failed.",
        Look(.low, tone: .trouble)
      ) { .integer($0.cell.outcomes.contradictory) },
      Column("in_flight", .recipients, "Not decided yet: a receipt may still come.") {
        .integer($0.cell.outcomes.inFlight)
      },
      Column(
        "delivery_rate", .ratio, "`delivered` ÷ (`delivered` + `failed` + `contradictory`).",
        Look(.key, bar: true, tone: .rate)
      ) { .ratio($0.cell.outcomes.delivered, of: $0.cell.confirmed) },
      Column(
        "delivery_rate_without_expired", .ratio,
        "The same without `receipt_expired` in the denominator.", Look(.low)
      ) {
        .ratio($0.cell.outcomes.delivered, of: $0.cell.confirmed - $0.cell.outcomes.receiptExpired)
      },
      Column("read", .recipients, "With a read receipt.", Look(.least)) { .integer($0.cell.read) },
      Column(
        "segments", .segments, "Segments of the message, summed over its recipients.", Look(.least)
      ) { .integer($0.cell.segments) },
      latency("latency_p50_ms", perMille: 500), latency("latency_p90_ms", perMille: 900, .least),
      latency("latency_p95_ms", perMille: 950), latency("latency_p99_ms", perMille: 990, .least),
      Column("latency_max_ms", .milliseconds, "The longest such time, exact.", Look(.least)) {
        Value($0.cell.latency.maximum)
      },
      Column(
        "provisional", .trueOrFalse, "Whether late events may still change the row.",
        Look(.mark, note: "late events may still change them")
      ) { .boolean($0.isProvisional) },
    ],
    rank: { $0.recipients },
    count: { message, pool, cells in
      for number in message.lifecycles.indices
      where message.lifecycles[number].direction == .outbound {
        cells.update(message, number, pool) { cell, isFirst in
          if isFirst { cell.messages += 1 }
          cell.count(message.lifecycles[number], of: message)
        }
        cells.countLifecycle()
      }
    })

  private static func latency(
    _ name: String, perMille: Int, _ prominence: Prominence = .usual
  ) -> Column<Row<DeliveryCell>> {
    Column(
      name, .milliseconds,
      "Creation to first delivered event over `delivered`, nearest rank, at most 1 % high.",
      Look(prominence)
    ) { Value($0.cell.latency.percentile(perMille: perMille)) }
  }
}
