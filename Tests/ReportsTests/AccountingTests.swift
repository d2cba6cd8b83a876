import Lifecycles
import Primitives
import Testing

@testable import Reports

/// A report that has counted what it is told to have counted.
private struct FixedCounter: MessageCounter {
  let name = ReportName.inbound
  var counted = 0
  var outsideWindow = 0
  var notOfThisReport = 0

  mutating func count(_ message: Message, _ pool: TextPool) {}

  func table(coverageEnd: Timestamp?, _ pool: TextPool) -> ReportTable {
    ReportTable(name: name, grid: Grid(columns: [], rows: []))
  }
}

struct AccountingTests {
  private let archive = ReadArchive(
    ReadArchive.event("message-sending", id: "a", at: "2024-03-05T09:00:00Z")
      + ReadArchive.event("message-delivered", id: "a", at: "2024-03-05T09:00:00Z")
      + ReadArchive.event("message-delivered", id: "a", at: "2024-03-05T09:00:00Z")
      + ReadArchive.event("message-glowing", id: "b", at: "2024-03-05T09:00:00Z") + "{}\n{\n[]\n\n")

  private func error(
    _ archive: ReadArchive, _ counters: [any MessageCounter] = []
  ) -> AccountingError? {
    do throws(AccountingError) {
      _ = try Accounting([archive.record], archive.store, counters)
      return nil
    } catch {
      return error
    }
  }

  @Test func `totals add up`() throws {
    let counter = FixedCounter(counted: 1, outsideWindow: 1, notOfThisReport: 0)
    let accounting = try Accounting([archive.record], archive.store, [counter])
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
    archive.record.events += difference
    #expect(
      error(archive)?.equation
        == "events is \(4 + difference), but unique_events + duplicates is 4")
  }

  @Test(
    arguments: [
      (2, 1, 0, 3), (1, 0, 0, 1), (0, 0, 0, 0), (1, 1, 1, 3), (0, 2, -1, 1),
    ])
  func `a lifecycle too many or too few is found`(
    counted: Int, outside: Int, other: Int, sum: Int
  ) {
    let counter = FixedCounter(
      counted: counted, outsideWindow: outside, notOfThisReport: other)
    let good = FixedCounter(counted: 0, outsideWindow: 0, notOfThisReport: 2)
    #expect(
      error(archive, [good, counter])?.equation
        == "lifecycles is 2, but those of inbound is \(sum)")
  }

  @Test func `events that no archive admits end the whole set`() {
    #expect(throws: AccountingError.self) {
      try ReportSet(ReportParameters(reports: [.delivery]), [], archive.store, Coverage())
    }
    let none = ReportParameters(reports: ReportName.allCases)
    #expect(throws: Never.self) {
      try ReportSet(none, [archive.record], archive.store, Coverage())
    }
  }

  @Test func `totals of archives are their sums`() throws {
    var second = archive.record
    second.unknownTypeEvents = 3
    second.recipientUnknown = 2
    var accounting = Accounting()
    accounting.add(archive.record)
    let first = accounting
    accounting.add(second)
    #expect(accounting.archives == 2)
    #expect(accounting.bytes == 2 * first.bytes && first.bytes > 0)
    #expect(accounting.compressedBytes == 2 * first.compressedBytes)
    #expect(accounting.malformed == 2)
    #expect(accounting.unknownTypeEvents == 3)
    #expect(accounting.recipientUnknown == 2)
  }
}
