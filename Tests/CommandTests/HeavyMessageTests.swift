import TestSupport
import Testing

/// A message with more texts than any has: who makes it up must not choose how much memory is taken, nor
/// keep anybody from the reports of all others.
@Suite struct HeavyMessageTests {
  private static let recipientCount = 40
  private static let note = """
    waybill: 32 events are left out, of messages with more recipients, types of events or long texts than \
    any real one has

    """

  private let sandbox: Sandbox

  /// Two archives that hold the same message for 20 recipients of a megabyte each, and ordinary ones.
  init() throws {
    sandbox = try Sandbox()
    for (archive, numbers) in [0..<20, 20..<Self.recipientCount].enumerated() {
      var lines: [UInt8] = []
      for number in numbers {
        let type = "message-\(number % 2 == 0 ? "sent" : "delivered")"
        let start = """
          {"type":"\(type)","time":"2026-11-20T10:00:00Z","message":{"id":"heavy","direction":"out"},\
          "to":"\(number)
          """
        lines += Array(start.utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
        lines += Array("\"}\n".utf8)
      }
      try sandbox.scratch.write(lines, to: "heavy/\(archive).ndjson")
    }
    let copied = try sandbox.shell("cp traffic/outbound.ndjson heavy/2.ndjson")
    try #require(copied.status == 0, "\(copied)")
  }

  @Test(.disabled(if: Sanitizer.isAddress || Sanitizer.isThread))
  func `it takes little memory, and its recipients remain that always do`() throws {
    let finished = try sandbox.shell(
      """
      waybill report heavy --quiet --output large
      ulimit -d 250000
      waybill report heavy --memory 32MB --output small
      waybill report heavy --memory 32MB --jobs 1 --quiet --output one-core
      cmp small/report.json large/report.json && cmp small/report.json one-core/report.json
      grep -o '"left_out_events": [0-9]*' small/report.json
      """)
    #expect(
      finished == Finished(status: 0, output: "\"left_out_events\": 32\n", error: Self.note))
  }

  @Test func `a ledger keeps the same recipients, whatever it takes in first`() throws {
    let finished = try sandbox.shell(
      """
      set -e
      for order in '0 1 2' '2 1 0'; do
        rm -rf ledger
        for archive in $order; do
          waybill ledger add heavy/$archive.ndjson --ledger ledger --memory 32MB --quiet
        done
        waybill lifecycles --ledger ledger --quiet | sort | sha256sum >"before $order"
        waybill ledger compact --ledger ledger --quiet
        waybill ledger verify --ledger ledger >verified
        waybill lifecycles --ledger ledger --quiet | sort | sha256sum >"after $order"
      done
      waybill lifecycles heavy --quiet | sort | sha256sum >expected
      for rows in before* after*; do cmp "$rows" expected; done
      waybill report --ledger ledger --quiet --output out
      grep -o '"left_out_events": [0-9]*' out/report.json
      """)
    #expect(finished == Finished(status: 0, output: "\"left_out_events\": 32\n", error: ""))
  }

  @Test func `whatever counts tells of it, a ledger once`() throws {
    let finished = try sandbox.shell(
      """
      waybill ledger add heavy --ledger ledger
      cp traffic/outbound.ndjson heavy/3.ndjson; echo '{}' >>heavy/3.ndjson
      waybill ledger add heavy --ledger ledger
      waybill lifecycles heavy >rows.csv; wc -l <rows.csv >count
      waybill ledger add heavy/0.ndjson --ledger one; waybill ledger add heavy/1.ndjson --ledger two
      waybill ledger merge one two --ledger three
      """)
    // Each half by itself, all that is beyond the limit together, and the rows.
    func note(_ count: Int) -> String { Self.note.replacing("32", with: "\(count)") }
    let notes = Self.note + Self.note + note(12) + note(12) + Self.note
    #expect(finished == Finished(status: 0, output: "", error: notes))
  }
}
