import Callbacks
import Lifecycles
import Primitives
import Testing

@testable import Reports

struct LifecycleWriterTests {
  private func rows(
    _ archive: ReadArchive, _ parameters: ReportParameters = ReportParameters(reports: [])
  ) -> (lines: [String], writer: LifecycleWriter) {
    var writer = LifecycleWriter(parameters, .csv)
    archive.forEachMessage(parameters.rules(Coverage())) { message, pool in
      for place in 0..<writer.begin(message, pool) {
        writer.appendRow(place, of: message, pool)
      }
    }
    var text = ""
    writer.take { text = String(decoding: $0, as: UTF8.self) }
    return (text.split(separator: "\n").map(String.init), writer)
  }

  private static func event(to recipient: String) -> String {
    #"{"type":"message-sent","to":"\#(recipient)","message":{"id":"m"}}"# + "\n"
  }

  @Test(
    arguments: [
      ["+12", "+120", "+13", "+2", "+9", "+91"], ["", "+1", "12345", "A", "a", "é"],
      ["+1", "+2", "+20", "1234", "x"], ["+999999999999999", "+99999999999999"].sorted(),
    ])
  func `rows of a message are in the order of its recipients`(recipients: [String]) {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<5 {
      let events = recipients.shuffled(using: &generator).map(Self.event)
      let lines = rows(ReadArchive(events.joined())).lines
      #expect(
        lines.map { $0.split(separator: ",", omittingEmptySubsequences: false)[1] }
          == recipients.map { $0[...] })
    }
  }

  @Test func `what is outside of the window is left out, and counted`() {
    let events = ["01", "02", "03"].map { day in
      ReadArchive.event("message-sent", id: day, at: "2026-03-\(day)T00:00:00Z")
    }
    let all = ReadArchive(events.joined() + Self.event(to: "+1"))
    let middle = Timestamp(rfc3339: Array("2026-03-02T00:00:00Z".utf8).span)
    let (lines, writer) = rows(all, ReportParameters(reports: [], since: middle))
    #expect(Set(lines.map { $0.prefix(2) }) == ["02", "03"])
    #expect(writer.rowCount == 2)
    #expect(writer.leftOutCount == 2)
    // What was created at its very end lies behind it.
    let before = rows(all, ReportParameters(reports: [], until: middle))
    #expect(before.lines.map { $0.prefix(2) } == ["01"])
    #expect(before.writer.leftOutCount == 3)
  }

  @Test func `every type has its columns, and no name occurs twice`() {
    #expect(Set(LifecycleColumn.types) == Set(EventType.allCases))
    #expect(LifecycleTally.Numbers(repeating: 0).count == EventType.allCases.count)
    let names = LifecycleColumn.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func `lifecycles that are neither written nor left out are a bug`() throws {
    let archive = ReadArchive(Self.event(to: "+1") + Self.event(to: "+2"))
    for (rows, leftOut) in [(2, 0), (1, 1), (0, 2)] as [(Int64, Int64)] {
      let total = try Accounting(
        [archive.account], archive.lifecycles, rows: rows, leftOut: leftOut)
      #expect(total.lifecycles == 2)
    }
    let error = AccountingError(equation: "lifecycles is 2, but rows + those left out is 1")
    #expect(throws: error) {
      try Accounting([archive.account], archive.lifecycles, rows: 1, leftOut: 0)
    }
  }
}
