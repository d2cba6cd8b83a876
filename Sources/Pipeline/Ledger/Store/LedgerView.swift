internal import Archives
internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// What a ledger and the archives besides it hold together.
struct LedgerView: Sendable {
  /// What each archive held, in the order of names, those of the ledger as they are now.
  let archives: [ArchiveAccount]
  let coverage: Coverage
  /// All homes with messages, in order.
  let homes: [Home]
  private let read: NewArchives
  private let journal: Journal
  private let folder: LedgerFolder
  private let plan: ReadingPlan
  /// Keeps the runs in place.
  private let lock: FolderLock?
  /// By day those runs of the ledger that hold.
  private let runs: [HomeDay: [LedgerRun]]
  /// What was read besides, by home.
  private let parts: [Home: [HomePart]]
  /// Homes of which the ledger's own counts do not hold.
  private let changed: Set<Home>
  /// The ledger's own counts of all homes.
  private let counts: LifecycleCounts

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
    let known = journal.archives.filter { !grown.contains($0.number) }
    archives = (known.map(\.account) + read.archives.map(\.account) + plan.unreadable).inOrder
    coverage = (known.map(journal.coverage) + read.archives.map(\.taken.scanned.coverage))
      .reduce(into: Coverage()) { $0.merge($1) }
    let tails = journal.runs.filter { run in run.tailOf.map(grown.contains) ?? false }
    changed = Set(tails.flatMap(\.homes))
    let replaced = Set(tails.map(\.number))
    runs = Dictionary(grouping: journal.runs.filter { !replaced.contains($0.number) }, by: \.day)
    parts = Dictionary(
      grouping: read.messages.parts + read.archives.flatMap(\.tail.parts), by: \.home)
    homes = Set(runs.values.joined().flatMap(\.homes)).union(parts.keys).sorted()
    counts = homes.reduce(into: LifecycleCounts()) { $0.merge(journal.counts(of: $1)) }
  }

  /// A ledger alone, which nobody changes but who asks.
  init(_ journal: Journal, _ folder: LedgerFolder) {
    self.init(journal, folder, ReadingPlan(), NewArchives(), nil)
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
  func countsOfHomes(otherThan read: [Home]) -> LifecycleCounts {
    read.reduce(into: counts) { $0.remove(journal.counts(of: $1)) }
  }

  /// The messages of some homes, as far as a coverage goes.
  func messages(of homes: [Home], _ coverage: Coverage) -> ReportedMessages {
    ReportedMessages(
      archives: archives, coverage: coverage, place: .homes(homes, self),
      forgottenEvents: forgottenEvents, rejects: read.rejects,
      spilledRunCount: read.spilledRunCount)
  }

  /// All messages.
  var messages: ReportedMessages { messages(of: homes, coverage) }

  /// Everything that holds messages of a home.
  func sources(of home: Home, _ open: inout OpenRuns) throws(RunError) -> [RunMerger.Source] {
    try open.sources(of: home, runs[home.day] ?? [])
      + (parts[home] ?? []).map { RunMerger.Source($0.run, section: $0.section) }
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

extension Journal {
  /// What the messages of a home come to.
  fileprivate func counts(of home: Home) -> LifecycleCounts {
    totals[home.day]?[home.section] ?? LifecycleCounts()
  }
}
