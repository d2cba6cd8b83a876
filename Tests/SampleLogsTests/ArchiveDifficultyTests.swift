import Archives
import Callbacks
import Primitives
import Reports
import Testing

/// What the quality report says about the odd and the damaged archives.
@Suite struct ArchiveDifficultyTests {
  /// Status, events, malformed and foreign values, events of unknown type, of unknown recipient.
  private static let expected = """
    damaged/broken-deflate.ndjson.gz corrupt 1 0 0 0 0
    damaged/bytes-after-end.ndjson.gz corrupt 1 0 0 0 0
    damaged/bzip2-named-log.log unreadable 0 0 0 0 0
    damaged/cut-in-header.ndjson.gz truncated 1 0 0 0 0
    damaged/cut-in-member.ndjson.gz truncated 2 1 0 0 0
    damaged/cut-in-trailer.ndjson.gz truncated 1 0 0 0 0
    damaged/unknown-method.ndjson.gz corrupt 1 0 0 0 0
    damaged/utf-16.json unreadable 0 0 0 0 0
    damaged/wrong-crc.ndjson.gz corrupt 2 0 0 0 0
    damaged/wrong-header-crc.ndjson.gz corrupt 1 0 0 0 0
    damaged/wrong-length.ndjson.gz corrupt 2 0 0 0 0
    damaged/xz-named-gz.ndjson.gz unreadable 0 0 0 0 0
    damaged/zstd-named-gz.ndjson.gz unreadable 0 0 0 0 0
    odd/bodies.ndjson.gz ok 21 0 0 0 0
    odd/broken-array.json ok 3 1 0 0 0
    odd/conflicts.ndjson.gz ok 15 0 0 0 0
    odd/empty-member.ndjson.gz empty 0 0 0 0 0
    odd/eras-2017-to-2025.ndjson.gz ok 10 0 0 0 2
    odd/error-codes.ndjson.gz ok 18 0 0 0 0
    odd/event-types.ndjson.gz ok 18 0 0 4 0
    odd/foreign.ndjson.gz ok 0 0 24 0 0
    odd/glued.ndjson.gz ok 12 0 0 0 0
    odd/gzip-in-gzip.ndjson.gz ok 1 0 0 0 0
    odd/gzip-named-jsonl.jsonl ok 2 0 0 0 0
    odd/gzip-named-log.log ok 1 0 0 0 0
    odd/header-fields.ndjson.gz ok 2 0 0 0 0
    odd/inbound.ndjson.gz ok 25 0 0 0 0
    odd/line-ends.ndjson ok 6 0 0 0 0
    odd/malformed.ndjson.gz ok 25 26 1 0 0
    odd/media.ndjson.gz ok 10 0 0 0 0
    odd/members.ndjson.gz ok 3 0 0 0 0
    odd/mms-and-groups.ndjson.gz ok 104 0 0 0 0
    odd/plain-named-gz.ndjson.gz ok 2 0 0 0 0
    odd/plain.ndjson ok 2 0 0 0 0
    odd/pretty.json ok 3 0 0 0 0
    odd/recipients.ndjson.gz ok 19 0 0 0 3
    odd/redelivery-2026-11-17.ndjson.gz ok 7 0 0 0 0
    odd/redelivery-2026-11-18.ndjson.gz ok 3 0 0 0 0
    odd/table-dump.json.gz ok 400 0 0 0 0
    odd/texts.ndjson.gz ok 26 0 0 0 0
    odd/times.ndjson.gz ok 31 0 0 0 0
    odd/trailing-zeros.ndjson.gz ok 2 0 0 0 0
    odd/wrappers.ndjson.gz ok 32 0 0 0 0
    odd/zero-length.ndjson.gz empty 0 0 0 0 0
    """

  @Test func `each archive is read as far as it can be`() throws {
    let reading = try SampleReading.whole.get()
    let found = reading.archives.filter { $0.path.contains("/") }.map { path, account in
      """
      \(path) \(account.summary.status) \(account.events) \(account.tally.malformed) \
      \(account.tally.foreign) \(account.unknownTypeEvents) \(account.recipientUnknown)
      """
    }
    #expect(found == Self.expected.split(separator: "\n").map(String.init))
  }

  @Test func `hours are whole`() throws {
    let hours = try SampleReading.whole.get().archives.filter { !$0.path.contains("/") }
    #expect(hours.count == 72)
    for (path, account) in hours {
      #expect(account.summary.status == .ok, "\(path)")
      #expect(account.tally.callbacks == account.tally.lines, "\(path)")
    }
  }

  @Test func `each kind of foreign value occurs`() throws {
    let reading = try SampleReading(odd: "foreign.ndjson.gz")
    let counts = reading.archives.first?.account.tally.foreignByKind
    #expect(counts == [2, 2, 1, 1, 2, 4, 12])
    #expect(counts?.count == ForeignKind.allCases.count)
  }

  @Test func `each sort of damage occurs in a line`() {
    var reasons: Set<JSONDamage.Reason> = []
    for line in OddArchives.damagedLines {
      var reader = ValueReader()
      _ = reader.read(line.span, isLast: true) { _, _, _, position in
        Issue.record("an event in \(String(decoding: line, as: UTF8.self)) at \(position)")
      }
      #expect(reader.tally.malformed == 1)
      if let rejection = reader.tally.firstRejection { reasons.insert(rejection.reason) }
    }
    // A value that is too long, or holds what is, would be larger than all samples.
    let tooLarge: Set<JSONDamage.Reason> = [.tooLong, .inflatesTooFar, .textTooLong]
    #expect(reasons == Set(JSONDamage.Reason.allCases).subtracting(tooLarge))
  }

  @Test func `nothing behind a damaged line is lost`() throws {
    let reading = try SampleReading(odd: "malformed.ndjson.gz")
    for index in OddArchives.damagedLines.indices {
      #expect(reading.message("behind" + String(OddArchives.letter(index))) != nil, "\(index)")
    }
    for name in ["before", "unclosed", "nextline", "third"] {
      #expect(reading.message(name) != nil, "\(name)")
    }
    for name in ["damaged", "lost", "mixed", "end"] {
      #expect(reading.message(name) == nil, "\(name)")
    }
  }

  @Test func `blank lines are counted apart`() throws {
    let tally = try SampleReading(odd: "line-ends.ndjson").archives.first?.account.tally
    #expect(tally?.lines == 10)
    #expect(tally?.blankLines == 4)
  }

  @Test func `members of gzip are counted`() throws {
    let reading = try SampleReading(
      odd: "members.ndjson.gz", "header-fields.ndjson.gz", "trailing-zeros.ndjson.gz",
      "plain-named-gz.ndjson.gz")
    #expect(reading.archives.map(\.account.summary.members) == [2, 3, 0, 2])
  }

  @Test func `what lies behind damage is read where possible`() throws {
    let reading = try SampleReading.whole.get()
    for name in ["behindcrc", "behindlength", "keptall", "keptbeforecut", "cutb", "badheader"] {
      #expect(reading.message(name) != nil, "\(name)")
    }
    for name in ["lostbehind", "cutc", "wide"] {
      #expect(reading.message(name) == nil, "\(name)")
    }
  }

  @Test func `hidden and foreign files are skipped`() throws {
    let reading = try SampleReading.whole.get()
    #expect(reading.message("skipped") == nil)
    #expect(
      OddArchives.skipped.allSatisfy { file in
        !reading.archives.contains { $0.path == file.path }
      })
  }
}
