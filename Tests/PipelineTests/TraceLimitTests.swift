import Archives
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// The messages of a number have ids of any length, for anybody may send such callbacks.
@Suite struct TraceLimitTests {
  private static func event(_ number: Int, idLength: Int) -> String {
    let id = "17951400000\(10 + number)" + String(repeating: "x", count: idLength)
    return """
      {"type":"message-sent","time":"2026-11-20T10:00:00Z","to":"+19195550102","message":\
      {"id":"\(id)","direction":"out","from":"+19195550101"}}
      """
  }

  @Test(arguments: [1, 2])
  func `as many are listed as memory has room for`(archiveCount: Int) async throws {
    let ledger = try TestLedger()
    for archive in 0..<archiveCount {
      let events = (0..<24 / archiveCount).map { number in
        Self.event(archive * 12 + number, idLength: 900_000)
      }
      try ledger.write(events.joined(separator: "\n"), to: "\(archive).log")
    }
    let pass = TracePass(ReportParameters(reports: [.delivery]), ledger.context)
    let number = Array("+19195550102".utf8)
    let found = try await pass.messages(of: number, limit: 24, in: ledger.sources())
    let trace = try #require(found.trace)
    #expect(trace.total == 24)
    // 8 MiB of them.
    #expect(trace.rowsLeftOut == 15)
  }

  @Test func `long ids are not looked for`() {
    let limits = ScanLimits(idCount: 2)
    let short = (0..<3).map { Array("17951400000\($0)".utf8) }
    #expect(!limits.areTooMany(TextSet(Array(short.prefix(2)))))
    #expect(limits.areTooMany(TextSet(short)))
    #expect(!limits.areTooMany(TextSet([[UInt8](repeating: 1, count: 512)])))
    #expect(limits.areTooMany(TextSet([[UInt8](repeating: 1, count: 513)])))
  }
}
