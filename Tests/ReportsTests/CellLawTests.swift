import Primitives
import TestSupport
import Testing

@testable import Lifecycles
@testable import Reports

/// A cell with random contents.
private protocol Drawable: Mergeable {
  mutating func draw(_ draw: inout Draw)
}

/// Draws from few values, so that cells tie.
private struct Draw {
  var generator: SeededGenerator

  mutating func count() -> Int64 { Int64.random(in: 0...3, using: &generator) }

  mutating func time() -> Timestamp? {
    [nil, Timestamp(millisecondsSinceEpoch: count() * 30_000)].randomElement(using: &generator)
      ?? nil
  }

  mutating func latencies() -> LatencyHistogram {
    var histogram = LatencyHistogram()
    for _ in 0..<count() { histogram.record(count() * 1001) }
    return histogram
  }

  mutating func outcomes() -> OutcomeCounts {
    var outcomes = OutcomeCounts()
    outcomes.delivered = count()
    outcomes.handedOff = count()
    outcomes.failed = count()
    outcomes.receiptExpired = count()
    outcomes.contradictory = count()
    outcomes.inFlight = count()
    return outcomes
  }
}

extension DeliveryCell: Drawable {
  fileprivate mutating func draw(_ draw: inout Draw) {
    messages = draw.count()
    recipients = draw.count()
    outcomes = draw.outcomes()
    read = draw.count()
    segments = draw.count()
    latency = draw.latencies()
  }
}

extension FailuresCell: Drawable {
  fileprivate mutating func draw(_ draw: inout Draw) {
    messages = draw.count()
    for _ in 0..<draw.count() {
      count(.init(time: draw.time(), code: nil), of: Array("m\(draw.count())".utf8))
    }
  }
}

extension MMSGroupCell: Drawable {
  fileprivate mutating func draw(_ draw: inout Draw) {
    messages = draw.count()
    recipients = draw.count()
    outcomes = draw.outcomes()
    silent = draw.count()
    complete = draw.count()
    partial = draw.count()
    none = draw.count()
    for _ in 0..<draw.count() { copies.insert(signature: UInt64(draw.count()), at: draw.time()) }
  }
}

extension InboundCell: Drawable {
  fileprivate mutating func draw(_ draw: inout Draw) {
    messages = draw.count()
    sms = draw.count()
    mms = draw.count()
    group = draw.count()
    rbm = draw.count()
    segments = draw.count()
    optOuts = draw.count()
    optIns = draw.count()
    helpRequests = draw.count()
  }
}

extension RedeliveryCell: Drawable {
  fileprivate mutating func draw(_ draw: inout Draw) {
    events = draw.count()
    unique = draw.count()
    redelivered = draw.count()
    late = draw.count()
    delay = draw.latencies()
  }
}

struct CellLawTests {
  private func expectLaws<Cell: Drawable>(_ type: Cell.Type, seed: UInt64) {
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
