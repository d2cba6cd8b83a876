import Primitives
import Testing

@testable import Callbacks

@Suite struct FindingsTests {
  /// What the findings are to do, without regard to what it costs.
  private struct Model {
    var all: [(start: Int, arrival: Timestamp?, isKept: Bool)] = []

    mutating func stamp(_ arrival: Timestamp, from place: Int) {
      for index in all.indices[place...] where all[index].arrival == nil {
        all[index].arrival = arrival
      }
    }

    mutating func takeBack(_ range: Range<Int>) {
      for index in range { all[index].isKept = false }
    }
  }

  /// Objects open and close as they do in JSON: what is done concerns all behind a place.
  @Test func `findings are as if each was looked at`() {
    let seed: UInt64 = 29
    var random = SeededGenerator(seed: seed)
    for round in 0..<400 {
      var (findings, model) = (Findings(), Model())
      var open: [Int] = [0]
      for step in 0..<Int.random(in: 1...60, using: &random) {
        let start = open.last ?? 0
        switch Int.random(in: 0..<8, using: &random) {
        case 0: open.append(findings.count)
        case 1 where open.count > 1: open.removeLast()
        case 2:
          findings.removeAll(from: start)
          model.all.removeSubrange(start...)
        case 3:
          let arrival = Timestamp(millisecondsSinceEpoch: Int64(step))
          findings.stamp(arrival, from: start)
          model.stamp(arrival, from: start)
        case 4 where findings.count > start:
          let from = Int.random(in: start..<findings.count, using: &random)
          let range = from..<Int.random(in: from...findings.count, using: &random)
          findings.takeBack([range])
          model.takeBack(range)
        default:
          findings.append(Finding(RawJSON(.object, step, step + 1), .event))
          model.all.append((step, nil, true))
        }
        #expect(findings.count == model.all.count, "seed \(seed), round \(round)")
      }
      var kept: [String] = []
      findings.beginTaking()
      while let finding = findings.first() {
        kept.append("\(finding.raw.start) \(finding.arrival?.description ?? "-")")
        findings.removeFirst()
      }
      let expected = model.all.filter(\.isKept).map {
        "\($0.start) \($0.arrival?.description ?? "-")"
      }
      #expect(kept == expected, "seed \(seed), round \(round)")
    }
  }
}
