import Testing

@testable import Reports

/// Incidents that are known, because they were planted.
struct PlantedIncidentTests {
  typealias Incident = DrawnTraffic.Incident

  /// What is planted, in how many corpora, by the metric that shows it.
  static let incidents: [(metric: Metric, corpora: UInt64, Incident)] = [
    (.failed, 50, Incident(slice: ["application": "app-0"], code: 4750)),
    (.failed, 50, Incident(slice: ["carrier": "AT&T"])),
    (.failed, 50, Incident(slice: ["sender": "+19195551001"], share: 0.6)),
    (.failed, 50, Incident(slice: ["recipient_area": "305"])),
    (.failed, 50, Incident(slice: ["application": "app-0", "carrier": "Verizon"], share: 0.7)),
    (.failed, 6, Incident(slice: ["recipient_area": "212", "kind": "sms"], share: 0.7)),
    (.failed, 6, Incident(slice: ["application": "app-0", "carrier": "Verizon"], code: 4750)),
    (.failed, 6, Incident(slice: [:], share: 0.15, code: 4406)),
    (.receiptExpired, 6, Incident(slice: ["carrier": "Verizon"], share: 0.4, code: 9902)),
    (.latencyP95, 6, Incident(slice: ["application": "app-0"], effect: .slowness)),
    (.receiptLate, 20, Incident(slice: ["carrier": "AT&T"], effect: .lateReceipts)),
    (.receiptLate, 6, Incident(slice: ["carrier": "AT&T"], effect: .lateReceipts, lead: 900_000)),
    (.duplicates, 6, Incident(slice: ["application": "app-0"], effect: .duplicates)),
    (.volume, 6, Incident(slice: ["carrier": "AT&T"], share: 0.95, effect: .silence)),
    (.failed, 20, Incident(slice: ["carrier": "AT&T"], share: 0.8, code: 4750, lead: 600_000)),
    (.failed, 20, Incident(slice: ["application": "app-0"], share: 0.9, lead: 1_500_000)),
    (.failed, 20, Incident(slice: ["recipient_area": "305"], share: 0.9, lead: 2_400_000)),
    (.latencyP95, 6, Incident(slice: ["application": "app-0"], effect: .slowness, lead: 900_000)),
  ]

  @Test(arguments: incidents.indices)
  func `what was planted is named first`(number: Int) {
    let (metric, corpora, incident) = Self.incidents[number]
    var story = incident.story
    // There the code is what the metric asks for.
    if metric == .receiptExpired { story["error_code"] = nil }
    for seed in 0..<corpora {
      let traffic = DrawnTraffic(seed: UInt64(number * 1000) + seed, incident)
      let first = traffic.explanation(metric).slices.first
      let names = first.map { [$0.members] + $0.also } ?? []
      #expect(
        names.contains { $0.texts == story },
        "seed \(seed), \(metric), \(incident.slice): \(names.map(\.texts))")
    }
  }

  @Test(arguments: Metric.allCases)
  func `without an incident nothing is named`(metric: Metric) {
    for seed in UInt64(50_000)..<(metric == .failed ? 50_050 : 50_006) {
      let explanation = DrawnTraffic(seed: seed).explanation(metric)
      let named = (explanation.slices + explanation.opposite).map(\.members.texts)
      #expect(named.isEmpty, "seed \(seed), \(metric)")
    }
  }
}
