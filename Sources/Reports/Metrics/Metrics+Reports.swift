internal import Archives
internal import Primitives

extension Metrics {
  /// The metrics of an execution that has written its outputs.
  ///
  /// - Parameters:
  ///   - execution: What happened.
  ///   - coverage: Of what is known.
  ///   - archives: What was read.
  ///   - known: What all of it came to, and of a ledger what it knew before.
  ///   - day: The last whole day, if there is one.
  public init(
    _ execution: ExecutionFacts, _ coverage: Coverage, _ archives: [ArchiveAccount],
    known: Accounting,
    _ day: DayTotals?
  ) {
    self.init()
    add(
      "build_info", "The version of waybill; always 1.", by: "version",
      [(execution.version, .integer(1))])
    add(
      "last_success_timestamp_seconds", "When a run last had its outputs in place.",
      .instant(execution.end))
    add(
      "run_duration_seconds", "How long that run took.",
      .milliseconds(execution.duration.milliseconds))
    add(
      "exit_status",
      """
      How that run ended: 0 done, 1 a condition holds, 3 some archive is damaged, 74 a device failed \
      while one was read.
      """,
      .integer(execution.status))
    add(
      "held_conditions", "How many conditions of --fail-if and --max-age hold.",
      .integer(execution.heldConditions))
    add(
      "coverage_start_timestamp_seconds", "The earliest time that the archives tell of.",
      Value(coverage.start))
    add(
      "coverage_end_timestamp_seconds",
      "The latest time that the archives tell of; the age of what is known.",
      Value(coverage.end))
    add(archives)
    add(known)
    if let day { add(day) }
  }

  private mutating func add(_ archives: [ArchiveAccount]) {
    let read = Accounting(readFrom: archives)
    let damaged = archives.count { $0.summary.damage != nil }
    add([
      ("archives", "Archives that were read.", read.archives),
      (
        "damaged_archives", "Those of them that are truncated, corrupt or unreadable.",
        Int64(damaged)
      ),
      ("compressed_bytes", "Bytes of the archives as stored.", read.compressedBytes),
      ("read_bytes", "Bytes of the archives after decompression.", read.bytes),
      ("lines", "Lines of the archives.", read.lines),
      ("foreign_values", "Values that hold no event.", read.foreign),
      ("malformed_values", "Values that are not JSON, and were dropped.", read.malformed),
      ("events", "Events, duplicates included.", read.events),
      ("unknown_type_events", "Events of a type that is not known.", read.unknownTypeEvents),
    ])
  }

  private mutating func add(_ known: Accounting) {
    add([
      (
        "known_events", "Events of all messages that are known, duplicates included.",
        known.uniqueEvents + known.duplicates + known.leftOutEvents
      ),
      ("duplicate_events", "Those of them that were redelivered.", known.duplicates),
      ("messages", "Distinct message ids that are known.", known.messages),
      ("lifecycles", "Recipients of those messages.", known.lifecycles),
    ])
  }

  private mutating func add(_ numbers: [(name: String, help: String, value: Int64)]) {
    for (name, help, value) in numbers { add(name, help, .integer(value)) }
  }

  private mutating func add(_ day: DayTotals) {
    func delivery(_ column: String) -> Value { day.totals.value(.delivery, column) }
    add(
      "last_day_start_timestamp_seconds",
      "When the last day began that the archives cover to its end.", .instant(day.start))
    add(
      "last_day_messages", "Outbound messages that were created that day.", delivery("messages"))
    add(
      "last_day_recipients", "Their recipients, by what became of them so far.", by: "outcome",
      ["delivered", "handed_off", "failed", "contradictory", "in_flight"].map {
        ($0, delivery($0))
      })
    add(
      "last_day_expired_receipts", "Failed recipients for whom no receipt came in time.",
      delivery("receipt_expired"))
    add(
      "last_day_delivery_ratio", "Delivered of those recipients whose outcome was confirmed.",
      delivery("delivery_rate"))
    add(
      "last_day_latency_seconds", "Creation to delivery, by percentile.", by: "percentile",
      ["50", "95", "99"].map { percentile in
        guard case .integer(let latency) = delivery("latency_p\(percentile)_ms") else {
          return (percentile, .missing)
        }
        return (percentile, .milliseconds(latency))
      })
    add(
      "last_day_inbound_messages", "Messages that came in that day.",
      day.totals.value(.inbound, "messages"))
    add(
      "last_day_opt_outs", "Inbound messages of that day that ask to stop.",
      day.totals.value(.inbound, "opt_outs"))
  }
}

extension Duration {
  /// Whole milliseconds.
  fileprivate var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
