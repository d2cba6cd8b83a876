import Archives
import Callbacks
import Lifecycles
import Primitives
import Testing

@testable import Reports

struct AccountingTests {
  private let archive = ReadArchive(
    ReadArchive.event("message-sending", id: "a", at: "2024-03-05T09:00:00Z")
      + ReadArchive.event("message-delivered", id: "a", at: "2024-03-05T09:00:00Z")
      + ReadArchive.event("message-delivered", id: "a", at: "2024-03-05T09:00:00Z")
      + ReadArchive.event("message-glowing", id: "b", at: "2024-03-05T09:00:00Z") + "{}\n{\n[]\n\n")

  private func error(
    _ archive: ReadArchive, _ sums: [LifecycleSum] = []
  ) -> AccountingError? {
    do throws(AccountingError) {
      _ = try Accounting([archive.account], archive.lifecycles, sums)
      return nil
    } catch {
      return error
    }
  }

  @Test func `totals add up`() throws {
    let sum = LifecycleSum(name: .inbound, total: 2)
    let accounting = try Accounting([archive.account], archive.lifecycles, [sum])
    let expected: [String: Int64] = [
      "archives": 1, "lines": 8, "blank_lines": 1, "values": 7, "callbacks": 5, "foreign": 1,
      "malformed": 1, "events": 4, "unique_events": 3, "duplicates": 1, "lifecycles": 2,
      "messages": 2, "unknown_type_events": 0, "recipient_unknown": 0,
    ]
    for (name, value) in expected {
      #expect(accounting.members.first { $0.name == name }?.value == value, "\(name)")
    }
    #expect(accounting.members.count == 16)
  }

  @Test(arguments: [1, -1] as [Int64])
  func `an event too many or too few is found`(difference: Int64) {
    var archive = archive
    archive.account.events += difference
    #expect(
      error(archive)?.equation
        == "events is \(4 + difference), but unique_events + duplicates is 4")
  }

  @Test(arguments: [0, 1, 3] as [Int64])
  func `a lifecycle too many or too few is found`(total: Int64) {
    let good = LifecycleSum(name: .delivery, total: 2)
    let bad = LifecycleSum(name: .inbound, total: total)
    #expect(
      error(archive, [good, bad])?.equation
        == "lifecycles is 2, but those of inbound is \(total)")
  }

  @Test func `events that no archive admits end the whole set`() {
    let parameters = ReportParameters(reports: ReportName.allCases)
    #expect(throws: AccountingError.self) { try archive.reports(parameters, of: []) }
    #expect(throws: Never.self) { try archive.reports(parameters) }
  }

  @Test func `totals of archives are their sums`() throws {
    var second = archive.account
    second.unknownTypeEvents = 3
    second.recipientUnknown = 2
    var accounting = Accounting()
    accounting.add(archive.account)
    let first = accounting
    accounting.add(second)
    #expect(accounting.archives == 2)
    #expect(accounting.bytes == 2 * first.bytes && first.bytes > 0)
    #expect(accounting.compressedBytes == 2 * first.compressedBytes)
    #expect(accounting.malformed == 2)
    #expect(accounting.unknownTypeEvents == 3)
    #expect(accounting.recipientUnknown == 2)
  }
  /// A ledger may know several of one name.
  @Test func `archives are in order of name, size and checksum`() {
    func account(_ name: String, _ byteCount: Int64, _ checksum: UInt32) -> ArchiveAccount {
      ArchiveAccount(
        source: ArchiveSource(name: Array(name.utf8), byteCount: 0),
        summary: ArchiveSummary(
          status: .ok, compressedBytes: byteCount, bytes: 0, members: 0, checksum: checksum,
          damage: nil),
        tally: ValueTally())
    }
    let accounts = [account("a", 1, 9), account("a", 2, 1), account("a", 2, 3), account("b", 0, 0)]
    let sorted = [ArchiveAccount](accounts.reversed()).inOrder
    #expect(sorted.map(\.summary) == accounts.map(\.summary))
  }
}
