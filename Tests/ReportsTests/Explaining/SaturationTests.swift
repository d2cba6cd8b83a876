import Primitives
import Testing

@testable import Reports

/// Where nearly everything is hit, what is left and what is not hit tell the story.
@Suite struct SaturationTests {
  private static let hour = DrawnTraffic.hour

  /// Drawn traffic of which a part of the window, that of some recipients, fails with a code; with any
  /// as they come if there is none.
  private func traffic(
    seed: UInt64, _ slice: [String: String], share: Double, code: Int64?
  ) -> DrawnTraffic {
    var generator = SeededGenerator(seed: seed)
    var traffic = DrawnTraffic(seed: seed)
    traffic.change { recipient in
      guard recipient.isInWindow, recipient.code == nil, recipient.lies(in: slice),
        Double.random(in: 0..<1, using: &generator) < share
      else { return }
      recipient.code = code ?? DrawnTraffic.codes.randomElement(using: &generator)
    }
    return traffic
  }

  @Test(arguments: [0.9, 1])
  func `a carrier that fails altogether is one story`(share: Double) {
    for seed in UInt64(70_000)..<70_020 {
      let explanation = traffic(seed: seed, ["carrier": "AT&T"], share: share, code: 4750)
        .explanation(.failed)
      let told = explanation.named.map(\.members.texts)
      #expect(told == [["carrier": "AT&T", "error_code": "4750"]], "seed \(seed): \(told)")
    }
  }

  @Test(arguments: [0.6, 1])
  func `that no other code is left to fail with is no second story`(share: Double) {
    for seed in UInt64(73_000)..<73_010 {
      // So many that a few in a hundred are sure.
      var traffic = DrawnTraffic(
        (0..<6).flatMap { DrawnTraffic(seed: seed * 10 + $0).recipients })
      var generator = SeededGenerator(seed: seed)
      traffic.change { recipient in
        guard recipient.isInWindow, recipient.lies(in: ["carrier": "AT&T"]),
          Double.random(in: 0..<1, using: &generator) < share
        else { return }
        recipient.code = 4750
      }
      let told = traffic.explanation(.failed).named.map(\.members.texts)
      #expect(told == [["carrier": "AT&T", "error_code": "4750"]], "seed \(seed): \(told)")
    }
  }

  @Test(arguments: [0.4, 0.9, 1])
  func `where everything fails no slice is to blame`(share: Double) {
    for seed in UInt64(71_000)..<71_020 {
      let explanation = traffic(seed: seed, [:], share: share, code: nil).explanation(.failed)
      #expect(explanation.wholeChanged)
      let told = explanation.named.map(\.members.texts).filter { $0["error_code"] == nil }
      #expect(told.isEmpty, "seed \(seed): \(told)")
    }
  }

  @Test(arguments: [0.4, 1])
  func `where all receipts are late no slice is to blame`(share: Double) {
    for seed in UInt64(72_000)..<72_020 {
      var generator = SeededGenerator(seed: seed)
      var traffic = DrawnTraffic(seed: seed)
      traffic.change { recipient in
        // A few are always late, of pictures rather than of texts.
        let usual = recipient.values["kind"] == "mms" ? 0.05 : 0.005
        let isLate =
          Double.random(in: 0..<1, using: &generator) < (recipient.isInWindow ? share : usual)
        if isLate { recipient.latency = Metric.patience + 1 }
      }
      let explanation = traffic.explanation(.receiptLate)
      #expect(explanation.wholeChanged)
      let told = explanation.named.map(\.members.texts)
      #expect(told.isEmpty, "seed \(seed): \(told)")
    }
  }
}
