import Primitives
import Testing

@testable import Reports

/// Until when a slice that is named stays as it was in the window.
@Suite struct AftermathTests {
  private static let minute: Int64 = 60_000

  /// Four hours of traffic; a carrier fails from the third on, until so many minutes behind it.
  private func end(minutes: Int64?, seed: UInt64) -> (isNamed: Bool, end: Timestamp?) {
    var traffic = DrawnTraffic(
      seed: seed, DrawnTraffic.Incident(slice: ["carrier": "none"], lead: 2 * DrawnTraffic.hour - 1)
    )
    // What was before the baseline is after the window.
    traffic.change { recipient in
      if recipient.created < 0 { recipient.created = 2 * DrawnTraffic.hour - recipient.created }
      let end = minutes.map { 2 * DrawnTraffic.hour + $0 * Self.minute } ?? .max
      if recipient.values["carrier"] == "AT&T",
        (DrawnTraffic.hour..<end).contains(recipient.created), recipient.code == nil
      {
        recipient.code = 4750
      }
    }
    let coverageEnd = DrawnTraffic.end.advanced(byMilliseconds: 2 * DrawnTraffic.hour)
    let explanation = traffic.explanation(.failed, coverage: Coverage(end: coverageEnd))
    let first = explanation.slices.first
    return (first?.members.texts == ["carrier": "AT&T", "error_code": "4750"], first?.end)
  }

  @Test(arguments: [0, 20, 65, nil] as [Int64?])
  func `the end is told, unless the archives end before it`(minutes: Int64?) {
    for seed in UInt64(0)..<6 {
      let (isNamed, end) = end(minutes: minutes, seed: 9000 + seed)
      #expect(isNamed, "seed \(seed)")
      let truth = minutes.map { DrawnTraffic.end.advanced(byMilliseconds: $0 * Self.minute) }
      guard let truth, let end else {
        #expect(truth == end)
        continue
      }
      let error = abs(end.millisecondsSinceEpoch - truth.millisecondsSinceEpoch)
      #expect(error < 5 * Self.minute, "seed \(seed): \(end), not \(truth)")
    }
  }

  @Test func `a window up to the end has nothing behind it`() {
    let incident = DrawnTraffic.Incident(slice: ["carrier": "AT&T"], code: 4750)
    let traffic = DrawnTraffic(seed: 1, incident)
    #expect(
      traffic.explanation(.failed, coverage: Coverage(end: DrawnTraffic.end)).slices.first?.end
        == nil)
  }
}
