internal import Lifecycles
internal import Primitives

struct RedeliveryCell: ReportCell {
  static let identity = RedeliveryCell()

  var events: Int64 = 0
  var unique: Int64 = 0
  var redelivered: Int64 = 0
  var late: Int64 = 0
  /// First to last arrival of redelivered events, in milliseconds.
  var delay = LatencyHistogram()

  mutating func merge(_ other: RedeliveryCell) {
    events += other.events
    unique += other.unique
    redelivered += other.redelivered
    late += other.late
    delay.merge(other.delay)
  }

  mutating func count(_ tally: EventTally) {
    events += tally.count
    unique += 1
    late += tally.lateCount
    guard tally.count > 1 else { return }
    redelivered += 1
    if let spread = tally.arrivalSpread { delay.record(spread) }
  }
}

extension RedeliveryCell {
  var heldByteCount: Int { delay.heldByteCount }

  func append(to output: inout [UInt8]) {
    output.append(numbers: events, unique, redelivered, late)
    output.append(latencies: delay)
  }

  init(_ reader: inout CellReader) throws(RecordDamage) {
    events = try reader.count()
    unique = try reader.count()
    redelivered = try reader.count()
    late = try reader.count()
    delay = try reader.latencies()
    // Rates rely on it.
    guard unique <= events else { throw RecordDamage() }
  }
}

extension ReportDefinition<RedeliveryCell> {
  static let redelivery = ReportDefinition(
    .redelivery,
    grain: "Events of one type. Duplicates mean that the receiver did not answer within 10 s.",
    ownKeys: [.eventType],
    columns: [
      Column("events", .events, "Events, duplicates included.", Look(.high)) {
        .integer($0.cell.events)
      },
      Column("unique", .events, "Events without their duplicates.", Look(.low)) {
        .integer($0.cell.unique)
      },
      Column("duplicates", .events, "`events` − `unique`.", Look(.high)) {
        .integer($0.cell.events - $0.cell.unique)
      },
      Column("duplicate_rate", .ratio, "`duplicates` ÷ `events`.", Look(.key, bar: true)) {
        .ratio($0.cell.events - $0.cell.unique, of: $0.cell.events)
      },
      Column("redelivered", .events, "Of `unique`, those that came more than once.") {
        .integer($0.cell.redelivered)
      },
      delay("delay_p50_s", perMille: 500), delay("delay_p95_s", perMille: 950),
      Column("delay_max_s", .seconds, "The longest such time, exact.", Look(.low)) {
        $0.cell.delay.maximum.map(Value.milliseconds) ?? .missing
      },
      Column("late", .events, "Events that arrived more than an hour after their own time.") {
        .integer($0.cell.late)
      },
    ],
    rank: { $0.events },
    count: { message, pool, cells in
      for number in message.lifecycles.indices {
        for tally in message.lifecycles[number].tallies {
          let type = message.tallies[tally].type
          cells.update(message, number, type: type, pool) { cell, _ in
            cell.count(message.tallies[tally])
          }
        }
        cells.countLifecycle()
      }
    })

  private static func delay(_ name: String, perMille: Int) -> Column<Row<RedeliveryCell>> {
    Column(
      name, .seconds, "First to last arrival of `redelivered`, nearest rank, at most 1 % high."
    ) { $0.cell.delay.percentile(perMille: perMille).map(Value.milliseconds) ?? .missing }
  }
}
