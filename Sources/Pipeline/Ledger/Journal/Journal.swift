internal import Archives
internal import Callbacks
internal import Lifecycles
internal import Primitives
internal import Reports

/// What a ledger knows: which archives it has taken in, and which runs hold their lifecycles.
///
/// It is replaced as a whole, and with it everything changes at once.
struct Journal: Sendable {
  /// Tells the ledger from all others, and stays; drawn when the ledger is written for the first time.
  ///
  /// `nil` for one that was written last when ledgers had none.
  var identity: UInt64?
  /// Counts the times it was replaced.
  var generation: Int64 = 0
  /// Numbers that were never given.
  var nextRun = 1
  var nextArchive = 1
  var nextIntake = 1
  /// The first day that is kept; earlier ones were pruned, and nothing of them is taken in.
  var horizon: HomeDay?
  /// Events of days that were pruned.
  var forgottenEvents: Int64 = 0
  var archives: [LedgerArchive] = []
  /// In the order of days, and of numbers within a day.
  var runs: [LedgerRun] = []
  var intakes: [Intake] = []
  /// What the messages of each home come to, of all runs together.
  var totals: [HomeDay: DayValues<LifecycleCounts>] = [:]
  /// The latest time that is believed by the clock of whoever reads this; nothing of the journal itself.
  var latestPlausible: Timestamp?
}

/// An archive that was taken in.
struct LedgerArchive: Sendable {
  /// Never that of another.
  var number: Int
  var content: ContentPrint
  /// What it was when it was shorter.
  var earlier: [ContentPrint]
  /// What it held when it was read last.
  var account: ArchiveAccount
  var coverage: Coverage
  /// Its events, but for those that depend on its end.
  var certainEvents: Int64
  /// The digest of the rules by which it was read: others may find other events in it.
  var rulesDigest: UInt64
  /// Events that depend on its end and were of days before the horizon.
  var forgottenTailEvents: Int64 = 0
  /// Which intakes took events of it.
  var intakes: [Int]

  var name: [UInt8] { account.source.name }

  /// The times of its events, if all of them were ahead of the machine's clock when it was taken in, and
  /// are not any more; `nil` for every other archive.
  ///
  /// The clock was wrong then. Nothing was covered, and no hour was counted; this makes up for it as far as
  /// events tell their times. It is never written, for the clock may be wrong now.
  func spanAhead(believedUpTo latestPlausible: Timestamp?) -> Coverage? {
    guard coverage.end == nil, let latestPlausible, let first = account.firstEvent,
      let last = account.lastEvent, last <= latestPlausible
    else { return nil }
    return Coverage(start: first, end: last)
  }

  /// What it is, and was when it was shorter.
  var contents: [ContentPrint] { [content] + earlier }
}

/// A run of lifecycles: those of one day that one intake found, or several.
struct LedgerRun: Sendable, Equatable {
  /// Never that of another.
  let number: Int
  let day: HomeDay
  var byteCount: Int
  var tableChecksum: UInt32
  /// Whose events it holds.
  var intakes: [Int]
  /// The number of the archive of whose end it was made; it goes when that has grown.
  var tailOf: Int?
  /// How many events it joins, duplicates included.
  var events: Int64
  var sections: DayValues<LedgerSection>

  var name: String {
    let digits = String(number)
    return "\(day)." + String(repeating: "0", count: max(0, 6 - digits.count)) + "\(digits).run"
  }

  /// Whether a file may be called so.
  static func isName(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 && HomeDay(String(parts[0])) != nil
      && parts[1].utf8.count >= 6 && parts[1].utf8.allSatisfy { $0.isASCIIDigit }
  }

  var recordCount: Int { sections.reduce(0) { $0 + $1.recordCount } }
}

extension [LedgerRun] {
  var byteCount: Int { reduce(0) { $0 + $1.byteCount } }
  var events: Int64 { reduce(0) { $0 + $1.events } }
}

/// What is known of a section without reading it.
struct LedgerSection: Sendable, Equatable {
  var recordCount = 0
  /// The first and the last known creation time of its messages.
  var creation: ClosedRange<Timestamp>?

  mutating func note(_ creation: Timestamp?) {
    recordCount += 1
    guard let creation else { return }
    self.creation =
      self.creation.map { min($0.lowerBound, creation)...max($0.upperBound, creation) }
      ?? creation...creation
  }
}

extension Journal {
  /// One time that archives were taken in.
  struct Intake: Sendable {
    let number: Int
    /// How many callbacks came in each hour, by hours since the epoch.
    var hours: [(hour: Int, count: Int64)]
  }

  /// Archives of which events were taken in after an intake.
  func archives(after intake: Int) -> [LedgerArchive] {
    archives.filter { $0.intakes.contains { $0 > intake } }
  }

  /// What archives held when they were shorter, by number: those of which nothing was taken in after an
  /// intake.
  func accounts(upTo intake: Int) -> [Int: ArchiveAccount] {
    let told = archives.filter { $0.intakes.allSatisfy { $0 <= intake } }
    return Dictionary(uniqueKeysWithValues: told.map { ($0.number, $0.account) })
  }

  /// Of all archives.
  var coverage: Coverage { archives.reduce(into: Coverage()) { $0.merge(coverage(of: $1)) } }

  /// What an archive covers, by the clock of whoever asks.
  func coverage(of archive: LedgerArchive) -> Coverage {
    archive.spanAhead(believedUpTo: latestPlausible) ?? archive.coverage
  }

  /// The runs of each day that has some, days in order.
  var days: [(day: HomeDay, runs: [LedgerRun])] {
    runsByDay.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  var runsByDay: [HomeDay: [LedgerRun]] { Dictionary(grouping: runs, by: \.day) }

  /// What all messages come to.
  var lifecycles: LifecycleCounts {
    totals.values.joined().reduce(into: LifecycleCounts()) { $0.merge($1) }
  }

  /// Whether no value was lost or counted twice in an archive, and no event on its way from the archives
  /// to the runs and to the messages of their days.
  var isBalanced: Bool {
    let events = runsByDay.mapValues(\.events)
    return archives.allSatisfy(\.account.tally.isBalanced)
      && archives.reduce(0) { $0 + $1.account.events } == events.values.reduce(forgottenEvents, +)
      && totals.allSatisfy { day, counts in counts.reduce(0) { $0 + $1.events } == events[day] ?? 0
      }
  }

  mutating func sortRuns() {
    runs.sort { ($0.day, $0.number) < ($1.day, $1.number) }
  }

  /// Forgets totals of days without runs, and intakes without archives.
  mutating func tidy() {
    let days = Set(runs.map(\.day))
    totals = totals.filter { days.contains($0.key) }
    let used = Set(archives.flatMap(\.intakes))
    intakes.removeAll { !used.contains($0.number) }
  }
}

extension ValueTally {
  fileprivate var isBalanced: Bool { values == callbacks + foreign + malformed }
}
