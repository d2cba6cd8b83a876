import Primitives
import TestSupport
import Testing

@testable import Lifecycles
@testable import Reports

struct CellLawTests {
  private func expectLaws<Cell: DrawnCell>(_ type: Cell.Type, seed: UInt64) {
    var draw = Draw(generator: SeededGenerator(seed: seed))
    let cells = (0..<7).map { _ in
      var cell = Cell.identity
      cell.draw(&draw)
      return cell
    }
    // Without cells that differ, the laws would say nothing.
    #expect(cells.contains { $0 != cells[0] }, "seed \(seed)")
    expectMergeLaws(cells)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `cells merge by the laws`(seed: UInt64) {
    expectLaws(DeliveryCell.self, seed: seed)
    expectLaws(FailuresCell.self, seed: seed)
    expectLaws(MMSGroupCell.self, seed: seed)
    expectLaws(InboundCell.self, seed: seed)
    expectLaws(RedeliveryCell.self, seed: seed)
  }

  @Test func `nothing is lost in a merge`() {
    let seed: UInt64 = 3
    var draw = Draw(generator: SeededGenerator(seed: seed))
    for round in 0..<200 {
      var (a, b) = (DeliveryCell(), DeliveryCell())
      a.draw(&draw)
      b.draw(&draw)
      let both = a.merged(with: b)
      #expect(both.messages == a.messages + b.messages)
      #expect(both.segments == a.segments + b.segments)
      #expect(both.confirmed == a.confirmed + b.confirmed, "seed \(seed), round \(round)")
      #expect(both.latency.count == a.latency.count + b.latency.count)
      #expect(both.latency.maximum == [a, b].compactMap(\.latency.maximum).max())
    }
  }

  @Test func `the sample is the earliest failure, ties by bytes, unknown times last`() {
    func cell(_ failures: (Int64?, String)...) -> FailuresCell {
      var cell = FailuresCell()
      for (time, id) in failures {
        let time = time.map(Timestamp.init(millisecondsSinceEpoch:))
        cell.count(.init(time: time, code: nil), of: Array(id.utf8))
      }
      return cell
    }
    func sample(_ cell: FailuresCell) -> String? {
      cell.sample.map { String(decoding: $0.messageID, as: UTF8.self) }
    }
    #expect(sample(cell()) == nil)
    #expect(sample(cell((nil, "a"), (5, "z"))) == "z")
    #expect(sample(cell((5, "b"), (4, "z"), (4, "y"))) == "y")
    #expect(sample(cell((nil, "b"), (nil, "a"))) == "a")
    let merged = cell((5, "b")).merged(with: cell((5, "B"), (9, "A")))
    #expect(sample(merged) == "B")
    #expect(merged.firstFailure == Timestamp(millisecondsSinceEpoch: 5))
    #expect(merged.lastFailure == Timestamp(millisecondsSinceEpoch: 9))
    #expect(merged.recipients == 3)
  }
}
