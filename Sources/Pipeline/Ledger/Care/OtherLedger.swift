internal import Archives
internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

/// A ledger that is taken into another.
struct OtherLedger {
  let folder: LedgerFolder
  let journal: Journal
  /// Keeps the runs in place.
  private let lock: FolderLock?

  /// Opens a ledger, of which all is whole.
  init(_ care: LedgerCare) async throws(LedgerError) {
    folder = care.folder
    // Before the journal is read, so that no run that it names goes away.
    lock = FolderLock(folder.path, .shared)
    journal = try folder.readJournal(now: care.now)
    let verdict = try await care.verify(journal)
    guard let complaint = verdict.complaints.first else { return }
    throw LedgerError(.inputOutput, complaint, rest: "nothing was merged")
  }

  /// The archives that are to be taken in: none where all are known.
  ///
  /// What was joined cannot be taken apart again, so that of a ledger of which a part is known no other
  /// part can be taken.
  ///
  /// - Parameter known: What others know.
  /// - Returns: All that are not known.
  /// - Throws: ``LedgerError`` where some are.
  func archives(besides known: KnownArchives) throws(LedgerError) -> [LedgerArchive] {
    for archive in journal.archives {
      guard let other = known[archive.content], other.archive.content == archive.content else {
        continue
      }
      guard other.archive.rulesDigest == archive.rulesDigest else {
        throw refusal(
          archive, other, "was read with another --max-line or --body than",
          "which of the two counts? Leave out one of the ledgers")
      }
    }
    guard journal.archives.contains(where: { known[$0.content] == nil }) else { return [] }
    var unknown: [LedgerArchive] = []
    for archive in journal.archives {
      guard let other = known.related(to: archive) else {
        unknown.append(archive)
        continue
      }
      // One without events, such as an empty one, counts no more for being known twice.
      guard archive.account.events == 0 else {
        throw refusal(
          archive, other, "is, or begins like,",
          """
          its events would count twice; give each archive to one ledger, and merge those that go on \
          into a new one each time
          """)
      }
    }
    return unknown
  }

  private func refusal(
    _ archive: LedgerArchive, _ other: KnownArchives.Known, _ relation: String, _ advice: String
  ) -> LedgerError {
    LedgerError(
      .refused,
      """
      \(folder.path.quoted): \(archive.account.source.displayName) \(relation) \
      \(other.archive.account.source.displayName) of \(other.ledger.path.quoted); \(advice)
      """)
  }

  /// Lets another journal forget the days that are forgotten here: what is left of them would pass for
  /// all there is.
  ///
  /// - Parameters:
  ///   - other: The journal.
  ///   - target: Where that is.
  /// - Throws: ``LedgerError`` where it has something of them.
  func forgetDays(of other: inout Journal, in target: LedgerFolder) throws(LedgerError) {
    guard let horizon = journal.horizon, other.horizon.map({ $0 < horizon }) ?? true else {
      return
    }
    guard !other.runs.contains(where: { $0.day < horizon }) else {
      throw LedgerError(
        .refused,
        """
        \(folder.path.quoted) has forgotten the days before \(horizon), of which \
        \(target.path.quoted) has some; let it forget them first: waybill ledger forget --before \
        \(horizon) --ledger \(target.path.string.shellWord)
        """)
    }
    other.horizon = horizon
  }

  /// Adds some archives, and all runs.
  func add(
    _ archives: [LedgerArchive], to writer: LedgerWriter, _ result: inout LedgerCare.Merged
  ) throws(LedgerError) {
    // Every number goes behind those that were given.
    let numbers = writer.journal.numbersGiven
    var tails: [Int: Int64] = [:]
    for run in journal.runs {
      guard writer.journal.horizon.map({ run.day >= $0 }) ?? true else {
        if let archive = run.tailOf { tails[archive, default: 0] += run.events }
        result.forgottenEvents += run.events
        writer.journal.forgottenEvents += run.events
        continue
      }
      do throws(RunError) {
        try writer.add(
          run, of: folder, intakes: run.intakes.map { $0 + numbers.intakes },
          tailOf: run.tailOf.map { $0 + numbers.archives })
      } catch {
        throw LedgerError(error)
      }
      result.newEvents += run.events
    }
    for var archive in archives {
      archive.forgottenTailEvents += tails[archive.number] ?? 0
      archive.number += numbers.archives
      archive.intakes = archive.intakes.map { $0 + numbers.intakes }
      writer.journal.archives.append(archive)
    }
    writer.journal.intakes += journal.intakes.map {
      Journal.Intake(number: $0.number + numbers.intakes, hours: $0.hours)
    }
    writer.journal.forgottenEvents += journal.forgottenEvents
    writer.journal.nextArchive += journal.numbersGiven.archives
    writer.journal.nextIntake += journal.numbersGiven.intakes
    let given = max(writer.journal.nextArchive, writer.journal.nextIntake)
    guard writer.journal.canBeAddedUp, given <= RecordReader.countLimit else {
      throw LedgerError(.refused, "\(folder.path.quoted) counts more than can be added up")
    }
  }
}

extension Journal {
  /// The greatest numbers that may have been given to archives and intakes.
  fileprivate var numbersGiven: (archives: Int, intakes: Int) { (nextArchive - 1, nextIntake - 1) }
}
