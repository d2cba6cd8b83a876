import Callbacks
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Up to when archives tell what happened: clocks are believed for a day.
@Suite struct CoverageTests {
  private static let now = Corpus.now
  private static let latest = now.advanced(byMilliseconds: 86_400_000)

  private func coverage(_ members: String) throws -> Coverage {
    let ledger = try TestLedger()
    try ledger.write(#"{"type":"message-sent","message":{"id":"a"},\#(members)}"#, to: "a.log")
    var ingest = Ingest(now: Self.now)
    for source in try ledger.sources() { try ingest.read(source) }
    return ingest.coverage
  }

  /// The sender's clock and the receiver's: what one of them says matters, whatever the other does.
  @Test(arguments: [("time", "@timestamp"), ("@timestamp", "time")])
  func `a clock may be a day ahead and no more`(member: String, other: String) throws {
    let wild = Self.latest.advanced(byMilliseconds: 1)
    for (time, end) in [(Self.latest, Self.latest), (wild, Self.now)] {
      let coverage = try coverage(#""\#(member)":"\#(time)","\#(other)":"\#(Self.now)""#)
      #expect(coverage.start == Self.now && coverage.end == end)
    }
  }
}
