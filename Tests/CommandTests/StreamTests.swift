import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct StreamTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// The status of a command whose output nobody reads any more, on standard error.
  private func readerLeaves(_ command: String) throws -> Finished {
    // The reader opens the fifo, so that the writer can, and is gone before the program starts.
    try sandbox.shell(
      """
      mkfifo gone; : <gone & exec 3>gone; wait; \(command) >&3; exit $?
      """)
  }

  @Test(
    arguments: [
      "waybill report traffic --report delivery", "waybill report traffic --format json",
      "waybill codes", "waybill codes --format json", "waybill --help", "waybill --version",
    ])
  func `a reader that has gone ends the run silently`(command: String) throws {
    #expect(try readerLeaves(command) == .silently)
  }

  @Test func `damage is told even when nobody reads`() throws {
    let finished = try readerLeaves("waybill report mixed --report failures")
    #expect(finished.status == 3)
    #expect(finished.error.split(separator: "\n").count == 3)
  }

  /// As programs leave them that have the same pipe open: with a flag that is the pipe's, which dd
  /// sets here.
  @Test func `pipes that do not block are waited for`() throws {
    let expected = try sandbox.run("report", "traffic/outbound.ndjson", "--report", "failures")
    let finished = try sandbox.shell(
      """
      mkfifo input output
      { sleep 0.3; cat traffic/outbound.ndjson; } >input & exec 5<input
      { sleep 0.6; tail -c +65537; } <output >text & exec 6>output
      head -c 65536 /dev/zero >&6
      dd iflag=nonblock count=0 <&5 2>/dev/null; dd oflag=nonblock count=0 >&6 2>/dev/null
      waybill report - --report failures <&5 >&6; status=$?
      exec 6>&-; wait; exit $status
      """)
    #expect(finished == .silently)
    #expect(try sandbox.text("text") == expected.output)
  }

  @Test func `no message is lost in a pipe that does not block`() throws {
    let expected = try sandbox.run("check", "mixed")
    let finished = try sandbox.shell(
      """
      mkfifo errors
      { sleep 0.6; tail -c +65537; } <errors >text & exec 6>errors
      head -c 65536 /dev/zero >&6; dd oflag=nonblock count=0 >&6 2>/dev/null
      waybill check mixed 2>&6; status=$?
      exec 6>&-; wait; exit $status
      """)
    #expect(finished.status == expected.status && !expected.error.isEmpty)
    #expect(try sandbox.text("text") == expected.error)
  }

  @Test(.disabled(if: Sanitizer.isThread))
  func `a limit on the size of files is no crash`() throws {
    let finished = try sandbox.shell("ulimit -f 1; waybill codes >codes.csv")
    #expect(finished.status == 74)
    #expect(finished.error == "waybill: standard output cannot be written: File too large\n")
  }

  @Test func `a terminal is told what was counted, unless it wants quiet`() throws {
    let line = "waybill report traffic --output out"
    let shown = try sandbox.terminal(line)
    #expect(
      shown == """
        2 archives, 6645 bytes, 23 lines: 20 events, 1 duplicates, 1 malformed and 1 foreign \
        values; 15 messages to 16 recipients\r\n
        """)
    #expect(try sandbox.terminal("\(line) --quiet") == "")
    #expect(try sandbox.terminal("\(line) 2>&1 >/dev/null | cat") == "")
  }

  @Test func `a terminal gets nothing to act on`() throws {
    let check = "waybill check hostile --tolerate-damage --quiet --format csv"
    let name = #"\u001b[31m\u202e.gz",truncated,1,"#
    for command in [
      "waybill check hostile --format csv", "waybill check hostile --format json",
      "waybill report hostile --format ndjson", "waybill check hostile",
      "waybill report hostile --report quality", "waybill report hostile",
    ] {
      let shown = try sandbox.terminal("\(command) --tolerate-damage --quiet")
      #expect(shown.contains(#"\x1b[31m\u{202e}.gz"#) || shown.contains(#"\u001b[31m\u202e.gz"#))
      #expect(!shown.contains("\u{1B}") && !shown.contains("\u{202E}"))
    }
    #expect(try sandbox.terminal(check).contains(name))
    // Escapes are those of JSON, so that what a terminal shows can be copied.
    let shown = try sandbox.terminal(
      "waybill check hostile --tolerate-damage --quiet --format json 2>/dev/null")
    let json = try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [[String: Any]]
    let names = json?.compactMap { $0["archive"] as? String } ?? []
    #expect(names.contains { $0.hasSuffix("\u{1B}[31m\u{202E}.gz") })
    #expect(try sandbox.terminal("\(check) 2>/dev/null | cat").contains("\u{1B}[31m\u{202E}.gz"))
  }

  @Test func `compressed and plain standard input are told apart by content`() throws {
    let plain = try Array(sandbox.text("traffic/outbound.ndjson").utf8)
    let packed = try Array(
      Data(contentsOf: sandbox.scratch.url.appending(path: "packed.gz")))
    let arguments = ["report", "-", "--report", "delivery"]
    let file = try sandbox.run("report", "traffic/outbound.ndjson", "--report", "delivery")
    #expect(file.status == 0)
    #expect(try sandbox.run(arguments, input: plain) == file)
    #expect(try sandbox.run(arguments, input: packed) == file)
    #expect(try sandbox.run(arguments, input: packed + gzipPadding) == file)
  }

  /// Zeros behind the last member, as tapes leave them.
  private var gzipPadding: [UInt8] { Array(repeating: 0, count: 1000) }
}
