internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

/// A ledger that this process may change, until the writer is gone.
///
/// Changes gather here, and hold when they are committed: all of them at once, or none.
final class LedgerWriter {
  let folder: LedgerFolder
  let budget: MemoryBudget
  /// What will hold after ``commit()``.
  var journal: Journal
  private let lock: WriterLock
  /// Whether there is no journal yet.
  private var isBeginning = false
  /// Runs that were written and that no journal names yet.
  private var unnamed: [FilePath] = []
  /// Homes whose totals are not known any more.
  private var touched: Set<Home> = []

  /// Takes hold of a ledger.
  ///
  /// - Parameters:
  ///   - folder: Where it is.
  ///   - creates: Whether one is begun where there is none.
  ///   - now: What the machine's clock says.
  ///   - budget: How many workers there are, and what they may take.
  /// - Throws: ``LedgerError``.
  init(
    _ folder: LedgerFolder, creates: Bool, now: Timestamp, _ budget: MemoryBudget
  ) throws(LedgerError) {
    self.folder = folder
    self.budget = budget
    var isThere = true
    do throws(LedgerError) {
      _ = try folder.readJournal(now: now)
    } catch {
      guard error.cause == .missing, creates else { throw error }
      try folder.create()
      isThere = false
    }
    lock = try WriterLock(folder, now: now)
    if !isThere {
      journal = Journal()
      // Another process may have begun it meanwhile.
      if (try? Stat(folder.journalPath, followTargetSymlink: false)) == nil {
        try folder.beginFirstJournal()
        isBeginning = true
        return
      }
    }
    // Read again, since it may have been replaced before the lock was taken.
    journal = try folder.readJournal(now: now)
    folder.removeLeftovers(journal)
  }

  deinit {
    for path in unnamed { UnfinishedFiles.remove(path) }
    if isBeginning { folder.endFirstJournal() }
  }

  /// Writes the parts of each day to a run of its own.
  ///
  /// - Parameters:
  ///   - parts: The messages.
  ///   - intake: The number of the one that took them in.
  ///   - archive: The archive of whose end they were made, if so.
  /// - Throws: ``RunError``.
  func add(_ parts: HomeParts, intake: Int, tailOf archive: Int? = nil) throws(RunError) {
    for (day, parts) in parts.days {
      let events = parts.reduce(0) { $0 + $1.counts.events }
      let entry = try writeRun(day, intakes: [intake], tailOf: archive, events) {
        writer, sections throws(RunError) in
        for section in sections.indices {
          try writer.beginSection(label: Home(day, section: section).label)
          guard let part = parts.first(where: { $0.home.section == section }) else { continue }
          try writer.append(blocksOf: part.run, section: part.section)
          sections[section] = part.summary
        }
      }
      journal.runs.append(entry)
      touched.formUnion(parts.map(\.home))
    }
  }

  /// Adds a run of another ledger, with other numbers.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - other: Where it is.
  ///   - intakes: Whose events it holds, by the numbers that they have here.
  ///   - archive: The archive of whose end it was made, if so, by its number here.
  /// - Throws: ``RunError``.
  func add(
    _ run: LedgerRun, of other: LedgerFolder, intakes: [Int], tailOf archive: Int?
  ) throws(RunError) {
    let source = try other.open(run)
    let entry = try writeRun(run.day, intakes: intakes, tailOf: archive, run.events) {
      writer, sections throws(RunError) in
      for section in sections.indices {
        try writer.beginSection(label: Home(run.day, section: section).label)
        try writer.append(blocksOf: source, section: section)
      }
      sections = run.sections
    }
    journal.runs.append(entry)
    touched.formUnion(run.homes)
  }

  /// Writes one run, which is on the disk afterwards.
  private func writeRun(
    _ day: HomeDay, intakes: [Int], tailOf archive: Int?, _ events: Int64,
    _ body: (inout RunWriter, inout DayValues<LedgerSection>) throws(RunError) -> Void
  ) throws(RunError) -> LedgerRun {
    var entry = LedgerRun(
      number: journal.nextRun, day: day, byteCount: 0, tableChecksum: 0, intakes: intakes,
      tailOf: archive, events: events, sections: DayValues())
    let path = folder.path(of: entry)
    let file = try RunFile(creating: path)
    do throws(RunError) {
      var writer = RunWriter(to: file, compresses: true)
      try body(&writer, &entry.sections)
      let run = try writer.finish()
      try run.sync()
      entry.byteCount = run.byteCount
      entry.tableChecksum = run.tableChecksum
    } catch {
      // The next one may have its name.
      UnfinishedFiles.remove(path)
      throw error
    }
    unnamed.append(path)
    journal.nextRun += 1
    return entry
  }

  /// Leaves runs out.
  func drop(_ isDropped: (LedgerRun) -> Bool) {
    for run in journal.runs where isDropped(run) { touched.formUnion(run.homes) }
    journal.runs.removeAll(where: isDropped)
  }

  /// Merges runs of days to one for each day; those of the ends of archives must not be among them.
  ///
  /// - Throws: ``RunError`` of the first day that cannot be read or written; those before it are merged.
  func merge(_ days: [(day: HomeDay, runs: [LedgerRun])]) throws(RunError) {
    var (merged, numbers): ([LedgerRun], Set<Int>) = ([], [])
    defer {
      journal.runs.removeAll { numbers.contains($0.number) }
      journal.runs += merged
    }
    for (day, runs) in days {
      merged.append(try self.merged(runs, of: day))
      numbers.formUnion(runs.map(\.number))
    }
  }

  /// Writes what runs of one day hold to a single one.
  private func merged(_ entries: [LedgerRun], of day: HomeDay) throws(RunError) -> LedgerRun {
    var walk = RunWalk(textLimit: budget.textBytes)
    var open = OpenRuns(folder)
    var encoder = MessageEncoder()
    let intakes = Set(entries.flatMap(\.intakes)).sorted()
    let events = entries.events
    return try writeRun(day, intakes: intakes, tailOf: nil, events) {
      writer, sections throws(RunError) in
      for section in sections.indices {
        let home = Home(day, section: section)
        try writer.beginSection(label: home.label)
        let sources = try open.sources(of: home, entries)
        try walk.forEachMessage(in: sources, of: home) { decoder, _ throws(RunError) in
          decoder.finishUndecided()
          encoder.encode(
            decoder.message, in: home, decoder.pool, beginsBlock: writer.beginsBlock)
          try writer.append(key: encoder.key.span, value: encoder.value.span)
          sections[section].note(decoder.message.joinedCreationTime)
        }
      }
    }
  }

  /// Makes what has changed hold.
  ///
  /// - Throws: ``LedgerError``; the ledger is then as it was before.
  func commit() async throws(LedgerError) {
    do throws(RunError) {
      try await countTouched()
    } catch {
      throw LedgerError(error)
    }
    guard journal.forgottenEvents >= 0, journal.isSound else {
      throw LedgerError(
        .bug, "what archives, runs and messages come to does not add up",
        rest: "nothing was changed")
    }
    journal.sortRuns()
    journal.tidy()
    journal.generation += 1
    journal.identity = journal.identity ?? .random(in: .min ... .max)
    let isOnDisk = try folder.replaceJournal(journal, naming: unnamed)
    unnamed = []
    if isBeginning { folder.endFirstJournal() }
    isBeginning = false
    if isOnDisk { folder.removeLeftovers(journal) }
  }

  /// Counts the messages of the homes whose runs have changed.
  private func countTouched() async throws(RunError) {
    let homes = touched.sorted()
    let (folder, budget) = (folder, budget)
    let runs = journal.runsByDay
    let found = try await inParallel(jobs: budget.jobs, homes.count) { next throws(RunError) in
      var walk = RunWalk(textLimit: budget.textBytes)
      var open = OpenRuns(folder)
      var counts: [(home: Home, counts: LifecycleCounts)] = []
      while let number = next() {
        let home = homes[number]
        let sources = try open.sources(of: home, runs[home.day] ?? [])
        counts.append((home, try walk.counts(in: sources, of: home)))
      }
      return counts
    }
    for (home, counts) in found.joined() {
      journal.totals[home.day, default: DayValues()][home.section] = counts
    }
    touched = []
  }
}
