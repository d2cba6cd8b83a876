import Archives
import Callbacks
import Lifecycles
import Primitives
import Reports
import Runs
import TestSupport
import Testing

@testable import Pipeline

/// Journals whose checksums are right, and which nobody has written so.
@Suite struct JournalSoundnessTests {
  private let journal: Journal

  init() async throws {
    let ledger = try TestLedger()
    for night in 0..<3 {
      let message = TestMessage("2026-11-20T10:00:00Z", night)
      try ledger.write(message.event("message-delivered", after: 1), to: "\(night).log")
      try await ledger.add()
    }
    journal = try ledger.journal
  }

  private func expectRefused(_ change: (inout Journal) -> Void) {
    var journal = journal
    change(&journal)
    let error = #expect(throws: RunError.Damage.self) { try Journal(decoding: journal.encoded) }
    #expect(error == .inconsistent)
  }

  @Test func `what was written is read`() throws {
    #expect(try Journal(decoding: journal.encoded).encoded == journal.encoded)
    #expect(journal.runs.count > 1 && journal.archives.count == 3)
  }

  @Test func `what earlier versions wrote is read`() throws {
    for version in [Journal.Version.first, .withIdentity] {
      var read = try Journal(decoding: journal.encoded(as: version))
      #expect((read.identity == nil) == (version == .first))
      read.identity = journal.identity
      #expect(read.encoded == journal.encoded)
    }
  }

  @Test func `events that were left out are kept, and are events`() throws {
    var journal = journal
    let day = try #require(journal.totals.keys.first)
    let section = try #require(journal.totals[day]?.firstIndex { $0.uniqueEvents > 0 })
    let counts = LifecycleCounts(uniqueEvents: 1)
    journal.totals[day]?[section].remove(counts)
    #expect(!journal.isSound)
    journal.totals[day]?[section].merge(LifecycleCounts(leftOutEvents: 1))
    #expect(journal.isSound)
    #expect(try Journal(decoding: journal.encoded).lifecycles.leftOutEvents == 1)
  }

  @Test func `counts that cannot be added up are refused`() throws {
    expectRefused { journal in
      let hours = (0..<40_000).map { (hour: 400_000 + $0, count: Int64(1) << 48) }
      journal.intakes[0].hours = hours
    }
    expectRefused { $0.archives[0].certainEvents = 1 << 48 + 1 }
    let day = try #require(journal.totals.keys.first)
    expectRefused { $0.totals[day]?[0].merge(LifecycleCounts(leftOutEvents: 1 << 60)) }
    // One such count is none too many.
    var large = journal
    large.archives[0].account.summary.bytes = 1 << 48
    #expect((try? Journal(decoding: large.encoded)) != nil)
  }

  @Test func `sums that do not come out are refused`() throws {
    expectRefused { $0.forgottenEvents += 1 }
    let day = try #require(journal.totals.keys.first)
    expectRefused { $0.totals[day]?[0].merge(LifecycleCounts(duplicates: 1)) }
    let kinds = [Int](repeating: 0, count: ForeignKind.allCases.count)
    expectRefused { journal in
      journal.archives[0].account.tally = ValueTally(
        lines: 1, blankLines: 0, values: 2, callbacks: 1, foreignByKind: kinds, malformed: 0,
        firstRejection: nil)
    }
  }

  @Test func `numbers that would be given out again are refused`() {
    expectRefused { $0.nextRun = $0.runs[0].number }
    expectRefused { $0.nextArchive = $0.archives[0].number }
    expectRefused { $0.archives[1] = $0.archives[0] }
    expectRefused { $0.nextIntake = $0.intakes[0].number }
    expectRefused { $0.intakes[1] = $0.intakes[0] }
  }

  @Test func `numbers that cannot have been given are refused`() {
    expectRefused { $0.archives[0].number = 0 }
    expectRefused { $0.runs[0].intakes = [$0.nextIntake] }
    expectRefused { $0.archives[0].intakes = [0] }
    expectRefused { $0.runs[0].tailOf = $0.nextArchive }
  }
}
