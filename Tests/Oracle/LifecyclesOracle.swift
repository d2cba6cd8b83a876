extension OraclePopulation {
  /// A row for every lifecycle in the window, in the order of message ids and recipients.
  var lifecycleTable: OracleReport {
    let rows = lifecycles.filter { isInWindow($0.message) }.sorted { left, right in
      left.message.id == right.message.id
        ? precedes(left.recipient, right.recipient) : precedes(left.message.id, right.message.id)
    }.map(row)
    return OracleReport(
      columns: Self.factColumns + Self.outcomeColumns + Self.eventColumns
        + Self.types.flatMap { ["\($0.column)_at", "\($0.column)_events"] }
        + ["unknown_events", "unknown_types"],
      rows: rows)
  }

  private static let factColumns = [
    "message_id", "recipient", "direction", "kind", "created_at", "application", "sender",
    "sender_type", "recipient_area", "carrier", "tag", "channel", "priority", "group_size",
    "segment_count", "media_count", "keyword",
  ]
  private static let outcomeColumns = [
    "outcome", "receipt_expired", "error_code", "error_name", "latency_ms",
  ]
  private static let eventColumns = [
    "events", "duplicates", "late", "first_arrival_at", "last_arrival_at",
  ]

  /// The known types, in the order of their columns.
  private static let types: [(column: String, type: String)] = [
    ("sending", "message-sending"), ("sent", "message-sent"), ("delivered", "message-delivered"),
    ("failed", "message-failed"), ("rejected", "message-rejected-forbidden-country"),
    ("read", "message-read"), ("received", "message-received"),
    ("suggestion_response", "suggestion-response"),
    ("location_response", "requested-location-response"),
  ]

  private func row(_ lifecycle: OracleLifecycle) -> [OracleCell] {
    facts(lifecycle) + outcomeCells(lifecycle) + eventCells(lifecycle)
      + Self.types.flatMap { typeCells(lifecycle, $0.type) } + unknownCells(lifecycle)
  }

  private func facts(_ lifecycle: OracleLifecycle) -> [OracleCell] {
    let message = lifecycle.message
    func keys(_ names: String...) -> [OracleCell] { names.map { lifecycle.keyPart($0).cell } }
    return [.text(message.id)] + keys("recipient", "direction", "kind")
      + [.time(known: message.creation)]
      + keys(
        "application", "sender", "sender_type", "recipient_area", "carrier", "tag", "channel",
        "priority", "group_size", "segment_count")
      + [
        .integer(message.mediaCount), message.keyword.map { .text($0.rawValue) } ?? .missing,
      ]
  }

  private func outcomeCells(_ lifecycle: OracleLifecycle) -> [OracleCell] {
    let code = lifecycle.firstFailed?.errorCode
    let error = [
      lifecycle.keyPart("error_code").cell,
      code.flatMap { catalogueEntry($0).name }.map { .text($0) } ?? .missing,
    ]
    guard lifecycle.direction == .outbound else {
      return [.missing, .missing] + error + [.missing]
    }
    let outcome = outcome(lifecycle)
    let latency = outcome == .delivered ? lifecycle.latency : nil
    return [.text(outcome.name), .boolean(outcome == .failed && code == 9902)] + error
      + [latency.map { .integer($0) } ?? .missing]
  }

  private func eventCells(_ lifecycle: OracleLifecycle) -> [OracleCell] {
    let arrivals = lifecycle.events.compactMap(\.arrival)
    return [
      .integer(lifecycle.events.count),
      .integer(lifecycle.events.count - lifecycle.identities.count),
      .integer(lifecycle.events.count { isLate($0) }),
      .time(known: arrivals.min()), .time(known: arrivals.max()),
    ]
  }

  private func typeCells(_ lifecycle: OracleLifecycle, _ type: String) -> [OracleCell] {
    let events = lifecycle.events.filter { $0.type == Array(type.utf8) }
    return [.time(known: events.compactMap(\.time).min()), .integer(events.count)]
  }

  private func unknownCells(_ lifecycle: OracleLifecycle) -> [OracleCell] {
    let unknown = lifecycle.events.filter(\.isOfUnknownType)
    let names = Set(unknown.map(\.type)).filter { !$0.isEmpty }.sorted(by: precedes)
    let list = Bytes(names.joined(separator: Array(";".utf8)))
    return [.integer(unknown.count), list.isEmpty ? .missing : .text(list)]
  }
}

extension OracleOutcome {
  fileprivate var name: String {
    switch self {
    case .contradictory: "contradictory"
    case .failed: "failed"
    case .handedOff: "handed_off"
    case .delivered: "delivered"
    case .inFlight: "in_flight"
    }
  }
}
