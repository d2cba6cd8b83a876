internal import Archives
internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// What a ledger and the archives besides it hold together.
struct LedgerView: Sendable {
  let read: NewArchives
  private let journal: Journal
  private let folder: LedgerFolder
  private let plan: ReadingPlan
  /// Keeps the runs in place.
  private let lock: FolderLock?
  /// By day those runs of the ledger that hold.
  private let runs: [HomeDay: [LedgerRun]]
  /// What was read besides, by home.
  private let parts: [Home: [HomePart]]

  /// - Parameters:
  ///   - journal: What the ledger knows.
  ///   - folder: Where it is.
  ///   - plan: Which archives it does not know.
  ///   - read: What those held.
  ///   - lock: Kept for as long as the view.
  init(
    _ journal: Journal, _ folder: LedgerFolder, _ plan: ReadingPlan, _ read: NewArchives,
    _ lock: FolderLock?
  ) {
    self.lock = lock
    self.journal = journal
    self.folder = folder
    self.plan = plan
    self.read = read
    let grown = Set(read.archives.compactMap { $0.grown?.number })
    let valid = journal.runs.filter { run in run.tailOf.map { !grown.contains($0) } ?? true }
    runs = Dictionary(grouping: valid, by: \.day)
    parts = Dictionary(
      grouping: read.messages.parts + read.archives.flatMap(\.tail.parts), by: \.home)
    changed = Set(
      journal.runs.filter { run in run.tailOf.map(grown.contains) ?? false }.flatMap(\.homes))
  }

  /// A ledger alone, which nobody changes but who asks.
  init(_ journal: Journal, _ folder: LedgerFolder) {
    self.init(journal, folder, ReadingPlan(), NewArchives(), nil)
  }

  /// Homes of which the ledger's own counts do not hold.
  private let changed: Set<Home>

  /// What each archive held, those of the ledger as they are now.
  var archives: [ArchiveRecord] {
    let grown = Set(read.archives.compactMap { $0.grown?.number })
    return journal.archives.filter { !grown.contains($0.number) }.map(\.record)
      + read.archives.map(\.record) + plan.unreadable
  }

  var coverage: Coverage {
    let grown = Set(read.archives.compactMap { $0.grown?.number })
    var coverage = Coverage()
    for archive in journal.archives where !grown.contains(archive.number) {
      coverage.merge(archive.coverage)
    }
    for archive in read.archives { coverage.merge(archive.taken.scanned.coverage) }
    return coverage
  }

  /// Events of days that the ledger has pruned.
  var forgottenEvents: Int64 {
    let before = read.archives.reduce(0) { $0 + ($1.grown?.forgottenTailEvents ?? 0) }
    return journal.forgottenEvents - before + read.forgottenEvents
  }

  /// What was made of names of archives, for whoever wants to know.
  var notes: [String] { plan.notes }

  /// Lines for whoever asks for messages that were created from an instant on, or ever.
  func notes(since: Timestamp?) -> [String] {
    guard let forgottenDays, forgottenEvents > 0, forgottenDays.mayHoldMessages(since: since)
    else { return notes }
    return notes + [forgottenDays.note(leavingOut: read.forgottenEvents)]
  }

  var forgottenDays: ForgottenDays? { journal.forgottenDays }

  /// All homes with messages, in order.
  var homes: [Home] {
    Set(runs.values.joined().flatMap(\.homes)).union(parts.keys).sorted()
  }

  /// Whether a home has to be looked at, and is not known well enough by its counts.
  ///
  /// A message lies in the window only if one of its records does by itself: its creation time is
  /// that of one of them. But all records of the home are then needed, for it may have others.
  ///
  /// - Parameters:
  ///   - home: The home.
  ///   - mayContain: Whether messages created between two instants may lie in the window.
  /// - Returns: `false` only if none of the home does.
  func isToBeRead(
    _ home: Home, _ mayContain: (_ creation: ClosedRange<Timestamp>?) -> Bool
  ) -> Bool {
    guard parts[home] == nil, !changed.contains(home) else { return true }
    return (runs[home.day] ?? []).contains { run in
      run.sections[home.section].recordCount > 0
        && mayContain(run.sections[home.section].creation)
    }
  }

  /// What the messages come to of homes that are not read.
  func countsOfHomes(otherThan read: Set<Home>) -> LifecycleCounts {
    var counts = LifecycleCounts()
    for home in homes where !read.contains(home) {
      if let day = journal.totals[home.day] { counts.merge(day[home.section]) }
    }
    return counts
  }

  /// Everything that holds messages of a home.
  func sources(of home: Home, _ open: inout OpenRuns) throws(RunError) -> [HomeSource] {
    try open.sources(of: home, runs[home.day] ?? [])
      + (parts[home] ?? []).map { ($0.run, $0.section) }
  }

  /// A number that is another when a home lies in other runs than before.
  func digest(ofRunsOf home: Home) -> UInt64 {
    var bytes: [UInt8] = []
    for run in runs[home.day] ?? [] where run.sections[home.section].recordCount > 0 {
      bytes.append(littleEndian: UInt64(run.number))
      bytes.append(littleEndian: UInt64(run.tableChecksum))
    }
    return StableHash.stable.hash(bytes.span)
  }

  func openRuns() -> OpenRuns { OpenRuns(folder) }
}

extension LedgerRun {
  /// The homes that it has records of.
  var homes: [Home] {
    sections.indices.filter { sections[$0].recordCount > 0 }.map { Home(day, section: $0) }
  }
}
