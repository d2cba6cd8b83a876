import TestSupport
import Testing

/// A sender chooses how long tags and the like are, and must not choose how much memory is taken.
@Suite(.disabled(if: Sanitizer.isAddress || Sanitizer.isThread)) struct WideTextTests {
  @Test func `texts of a megabyte take no more memory than short ones`() throws {
    let sandbox = try Sandbox()
    var lines: [UInt8] = []
    for number in 1...100 {
      let start = #"{"type":"message-sent","message":{"id":"m\#(number)","tag":"\#(number)"#
      lines += Array(start.utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
      lines += Array("\"}}\n".utf8)
    }
    try sandbox.scratch.write(lines, to: "wide.ndjson")
    // Of what a process allocates, in blocks of 1,024 bytes.
    let finished = try sandbox.shell(
      """
      ulimit -d 200000
      waybill report wide.ndjson --report delivery --by tag --memory 32MB --jobs 2 >rows.csv &&
        wc -l <rows.csv
      """)
    #expect(finished == Finished(status: 0, output: "101\n", error: ""))
  }
}
