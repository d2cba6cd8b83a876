extension OraclePopulation {
  var redeliveryReport: OracleReport {
    table(
      bucket: "none", ownKeys: ["event_type"],
      columns: [
        "events", "unique", "duplicates", "duplicate_rate", "redelivered", "delay_p50_s",
        "delay_p95_s", "delay_max_s", "late",
      ],
      of: lifecycles.flatMap(\.identities), rank: { $0.reduce(0) { $0 + $1.events.count } },
      cells: { row in
        let events = row.items.reduce(0) { $0 + $1.events.count }
        let duplicates = events - row.items.count
        let redelivered = row.items.filter { $0.events.count > 1 }
        let delays = redelivered.compactMap(\.delay)
        return [
          .integer(events),
          .integer(row.items.count),
          .integer(duplicates),
          .rate(of: duplicates, in: events),
          .integer(redelivered.count),
          percentile(50, of: delays),
          percentile(95, of: delays),
          delays.max().map { .delay(milliseconds: $0) } ?? .missing,
          .integer(row.items.flatMap(\.events).count { isLate($0) }),
        ]
      })
  }
}

/// All events of one message, recipient and type.
struct OracleIdentity: OracleItem {
  var lifecycle: OracleLifecycle
  var type: Bytes
  var events: [OracleEvent]

  var message: OracleMessage { lifecycle.message }

  func keyPart(_ name: String) -> OracleKeyPart {
    name == "event_type" ? .text(type) : lifecycle.keyPart(name)
  }

  /// Milliseconds from the first to the last arrival.
  var delay: Int64? {
    let arrivals = events.compactMap(\.arrival)
    guard let first = arrivals.min(), let last = arrivals.max() else { return nil }
    return last - first
  }
}

extension OracleLifecycle {
  var identities: [OracleIdentity] {
    Dictionary(grouping: events, by: \.type).map { type, events in
      OracleIdentity(lifecycle: self, type: type, events: events)
    }
  }
}

/// Whether an event arrived more than an hour after it happened.
func isLate(_ event: OracleEvent) -> Bool {
  guard let time = event.time, let arrival = event.arrival else { return false }
  return arrival - time > hour
}
