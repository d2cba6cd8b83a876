extension OraclePopulation {
  var failuresReport: OracleReport {
    table(
      bucket: "none", ownKeys: ["error_code"],
      columns: [
        "name", "side", "reported_by", "retryable", "billable", "messages", "recipients", "share",
        "first_failed_at", "last_failed_at", "sample_message_id",
      ],
      of: lifecycles.filter { $0.direction == .outbound && $0.firstFailed != nil }, rank: \.count,
      cells: { row in
        let lifecycles = row.items
        let entry = catalogueEntry(row.key.isOther ? nil : lifecycles[0].firstFailed?.errorCode)
        let times = lifecycles.compactMap { $0.firstFailed?.time }
        return [
          entry.name.map { .text($0) } ?? .missing,
          .text(entry.side), .text(entry.reporter), .text(entry.retryable), .text(entry.billable),
          .integer(distinctMessages(lifecycles)),
          .integer(lifecycles.count),
          .rate(of: lifecycles.count, in: row.itemsOfPeriod.count),
          .time(known: times.min()),
          .time(known: times.max()),
          .text(sample(of: lifecycles)),
        ]
      })
  }

  /// The id of the message that failed first, the smallest of several.
  private func sample(of lifecycles: [OracleLifecycle]) -> Bytes {
    func time(_ lifecycle: OracleLifecycle) -> Int64 { lifecycle.firstFailed?.time ?? .max }
    let first = lifecycles.map(time).min()
    return lifecycles.filter { time($0) == first }.map(\.message.id).min(by: precedes) ?? []
  }
}
