import Primitives
import Testing

@testable import Reports

/// What holds for every explanation, whatever it explains.
struct ExplanationLawTests {
  static let incident = DrawnTraffic.Incident(slice: ["application": "app-1"], code: 4770)

  @Test(
    arguments: [(.failed, .failure), (.duplicates, .duplicates), (.volume, .silence)]
      as [(Metric, DrawnTraffic.Effect)])
  func `workers and order change nothing`(metric: Metric, effect: DrawnTraffic.Effect) {
    var incident = Self.incident
    incident.effect = effect
    if effect == .silence { incident.share = 1 }
    let traffic = DrawnTraffic(seed: 7, incident)
    let explanation = traffic.explanation(metric)
    #expect(!explanation.named.isEmpty)
    let expected = explanation.shownRows
    for workers in [2, 5] {
      #expect(traffic.explanation(metric, workers: workers).shownRows == expected)
      #expect(
        traffic.explanation(metric, workers: workers, reversed: true).shownRows == expected)
    }
  }

  /// Two incidents, recounted from the recipients as they were drawn.
  @Test func `the numbers are those of the recipients`() {
    let counts = (UInt64(0)..<10).map(recount)
    #expect(counts.allSatisfy { $0 > 0 } && counts.reduce(0, +) >= 17, "\(counts)")
  }

  /// - Returns: How many slices were named.
  private func recount(seed: UInt64) -> Int {
    let traffic = DrawnTraffic(seed: seed, Self.incident).with(
      DrawnTraffic.Incident(slice: ["recipient_area": "305"], share: 0.7), seed: seed)
    let explanation = traffic.explanation(.failed)
    var left = traffic.recipients
    #expect(explanation.window.hits == left.count { $0.isInWindow && $0.code != nil })
    #expect(explanation.window.trials == left.count(where: \.isInWindow))
    #expect(explanation.baseline.hits == left.count { !$0.isInWindow && $0.code != nil })
    #expect(explanation.baseline.trials == left.count { !$0.isInWindow })
    for slice in explanation.named {
      let values = slice.members.texts
      let chances = left.filter { $0.lies(in: values.filter { $0.key != "error_code" }) }
      let hits = chances.filter { $0.code != nil && $0.lies(in: values) }
      #expect(slice.window.hits == hits.count(where: \.isInWindow), "\(values)")
      #expect(slice.window.trials == chances.count(where: \.isInWindow), "\(values)")
      #expect(slice.baseline.hits == hits.count { !$0.isInWindow }, "\(values)")
      #expect(slice.baseline.trials == chances.count { !$0.isInWindow }, "\(values)")
      // Who failed with a code that is told of could have failed with another.
      if values["error_code"] == nil {
        left.removeAll { $0.lies(in: values) }
      } else {
        for index in left.indices where left[index].lies(in: values) { left[index].code = nil }
      }
    }
    return explanation.named.count
  }
}

extension DrawnTraffic {
  /// The same traffic with another incident on top.
  fileprivate func with(_ incident: Incident, seed: UInt64) -> DrawnTraffic {
    var generator = SeededGenerator(seed: seed ^ 0xABCD)
    var traffic = self
    traffic.change { recipient in
      guard recipient.isInWindow, recipient.lies(in: incident.slice),
        Double.random(in: 0..<1, using: &generator) < incident.share
      else { return }
      recipient.code = recipient.code ?? Self.codes.randomElement(using: &generator)
    }
    return traffic
  }
}

extension Explanation {
  /// As text, which tells more when it differs.
  fileprivate var shownRows: String { String(decoding: ndjson, as: UTF8.self) }
}
