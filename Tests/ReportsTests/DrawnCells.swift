import Primitives

@testable import Lifecycles
@testable import Reports

/// A cell with random contents.
protocol DrawnCell: ReportCell {
  mutating func draw(_ draw: inout Draw)
}

/// Draws from few values, so that cells tie.
struct Draw {
  var generator: SeededGenerator

  /// A small number.
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
    outcomes.receiptExpired = count()
    outcomes.failed = outcomes.receiptExpired + count()
    outcomes.contradictory = count()
    outcomes.inFlight = count()
    return outcomes
  }
}

extension DeliveryCell: DrawnCell {
  mutating func draw(_ draw: inout Draw) {
    messages = draw.count()
    recipients = draw.count()
    outcomes = draw.outcomes()
    read = draw.count()
    segments = draw.count()
    latency = draw.latencies()
  }
}

extension FailuresCell: DrawnCell {
  mutating func draw(_ draw: inout Draw) {
    messages = draw.count()
    for _ in 0..<draw.count() {
      count(.init(time: draw.time(), code: nil), of: Array("m\(draw.count())".utf8))
    }
  }
}

extension MMSGroupCell: DrawnCell {
  mutating func draw(_ draw: inout Draw) {
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

extension InboundCell: DrawnCell {
  mutating func draw(_ draw: inout Draw) {
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

extension RedeliveryCell: DrawnCell {
  mutating func draw(_ draw: inout Draw) {
    unique = draw.count()
    events = unique + draw.count()
    redelivered = draw.count()
    late = draw.count()
    delay = draw.latencies()
  }
}
