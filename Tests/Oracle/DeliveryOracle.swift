extension OraclePopulation {
  var deliveryReport: OracleReport {
    table(
      bucket: "1h", by: ["application"],
      columns: [
        "messages", "recipients", "delivered", "handed_off", "failed", "receipt_expired",
        "contradictory", "in_flight", "delivery_rate", "delivery_rate_without_expired", "read",
        "segments", "latency_p50_ms", "latency_p90_ms", "latency_p95_ms", "latency_p99_ms",
        "latency_max_ms", "provisional",
      ],
      of: lifecycles.filter { $0.direction == .outbound }, rank: \.count,
      cells: { row in
        let lifecycles = row.items
        let outcomes = OracleOutcomeCounts(lifecycles, in: self)
        let confirmed = outcomes.delivered + outcomes.failed + outcomes.contradictory
        let latencies = lifecycles.filter { outcome($0) == .delivered }.compactMap(\.latency)
        return [
          .integer(distinctMessages(lifecycles)),
          .integer(lifecycles.count),
        ] + outcomes.cells + [
          .rate(of: outcomes.delivered, in: confirmed),
          .rate(of: outcomes.delivered, in: confirmed - outcomes.receiptExpired),
          .integer(lifecycles.count { $0.isRead }),
          .integer(lifecycles.reduce(0) { $0 + ($1.message.segmentCount ?? 0) }),
          percentile(50, of: latencies), percentile(90, of: latencies),
          percentile(95, of: latencies), percentile(99, of: latencies),
          latencies.max().map { .integer($0) } ?? .missing,
          .boolean(isProvisional(row.key)),
        ]
      })
  }
}

/// How many outbound lifecycles have come to what.
struct OracleOutcomeCounts {
  var delivered: Int
  var handedOff: Int
  var failed: Int
  /// Of the failed ones.
  var receiptExpired: Int
  var contradictory: Int
  var inFlight: Int

  init(_ lifecycles: [OracleLifecycle], in population: OraclePopulation) {
    func count(_ outcome: OracleOutcome) -> Int {
      lifecycles.count { population.outcome($0) == outcome }
    }
    delivered = count(.delivered)
    handedOff = count(.handedOff)
    failed = count(.failed)
    receiptExpired = lifecycles.count {
      population.outcome($0) == .failed && $0.firstFailed?.errorCode == 9902
    }
    contradictory = count(.contradictory)
    inFlight = count(.inFlight)
  }

  /// `delivered`, `handed_off`, `failed`, `receipt_expired`, `contradictory` and `in_flight`.
  var cells: [OracleCell] {
    [delivered, handedOff, failed, receiptExpired, contradictory, inFlight].map {
      .integer(Int64($0))
    }
  }
}
