public import Archives
internal import Lifecycles
public import Primitives
public import Reports
internal import Runs

/// Takes archives into a ledger: each of which the ledger does not know is read, once.
public struct LedgerIntake: Sendable {
  private let folder: LedgerFolder
  private let context: PassContext

  public init(_ folder: LedgerFolder, _ context: PassContext) {
    self.folder = folder
    self.context = context
  }

  /// What an intake came to.
  public struct Result: Sendable {
    /// What each archive held that was read, and those that cannot be opened, in the order of names.
    public let archives: [ArchiveRecord]
    /// Those among them that cannot be opened.
    public let unreadable: [ArchiveRecord]
    /// Archives that the ledger knew.
    public let knownCount: Int
    /// Archives that were known when they were shorter.
    public let grownCount: Int
    /// Events that were not known before.
    public let newEvents: Int64
    /// What was made of names, for whoever wants to know.
    public let notes: [String]
    /// The lines that were dropped, if the rules ask for them.
    public let rejects: [RejectLog]
    /// Days whose runs were merged.
    public let compactedDays: Int
  }

  /// Takes in what the ledger does not know.
  ///
  /// - Parameters:
  ///   - sources: The archives, whose names differ; none can be read once only.
  ///   - progress: Is told how far that is.
  /// - Returns: What was taken in.
  /// - Throws: ``LedgerError``; the ledger is then as it was before.
  public func run(
    _ sources: [ArchiveSource], _ progress: PassProgress? = nil
  ) async throws(LedgerError) -> Result {
    let writer = try LedgerWriter(folder, creates: true, now: context.now, context.budget)
    return try await take(sources, into: writer, progress)
  }

  /// Takes them into a ledger that this process has hold of.
  func take(
    _ sources: [ArchiveSource], into writer: LedgerWriter, _ progress: PassProgress? = nil
  ) async throws(LedgerError) -> Result {
    try folder.requireRuns(of: writer.journal)
    let plan = await ReadingPlan(
      sources, writer.journal, context.rules, jobs: context.budget.jobs)
    let read = try await NewArchives(plan, horizon: writer.journal.horizon, context, progress)
    if !read.archives.isEmpty || writer.journal.generation == 0 {
      do throws(RunError) {
        try add(read, to: writer)
      } catch {
        throw LedgerError(error)
      }
      try await writer.commit()
    }
    let compactedDays: Int
    do throws(LedgerError) {
      compactedDays = try await LedgerCompaction.compactFullDays(writer)
    } catch {
      throw error.after("the archives were taken in before, and need not be again")
    }
    return Result(
      archives: (read.archives.map(\.record) + plan.unreadable).inOrder,
      unreadable: plan.unreadable,
      knownCount: plan.knownCount, grownCount: read.archives.count { $0.grown != nil },
      newEvents: read.archives.reduce(0) { $0 + $1.newEvents }, notes: plan.notes,
      rejects: read.rejects, compactedDays: compactedDays)
  }

  private func add(_ read: NewArchives, to writer: LedgerWriter) throws(RunError) {
    let ingest = writer.journal.nextIngest
    writer.journal.nextIngest += 1
    try writer.add(read.messages, ingest: ingest)
    writer.journal.forgottenEvents += read.messages.droppedEvents
    for archive in read.archives {
      let entry = archive.entry(
        number: archive.grown?.number ?? writer.journal.nextArchive, ingest: ingest, context.rules)
      writer.drop { $0.tailOf == entry.number }
      if let grown = archive.grown {
        writer.journal.archives.removeAll { $0.number == grown.number }
        writer.journal.forgottenEvents -= grown.forgottenTailEvents
      } else {
        writer.journal.nextArchive += 1
      }
      var added = entry
      added.forgottenTailEvents = archive.tail.droppedEvents
      writer.journal.forgottenEvents += archive.tail.droppedEvents
      writer.journal.archives.append(added)
      try writer.add(archive.tail, ingest: ingest, tailOf: entry.number)
    }
    writer.journal.ingests.append(LedgerIngest(number: ingest, hours: read.hours))
  }
}
