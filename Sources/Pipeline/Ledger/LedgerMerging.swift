internal import Archives
internal import Lifecycles
public import Primitives
internal import Reports
internal import Runs

/// Takes into a ledger what others know: those of machines that each have read some of the archives.
///
/// Runs are copied as they are. A message is joined when it is read, from every run that holds some of
/// it, so that it does not matter which of the ledgers heard of it what.
public struct LedgerMerging: Sendable {
  private let folder: LedgerFolder
  private let now: Timestamp
  private let budget: MemoryBudget

  public init(_ folder: LedgerFolder, now: Timestamp, _ budget: MemoryBudget) {
    self.folder = folder
    self.now = now
    self.budget = budget
  }

  /// What a merge came to.
  public struct Result: Sendable {
    /// Archives that were taken in.
    public internal(set) var archives = 0
    /// Archives that were known before.
    public internal(set) var knownCount = 0
    /// Events that were not known before, without those of days that are forgotten.
    public internal(set) var newEvents: Int64 = 0
    /// Events of days that the ledger, or another of them, has forgotten.
    var leftOutEvents: Int64 = 0
    /// What was left out, for whoever wants to know.
    public internal(set) var notes: [String] = []
    /// Days whose runs were merged.
    public internal(set) var compactedDays = 0
  }

  /// Takes in what other ledgers know, all of it or nothing.
  ///
  /// - Returns: What was taken in.
  /// - Throws: ``LedgerError``: `refused` where events would count twice, or days would be lost.
  public func run(_ others: [LedgerFolder]) async throws(LedgerError) -> Result {
    // Before the ledger is begun, which is for nothing if one of them is not there.
    var ledgers: [OtherLedger] = []
    for other in others { ledgers.append(try OtherLedger(other)) }
    let writer = try LedgerWriter(folder, creates: true, now: now, budget)
    try folder.requireRuns(of: writer.journal)
    var result = try take(ledgers, into: writer)
    if let forgotten = writer.journal.forgottenDays, result.leftOutEvents > 0 {
      result.notes.append(forgotten.noteOnEventsLeftOut(result.leftOutEvents))
    }
    if result.archives > 0 || writer.journal.generation == 0 { try await writer.commit() }
    do throws(LedgerError) {
      result.compactedDays = try await LedgerCompaction.compactFullDays(writer)
    } catch {
      throw error.after("the ledgers were merged before, and need not be again")
    }
    return result
  }

  private func take(
    _ ledgers: [OtherLedger], into writer: LedgerWriter
  ) throws(LedgerError) -> Result {
    var result = Result()
    var known = Set(writer.journal.archives.flatMap(\.contents))
    var parts: [(ledger: OtherLedger, archives: [LedgerArchive])] = []
    for ledger in ledgers {
      let archives = try ledger.archives(notAmong: known)
      result.archives += archives.count
      result.knownCount += ledger.journal.archives.count - archives.count
      known.formUnion(archives.flatMap(\.contents))
      if !archives.isEmpty { parts.append((ledger, archives)) }
    }
    // Of all of them first, so that it does not matter in which order they are named.
    for part in parts { try part.ledger.forgetDays(of: &writer.journal) }
    for part in parts { try part.ledger.add(part.archives, to: writer, &result) }
    return result
  }
}

/// A ledger that is taken into another.
private struct OtherLedger {
  let journal: Journal
  private let folder: LedgerFolder
  /// Keeps the runs in place.
  private let lock: FolderLock?

  init(_ folder: LedgerFolder) throws(LedgerError) {
    self.folder = folder
    // Before the journal is read, so that no run that it names goes away.
    lock = FolderLock(folder.path, .shared)
    journal = try folder.readJournal()
    try folder.requireRuns(of: journal)
  }

  /// The archives that are to be taken in: none where all are known.
  ///
  /// What was joined cannot be taken apart again, so that of a ledger of which a part is known no other
  /// part can be taken.
  ///
  /// - Parameter known: What is known of other archives, and of what they were when they were shorter.
  /// - Returns: All that are not known.
  /// - Throws: ``LedgerError`` where some are.
  func archives(notAmong known: Set<ContentPrint>) throws(LedgerError) -> [LedgerArchive] {
    guard journal.archives.contains(where: { !known.contains($0.content) }) else { return [] }
    let shared = journal.archives.filter { !known.isDisjoint(with: $0.contents) }
    // An archive without events, such as an empty one, counts no more for being known twice.
    if let first = shared.first(where: { $0.record.events > 0 }) {
      throw LedgerError(
        .refused,
        """
        \(folder.path.quoted): \(first.record.source.displayName) is known already, and its events \
        would count twice; merge all ledgers into one that is not there yet, and none of them with \
        an archive of another
        """)
    }
    let numbers = Set(shared.map(\.number))
    return journal.archives.filter { !numbers.contains($0.number) }
  }

  /// Lets another journal forget the days that are forgotten here: what is left of them would pass for
  /// all there is.
  ///
  /// - Throws: ``LedgerError`` where it has something of them.
  func forgetDays(of other: inout Journal) throws(LedgerError) {
    guard let horizon = journal.horizon, other.horizon.map({ $0 < horizon }) ?? true else {
      return
    }
    guard !other.runs.contains(where: { $0.day < horizon }) else {
      throw LedgerError(
        .refused,
        """
        \(folder.path.quoted) has forgotten the days before \(horizon), of which the ledger has \
        some; merge into one that is not there yet, or have this one forget them, too: waybill \
        ledger forget --before \(horizon)
        """)
    }
    other.horizon = horizon
  }

  /// Adds some archives, and all runs.
  func add(
    _ archives: [LedgerArchive], to writer: LedgerWriter, _ result: inout LedgerMerging.Result
  ) throws(LedgerError) {
    // Every number goes behind those that were given.
    let numbers = writer.journal.numbersGiven
    var tails: [Int: Int64] = [:]
    for run in journal.runs {
      guard writer.journal.horizon.map({ run.day >= $0 }) ?? true else {
        if let archive = run.tailOf { tails[archive, default: 0] += run.events }
        result.leftOutEvents += run.events
        writer.journal.forgottenEvents += run.events
        continue
      }
      do throws(RunError) {
        try writer.add(
          run, of: folder, ingests: run.ingests.map { $0 + numbers.ingests },
          tailOf: run.tailOf.map { $0 + numbers.archives })
      } catch {
        throw LedgerError(error)
      }
      result.newEvents += run.events
    }
    for var archive in archives {
      archive.forgottenTailEvents += tails[archive.number] ?? 0
      archive.number += numbers.archives
      archive.ingests = archive.ingests.map { $0 + numbers.ingests }
      writer.journal.archives.append(archive)
    }
    writer.journal.ingests += journal.ingests.map {
      LedgerIngest(number: $0.number + numbers.ingests, hours: $0.hours)
    }
    writer.journal.forgottenEvents += journal.forgottenEvents
    writer.journal.nextArchive += journal.numbersGiven.archives
    writer.journal.nextIngest += journal.numbersGiven.ingests
    let given = max(writer.journal.nextArchive, writer.journal.nextIngest)
    guard writer.journal.canBeAddedUp, given <= RecordReader.countLimit else {
      throw LedgerError(.refused, "\(folder.path.quoted) counts more than can be added up")
    }
  }
}

extension Journal {
  /// The greatest numbers that may have been given to archives and ingests.
  fileprivate var numbersGiven: (archives: Int, ingests: Int) { (nextArchive - 1, nextIngest - 1) }
}

extension LedgerArchive {
  /// What it is, and was when it was shorter, but for beginnings that others have, too.
  fileprivate var contents: [ContentPrint] {
    [content] + earlier.filter { $0.byteCount >= FilePrints.leastBeginning }
  }
}
