internal import Archives
internal import Callbacks
internal import Lifecycles
internal import Primitives
internal import Reports

@testable import Pipeline

extension Target {
  /// What a ledger knows: the body of a journal behind a byte of its version, with the rest made right.
  static let journals = Target("journals", lengthLimit: 1024, seeds: journalSeeds) { bytes in
    guard let form = bytes.first, let version = Journal.Version(rawValue: UInt32(form) % 4) else {
      return
    }
    guard var journal = try? Journal(decoding: journalFile(Array(bytes.dropFirst()), version))
    else {
      return
    }
    let written = journal.encoded(as: version)
    let again = try? Journal(decoding: written)
    require(again?.encoded(as: version) == written, "what was read is written otherwise")
    journal.latestPlausible = Timestamp(secondsSinceEpoch: 1_795_140_000)
    ask(journal)
    let events = journal.lifecycles.events
    journal.tidy()
    require(
      journal.lifecycles.events <= events, "there are more events without days that are empty")
    require(journal.encoded(as: version).count <= written.count, "a tidy journal is longer")
  }

  /// What a night remembers of the last one.
  static let nights = Target("nights", lengthLimit: 512, seeds: nightSeeds) { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    guard let state = NightlyState(text, parametersDigest: 1) else { return }
    // The digest of the parameters is that of this night, whatever was read.
    let again = NightlyState(state.text(), parametersDigest: 1)
    require(again?.text() == state.text(), "what was read is written otherwise: \(state.text())")
    let short = NightlyState(state.text(limit: 100), parametersDigest: 1)
    require(short?.gaps == state.gaps, "gaps are told of again where there is no room for homes")
    for gap in state.gaps { require(state.knows(gap), "\(gap) is not known") }
  }

  /// What commands ask of a journal.
  private static func ask(_ journal: Journal) {
    let arrivals = ArrivalHours(journal)
    let gaps = Set(arrivals.gaps)
    require(gaps.isSuperset(of: arrivals.unexpectedGaps), "a gap that is none")
    let coverage = journal.coverage
    for gap in gaps { _ = gap.overlaps(coverage) }
    let dayCount = journal.days.count
    require(dayCount <= journal.runs.count, "\(dayCount) days of \(journal.runs.count) runs")
    let accounts = journal.accounts(upTo: 1)
    let later = journal.archives(after: 1)
    require(later.count + accounts.count == journal.archives.count, "archives of no intake")
    let ordered = journal.archives.map(\.account).inOrder
    for (a, b) in zip(ordered, ordered.dropFirst()) { _ = a.growth(since: b) }
    for run in journal.runs { require(LedgerRun.isName(run.name), run.name) }
  }

  private static func journalFile(_ body: [UInt8], _ version: Journal.Version) -> [UInt8] {
    // The head and the checksum are as long in every journal.
    var bytes = Array(Journal().encoded(as: version)[..<12])
    bytes.append(littleEndian: UInt64(body.count))
    bytes += body
    bytes.append(littleEndian: bytes.span.checksum)
    return bytes
  }

  private static var journalSeeds: [[UInt8]] {
    [Journal.Version.first, .withIdentity, .withLeftOutEvents].flatMap { version in
      [Journal(), journal].map { journal in
        var body: [UInt8] = []
        journal.append(to: &body, version)
        return [UInt8(version.rawValue)] + body
      }
    }
  }

  /// Of a day with two archives: one has grown, and one ends in the middle.
  private static var journal: Journal {
    let start = Timestamp(secondsSinceEpoch: 1_795_132_800)
    let day = HomeDay(of: start)
    var journal = Journal()
    journal.identity = 7
    (journal.nextRun, journal.nextArchive, journal.nextIntake) = (3, 3, 3)
    journal.archives = [archive(1, events: 20, start), archive(2, events: 5, start)]
    journal.archives[0].earlier = [ContentPrint(byteCount: 80, checksum: 3, hash: 4)]
    journal.archives[1].account.summary.status = .truncated
    journal.archives[1].account.summary.damage = ArchiveDamage(.truncated, member: 1, offset: 99)
    guard let day else { return journal }
    var sections = DayValues<LedgerSection>()
    sections[0] = LedgerSection(recordCount: 2, creation: start...start)
    journal.runs = [
      LedgerRun(
        number: 1, day: day, byteCount: 400, tableChecksum: 5, intakes: [1], events: 20,
        sections: sections),
      LedgerRun(
        number: 2, day: day, byteCount: 300, tableChecksum: 6, intakes: [2], tailOf: 2, events: 5,
        sections: sections),
    ]
    let hour = Int(start.millisecondsSinceEpoch / Milliseconds.hour)
    journal.intakes = [
      Journal.Intake(number: 1, hours: [(hour: hour, count: 20), (hour: hour + 3, count: 20)]),
      Journal.Intake(number: 2, hours: [(hour: hour, count: 5)]),
    ]
    var counts = DayValues<LifecycleCounts>()
    counts[0] = LifecycleCounts(messages: 2, lifecycles: 3, uniqueEvents: 20, duplicates: 5)
    journal.totals = [day: counts]
    return journal
  }

  private static func archive(_ number: Int, events: Int64, _ start: Timestamp) -> LedgerArchive {
    let summary = ArchiveSummary(
      status: .ok, compressedBytes: 100, bytes: 5000, members: 1, checksum: 1, damage: nil)
    let tally = ValueTally(
      lines: Int(events), blankLines: 0, values: Int(events), callbacks: Int(events),
      foreignByKind: [Int](repeating: 0, count: ForeignKind.allCases.count), malformed: 0,
      firstRejection: nil)
    var account = ArchiveAccount(
      source: ArchiveSource(name: Array("\(number).gz".utf8), byteCount: 100), summary: summary,
      tally: tally)
    account.events = events
    account.firstEvent = start
    account.lastEvent = start
    return LedgerArchive(
      number: number, content: ContentPrint(byteCount: 100, checksum: 1, hash: 2), earlier: [],
      account: account, coverage: Coverage(start: start, end: start), certainEvents: events,
      rulesDigest: 9, intakes: [number])
  }

  private static var nightSeeds: [[UInt8]] {
    let head = "waybill/nightly/2 1 5eed"
    let lines = [
      "home 0 1f", "home 498650 1f 2026-11-20:a 2026-11-21:b", "day 2026-11-20 ff",
      "gap 1795132800000 1795140000000", "told 3", "ledger 7",
    ]
    return [Array(head.utf8), Array(([head] + lines).joined(separator: "\n").utf8)]
      + lines.map { Array("\(head)\n\($0)\n".utf8) }
  }
}
