internal import Archives
internal import Callbacks
internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// An archive that was read because a ledger does not know it, or not all of it.
struct NewArchive: Sendable {
  let content: ContentPrint
  let taken: TakenArchive
  let grown: LedgerArchive?
  /// Contents that are known from now on to be beginnings of this one.
  let absorbed: [ContentPrint]
  /// The messages that depend on its end.
  let tail: HomeParts

  var account: ArchiveAccount { taken.scanned.account }

  /// How many more events there are than were known before.
  var newEvents: Int64 { max(0, account.events - (grown?.account.events ?? 0)) }

  /// The archive as a journal keeps it.
  func entry(number: Int, intake: Int, _ rules: ReadingRules) -> LedgerArchive {
    let before = grown?.contents ?? []
    return LedgerArchive(
      number: number, content: content,
      earlier: Set(before + absorbed).sorted {
        ($0.byteCount, $0.checksum, $0.hash) < ($1.byteCount, $1.checksum, $1.hash)
      },
      account: account, coverage: taken.scanned.coverage, certainEvents: taken.certainEvents,
      rulesDigest: rules.digest,
      intakes: (grown?.intakes ?? []) + [intake])
  }
}

/// What was read of the archives that a ledger does not know.
struct NewArchives: Sendable {
  let archives: [NewArchive]
  /// All messages but those that depend on the end of an archive.
  let messages: HomeParts
  let hours: [(hour: Int, count: Int64)]
  let rejects: [RejectLog]
  /// Runs of lifecycles that were written because the budget was spent.
  let spilledRunCount: Int

  /// None.
  init() {
    archives = []
    messages = HomeParts()
    hours = []
    rejects = []
    spilledRunCount = 0
  }

  /// Reads the archives of a plan.
  ///
  /// - Throws: ``LedgerError``: for temporary files, or for an archive that was replaced meanwhile.
  init(
    _ plan: ReadingPlan, horizon: HomeDay?, _ context: PassContext, _ progress: PassProgress?
  ) async throws(LedgerError) {
    try plan.requireSameRules(context.rules)
    let (budget, folder) = (context.budget, context.temporaryFolder)
    let items = Dictionary(uniqueKeysWithValues: plan.items.map { ($0.source.name, $0) })
    let known = items.mapValues { $0.grown?.certainEvents ?? 0 }
    var archives: [NewArchive] = []
    var hours = HourTally()
    do throws(RunError) {
      let read = try await IngestPass(context).take(
        plan.items.map(\.source), behind: known, progress)
      rejects = read.rejects
      spilledRunCount = read.spilledRunCount
      messages = try await HomeParts(read.messages, horizon: horizon, budget, in: folder)
      for taken in read.taken {
        hours.merge(taken.hours)
        guard let item = items[taken.scanned.account.source.name] else { continue }
        let tail =
          taken.tail.isEmpty
          ? HomeParts()
          : try await HomeParts(.spilled(taken.tail), horizon: horizon, budget, in: folder)
        archives.append(
          NewArchive(
            content: item.prints.whole, taken: taken, grown: item.grown,
            absorbed: item.absorbed, tail: tail))
      }
    } catch {
      throw LedgerError(error)
    }
    var confirmed: [NewArchive] = []
    for archive in archives {
      guard let item = items[archive.account.source.name] else { continue }
      confirmed.append(try archive.confirmed(item))
    }
    self.archives = confirmed.sorted {
      $0.account.source.name.lexicographicallyPrecedes($1.account.source.name)
    }
    self.hours = hours.counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension NewArchive {
  /// Makes sure that what was read is what the plan went by.
  ///
  /// An archive that is still being written may have grown in between.
  ///
  /// - Throws: ``LedgerError`` for one that has become another, or of which the device failed.
  fileprivate func confirmed(_ item: ReadingPlan.Item) throws(LedgerError) -> NewArchive {
    let summary = account.summary
    // Whose fault it is, the device's before a writer's; no archive is taken in by halves.
    if let damage = summary.damage, damage.isOfReading { throw Self.error(item, damage) }
    func isRead(_ print: ContentPrint) -> Bool {
      print.byteCount == summary.compressedBytes && print.checksum == summary.checksum
    }
    if isRead(content) { return self }
    let prints = FilePrints(
      of: item.source, beginnings: [content.byteCount, summary.compressedBytes].sorted())
    if let damage = prints.damage { throw Self.error(item, damage) }
    let all = prints.beginnings + [prints.whole]
    guard all.contains(content), let read = all.first(where: isRead) else {
      throw LedgerError(
        .inputOutput,
        """
        \(item.source.displayName) was replaced while it was read; run again when nobody writes \
        to it; the ledger was not changed
        """)
    }
    return NewArchive(
      content: read, taken: taken, grown: grown, absorbed: absorbed, tail: tail)
  }

  private static func error(_ item: ReadingPlan.Item, _ damage: ArchiveDamage) -> LedgerError {
    LedgerError(
      .inputOutput,
      """
      \(item.source.displayName): \(damage); it could be read a moment before; run again, and it is \
      left out if it still cannot; the ledger was not changed
      """)
  }
}

extension NewArchives {
  /// Events of days that are not kept.
  var forgottenEvents: Int64 {
    messages.droppedEvents + archives.reduce(0) { $0 + $1.tail.droppedEvents }
  }

  /// Those among them that were not read before, at the end of an archive that has grown.
  var newlyForgottenEvents: Int64 {
    max(0, forgottenEvents - archives.reduce(0) { $0 + ($1.grown?.forgottenTailEvents ?? 0) })
  }

  /// How many more events there are than were known before, kept or not.
  var newEvents: Int64 { archives.reduce(0) { $0 + $1.newEvents } }
}
