internal import Archives
internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

/// Takes into a ledger what others know: those of machines that each have read some of the archives.
///
/// Runs are copied as they are. A message is joined when it is read, from every run that holds some of
/// it, so that it does not matter which of the ledgers heard of it what.
extension LedgerCare {
  /// What a merge came to.
  public struct Merged: Sendable {
    /// Archives that were taken in.
    public internal(set) var archives = 0
    /// Archives that were known before.
    public internal(set) var knownCount = 0
    /// Events that were not known before, without those of days that are forgotten.
    public internal(set) var newEvents: Int64 = 0
    /// Events of days that the ledger, or another of them, has forgotten.
    var forgottenEvents: Int64 = 0
    /// What was left out, for whoever wants to know.
    public internal(set) var notes: [String] = []
    /// Days whose runs were merged.
    public internal(set) var compactedDays = 0
  }

  /// Takes in what other ledgers know, all of it or nothing.
  ///
  /// - Returns: What was taken in.
  /// - Throws: ``LedgerError``: `refused` where events would count twice, or days would be lost.
  public func merge(_ others: [LedgerFolder]) async throws(LedgerError) -> Merged {
    var ledgers: [OtherLedger] = []
    for other in others {
      ledgers.append(try await OtherLedger(LedgerCare(other, now: now, budget)))
    }
    // So that one of which another knows all is left out, wherever it was named.
    ledgers.sort {
      let (a, b) = ($0.journal.archives.count, $1.journal.archives.count)
      return a == b ? $0.folder.path.string < $1.folder.path.string : a > b
    }
    // Before the ledger is begun, which is for nothing if they cannot be merged.
    _ = try Parts(of: ledgers, KnownArchives())
    let writer = try self.writer(creates: true)
    try folder.requireRuns(of: writer.journal)
    let cutBefore = writer.journal.lifecycles.leftOutEvents
    var result = try take(ledgers, into: writer)
    if let forgotten = writer.journal.forgottenDays, result.forgottenEvents > 0 {
      result.notes.append(forgotten.noteOnEventsLeftOut(result.forgottenEvents))
    }
    if result.archives > 0 || writer.journal.generation == 0 { try await writer.commit() }
    result.notes += Accounting.notes(
      onLeftOut: writer.journal.lifecycles.leftOutEvents - cutBefore)
    do throws(LedgerError) {
      result.compactedDays = try await Self.compactFullDays(writer)
    } catch {
      throw error.after("the ledgers were merged before, and need not be again")
    }
    return result
  }

  private func take(
    _ ledgers: [OtherLedger], into writer: LedgerWriter
  ) throws(LedgerError) -> Merged {
    var known = KnownArchives()
    known.add(writer.journal.archives, of: folder)
    let parts = try Parts(of: ledgers, known)
    var result = Merged()
    result.archives = parts.archiveCount
    result.knownCount = ledgers.reduce(0) { $0 + $1.journal.archives.count } - result.archives
    result.notes = parts.notes
    // Of all of them first, so that it does not matter in which order they are named.
    for part in parts.all { try part.ledger.forgetDays(of: &writer.journal, in: folder) }
    for part in parts.all { try part.ledger.add(part.archives, to: writer, &result) }
    return result
  }
}

/// What is to be taken of some ledgers.
private struct Parts {
  private(set) var all: [(ledger: OtherLedger, archives: [LedgerArchive])] = []
  /// Archives that may be the same.
  private var lookAlikes: [LedgerArchive] = []

  /// - Throws: ``LedgerError`` where events would count twice.
  init(of ledgers: [OtherLedger], _ known: KnownArchives) throws(LedgerError) {
    var known = known
    for ledger in ledgers {
      let archives = try ledger.archives(besides: known)
      guard !archives.isEmpty else { continue }
      lookAlikes += archives.filter(known.haveLookAlike)
      known.add(archives, of: ledger.folder)
      all.append((ledger, archives))
    }
  }

  var archiveCount: Int { all.reduce(0) { $0 + $1.archives.count } }

  /// For whoever wants to know.
  var notes: [String] {
    guard let first = lookAlikes.first else { return [] }
    let rest = lookAlikes.count > 1 ? " and \(lookAlikes.count - 1) more" : ""
    return [
      """
      \(first.account.source.displayName)\(rest): another ledger knows an archive of this name that \
      begins at the same time; if it is the same one, before or after it has grown, its events count \
      twice
      """
    ]
  }
}
