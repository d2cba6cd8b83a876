import Foundation
import Lifecycles
import Primitives
import Reports
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// States that would be too large to be read again.
@Suite(.timeLimit(.minutes(30))) struct NightlyStateTests {
  /// A state of homes with messages of as many days each.
  private func state(days counts: [Int]) throws -> NightlyState {
    let first = try #require(ReportDay("2011-01-01"))
    let homeDay = try #require(HomeDay("2026-11-20"))
    var state = NightlyState(parametersDigest: 1, seed: 2)
    var days: [Int: [ReportDay: UInt64]] = [:]
    for count in Set(counts) {
      days[count] = Dictionary(
        uniqueKeysWithValues: (0..<Int64(count)).map { (first.advanced(by: $0), .max) })
    }
    for (number, count) in counts.enumerated() {
      let home = Home(homeDay.advanced(by: number / 24), section: number % 24)
      state.homes[home] = HomeContent(runsDigest: .max, days: days[count] ?? [:])
    }
    state.days[first] = 3
    state.toldIntake = 4
    state.ledgerIdentity = 5
    state.listDigest = 6
    return state
  }

  private func read(_ text: String) -> NightlyState? { NightlyState(text, parametersDigest: 1) }

  @Test func `a state keeps as many homes as it has room for, and everything else`() throws {
    let state = try state(days: [9, 0, 3, 40, 1, 1, 17, 2, 2, 5])
    let whole = state.text()
    #expect(read(whole) == state)
    var withoutHomes = state
    withoutHomes.homes = [:]
    var keptCounts: [Int] = []
    // In steps that no home is shorter than.
    for limit in stride(from: withoutHomes.text().utf8.count, through: whole.utf8.count, by: 29) {
      let text = state.text(limit: limit)
      #expect(text.utf8.count <= limit)
      let left = try #require(read(text))
      var expected = state
      expected.homes = left.homes
      #expect(left == expected && left.text(limit: limit) == text, "\(limit)")
      #expect(left.homes.allSatisfy { state.homes[$0] == $1 })
      let most = left.homes.values.map(\.days.count).max() ?? 0
      let leftOut = state.homes.filter { left.homes[$0.key] == nil }
      #expect(leftOut.values.allSatisfy { $0.days.count >= most }, "\(limit)")
      keptCounts.append(left.homes.count)
    }
    #expect(keptCounts == keptCounts.sorted() && Set(keptCounts).count >= 10)
  }

  @Test func `a state that is written can be read again, however many homes there are`() throws {
    let scratch = try Scratch()
    let folder = NightlyFolder(scratch.path("out"))
    try folder.create()
    try folder.write(state(days: [Int](repeating: 28_000, count: 85)))
    let bytes = try SmallFile.bytes(at: folder.statePath.string, limit: NightlyState.sizeLimit)
    #expect(bytes.count > 60_000_000)
    #expect(String(decoding: bytes.suffix(23), as: UTF8.self) == "told 4\nlist 6\nledger 5\n")
  }

  private func night(_ ledger: TestLedger) async throws -> NightlyPass.Result {
    try await NightlyPass(
      ReportParameters(reports: []), ledger: ledger.folder, output: ledger.scratch.path("out"),
      version: "1", ledger.context
    ).run(ledger.sources())
  }

  @Test func `a night after one that left out homes restates nothing`() async throws {
    let ledger = try TestLedger()
    for day in 5...7 {
      let message = TestMessage("2026-11-0\(day)T10:00:00Z", day)
      try ledger.write(message.event("message-delivered", after: 5), to: "\(day).log")
    }
    _ = try await night(ledger)
    let whole = ledger.scratch.files(below: "out")
    let lines = try #require(whole[".state"]).split(separator: "\n")
    let homes = lines.filter { $0.hasPrefix("home ") }
    #expect(homes.count == 3)
    for leftOut in [[homes[1]], homes] {
      let left = lines.filter { !leftOut.contains($0) }.map { "\($0)\n" }
      try ledger.scratch.write(left.joined().utf8, to: "out/.state")
      #expect(try await night(ledger).restated.isEmpty)
      #expect(ledger.scratch.files(below: "out") == whole)
    }
  }

  @Test func `a state of before that is too large to be read is as good as none`() async throws {
    let ledger = try TestLedger()
    let message = TestMessage("2026-11-05T10:00:00Z", 1)
    try ledger.write(message.event("message-delivered", after: 5), to: "a.log")
    _ = try await night(ledger)
    let path = ledger.scratch.path("out/.state")
    let state = try FileHandle(forWritingTo: URL(filePath: path))
    try state.truncate(atOffset: UInt64(NightlyState.sizeLimit) + 1)
    try state.close()
    #expect(try await night(ledger).untold.count == 1)
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect(try #require(size) < 1000)
  }
}

/// A time zone whose clocks are put otherwise by an update of the system's database.
struct ZoneUpdateTests {
  @Test func `days that begin at other times are made anew`() async throws {
    let ledger = try TestLedger()
    func run(ahead offset: Int32) async throws -> [String] {
      var fixture = TZifFixture()
      fixture.types = [(offset, 0)]
      try ledger.scratch.write(fixture.bytes, to: "zones/Test/Zone")
      let zone = try Zone(named: "Test/Zone", directory: ledger.scratch.path("zones"))
      let pass = NightlyPass(
        ReportParameters(reports: [], zone: zone), ledger: ledger.folder,
        output: ledger.scratch.path("out"), version: "1", ledger.context)
      return try await pass.run(ledger.sources()).restated.map { "\($0.day)" }
    }
    try ledger.write(
      TestMessage("2026-11-05T23:30:00Z", 1).event("message-delivered", after: 5)
        + TestMessage("2026-11-07T12:00:00Z", 2).event("message-delivered", after: 5), to: "a.log")
    #expect(try await run(ahead: 0) == ["2026-11-05", "2026-11-07"])
    #expect(try await run(ahead: 0) == [])
    #expect(try await run(ahead: 3600) == ["2026-11-05", "2026-11-06", "2026-11-07"])
  }
}
