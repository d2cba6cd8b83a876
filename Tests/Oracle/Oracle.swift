/// Computes every report from the contract's own words, slowly and without any code of the product.
///
/// `quality` holds what the decompressed bytes say; `status`, `compressed_bytes` and `detail` are
/// left to the caller, as is `compressed_bytes` of the accounting.
///
/// - Parameters:
///   - archives: names and decompressed bytes; no name twice.
///   - options: what to compute them for.
/// - Returns: the reports by name; the accounting by member; first and last time covered, in
///   milliseconds since the epoch.
public func oracleReports(
  archives: [(name: String, text: [UInt8])], options: OracleOptions
) -> (
  reports: [String: OracleReport], accounting: [String: Int64],
  coverage: (start: Int64?, end: Int64?)
) {
  let (population, coverageStart) = population(archives, options)
  return (
    [
      "delivery": population.deliveryReport,
      "failures": population.failuresReport,
      "mms-group": population.mmsGroupReport,
      "inbound": population.inboundReport,
      "redelivery": population.redeliveryReport,
      "quality": population.qualityReport,
    ],
    population.accounting, (coverageStart, population.coverageEnd)
  )
}

/// Computes the table of lifecycles, its rows in the order of message ids and recipients.
public func oracleLifecycles(
  archives: [(name: String, text: [UInt8])], options: OracleOptions
) -> OracleReport {
  population(archives, options).0.lifecycleTable
}

private func population(
  _ archives: [(name: String, text: [UInt8])], _ options: OracleOptions
) -> (OraclePopulation, coverageStart: Int64?) {
  let read = archives.map { OracleArchive(name: $0.name, text: $0.text) }
  let events = read.flatMap(\.events)
  // One wild clock must not move the coverage.
  let times = (events.compactMap(\.time) + events.compactMap(\.arrival))
    .filter { $0 <= options.now + day }
  let population = OraclePopulation(
    archives: read, lifecycles: lifecycles(of: events), options: options,
    coverageEnd: options.asOf ?? times.max())
  return (population, times.min())
}

private func lifecycles(of events: [OracleEvent]) -> [OracleLifecycle] {
  Dictionary(grouping: events, by: \.messageID).flatMap { id, events in
    let message = OracleMessage(id: id, events: events)
    return Set(events.map(\.recipient)).map { recipient in
      OracleLifecycle(message: message, recipient: recipient)
    }
  }
}

/// The ids of the messages whose inbound events disagree about their text or their recipients.
///
/// Which of them counts goes by a hash, so nothing but the product can say what the reports hold.
public func messagesLeftToAHash(in archives: [(name: String, text: [UInt8])]) -> [[UInt8]] {
  let events = archives.flatMap { OracleArchive(name: $0.name, text: $0.text).events }
  let inbound = Dictionary(grouping: events.filter { $0.direction == .inbound }, by: \.messageID)
  return inbound.filter { _, events in
    Set(events.compactMap(\.inboundText)).count > 1
      || Set(events.map(\.recipientSet).filter { !$0.isEmpty }).count > 1
  }.keys.sorted(by: precedes)
}
