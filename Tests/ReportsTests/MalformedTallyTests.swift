import Archives
import Callbacks
import Primitives
import Testing

@testable import Reports

struct MalformedTallyTests {
  private func archive(_ name: String, _ text: String) -> ArchiveAccount {
    var reader = ValueReader()
    _ = reader.read(Array(text.utf8).span, isLast: true) { _, _, _, _ in }
    let summary = ArchiveSummary(
      status: .ok, compressedBytes: 0, bytes: 0, members: 0, checksum: 0, damage: nil)
    return ArchiveAccount(
      source: ArchiveSource(name: Array(name.utf8), byteCount: 0), summary: summary,
      tally: reader.tally)
  }

  @Test func `blank lines are left out, and the first archive with damage is named`() throws {
    let tally = MalformedTally([
      archive("a", "[]\n\n[]\n"), archive("b\u{1B}", "[]\n{,}\n \n"), archive("c", "x\n[]\n"),
    ])
    #expect(tally.description == "2 of 6 lines are malformed, a share of 0.333333")
    #expect(tally.place == #"the first in b\x1b, line 2, offset 4: unexpected byte"#)
    #expect(tally.exceeds(try #require(Share("33.3333%"))))
    #expect(!tally.exceeds(try #require(Share("33.4%"))))
  }

  @Test func `nothing read is nothing malformed`() throws {
    let none = MalformedTally([])
    #expect(none.description == "0 of 0 lines are malformed, a share of 0.000000")
    #expect(none.place == "")
    #expect(!none.exceeds(try #require(Share("0"))))
  }
}
