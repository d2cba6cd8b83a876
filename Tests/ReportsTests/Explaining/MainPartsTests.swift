import Callbacks
import Foundation
import Primitives
import Testing

@testable import Reports

/// Of what a slice consists that several values share.
@Suite struct MainPartsTests {
  private static let codes: [Int64] = [4720, 4750, 4775, 4770]

  /// Two hours of twenty tags, of which some fail with one code in the second hour, and others more or less
  /// than usual.
  private func traffic(hit: Int, share: Double = 0.33, seed: UInt64) -> DrawnTraffic {
    var generator = SeededGenerator(seed: seed)
    let recipients = (0..<12_000).map { number in
      let tag = number % 20
      var recipient = DrawnRecipient(
        values: [
          "tag": "tag-\(tag)", "sender": "+1919555\(1000 + tag)",
          "carrier": "carrier-\(number / 20 % 7)",
        ], created: 2 * DrawnTraffic.hour * Int64(number) / 12_000)
      if Double.random(in: 0..<1, using: &generator) < 0.05 {
        recipient.code = Self.codes.randomElement(using: &generator)
      }
      if recipient.isInWindow, tag < hit, Double.random(in: 0..<1, using: &generator) < share {
        recipient.code = 4770
      }
      return recipient
    }
    return DrawnTraffic(recipients)
  }

  @Test(arguments: [3, 5, 8], [1, 2, 3] as [UInt64])
  func `the values that share a fault are told`(count: Int, seed: UInt64) throws {
    let traffic = traffic(hit: count, seed: seed)
    let explanation = traffic.explanation(.failed)
    let slice = try #require(explanation.slices.first)
    #expect(slice.members.texts == ["error_code": "4770"])
    let parts = slice.mostly
    // Each tag has a sender of its own, and the first dimension in order is taken.
    #expect(Set(parts.map(\.member.dimension)) == [.sender])
    #expect(
      Set(parts.map { [$0.member].texts["sender"] ?? "" })
        == Set((0..<count).map { "+1919555\(1000 + $0)" }))
    for part in parts {
      let hits = traffic.recipients.filter {
        $0.lies(in: [part.member].texts) && $0.code == 4770
      }
      #expect(part.window.hits == hits.count(where: \.isInWindow))
      #expect(part.baseline.hits == hits.count { !$0.isInWindow })
      #expect(part.window.trials == 300 && part.baseline.trials == 300)
    }
    #expect(parts.map(\.excess) == parts.map(\.excess).sorted(by: >))
    for workers in [2, 3] {
      let other = traffic.explanation(.failed, workers: workers, reversed: workers == 3)
      #expect(other.slices.first?.mostly.map(\.member) == parts.map(\.member))
    }
  }

  /// A single one is the slice itself, and what many share says nothing of any.
  @Test(arguments: [(1, 0.5), (15, 0.2), (20, 0.2)])
  func `a slice that is one value, or spread over many, has none`(hit: Int, share: Double) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let explanation = traffic(hit: hit, share: share, seed: seed).explanation(.failed)
      let slice = try #require(explanation.slices.first)
      #expect(slice.members.texts["error_code"] == "4770")
      #expect(slice.mostly.isEmpty, "\(slice.mostly)")
      #expect(!explanation.text(.utc, Coverage(), .file).contains("mostly"))
    }
  }

  @Test func `they are shown below the slice`() throws {
    let explanation = traffic(hit: 3, seed: 1).explanation(.failed)
    let lines = explanation.text(.utc, Coverage(), .file).split(separator: "\n")
    let first = try #require(lines.firstIndex { $0.hasPrefix("     mostly sender=+1919555100") })
    #expect(lines[first + 1].hasPrefix("            sender=+1919555100"))
    #expect(lines[first...].prefix(2).allSatisfy { $0.hasSuffix("%)") })
  }

  @Test func `a slice is a line of NDJSON, whatever it consists of`() throws {
    let explanation = traffic(hit: 3, seed: 1).explanation(.failed)
    #expect(explanation.slices.contains { $0.mostly.count > 1 })
    let lines = explanation.ndjson.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == explanation.slices.count)
    for (line, slice) in zip(lines, explanation.slices) {
      let row = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      #expect((row?["mostly"] as? [Any])?.count == slice.mostly.count)
    }
  }
}
