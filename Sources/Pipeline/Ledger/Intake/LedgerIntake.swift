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
    /// What each archive held that was read, and those that cannot be, in the order of names.
    public let archives: [ArchiveAccount]
    /// Those among them that cannot be opened, or not be read to their ends.
    public let unreadable: [ArchiveAccount]
    /// Archives that the ledger knew.
    public let knownCount: Int
    /// Archives that were known when they were shorter.
    public let grownCount: Int
    /// Events that were not known before, without those of days that the ledger has forgotten.
    public let newEvents: Int64
    /// What was made of names and left out, for whoever wants to know.
    public let notes: [String]
    /// How many lines were dropped that the file for them has no room for.
    public let leftOutRejects: Int
    /// Days whose runs were merged.
    public let compactedDays: Int
  }

  /// Takes in what the ledger does not know.
  ///
  /// - Parameters:
  ///   - sources: The archives, whose names differ; none can be read once only.
  ///   - rejects: Takes the lines that are dropped, if the rules ask for them, and then its place, if
  ///     any archive is read.
  ///   - progress: Is told how far that is.
  /// - Returns: What was taken in.
  /// - Throws: ``LedgerError``, which says what the ledger has taken in if it has.
  public func run(
    _ sources: [ArchiveSource], rejects: RejectsFile? = nil, _ progress: PassProgress? = nil
  ) async throws(LedgerError) -> Result {
    let writer = try LedgerWriter(folder, creates: true, now: context.now, context.budget)
    return try await take(sources, into: writer, rejects, progress)
  }

  /// Takes them into a ledger that this process has hold of.
  func take(
    _ sources: [ArchiveSource], into writer: LedgerWriter, _ rejects: RejectsFile?,
    _ progress: PassProgress? = nil
  ) async throws(LedgerError) -> Result {
    try folder.requireRuns(of: writer.journal)
    let plan = await ReadingPlan(
      sources, writer.journal, context.rules, jobs: context.budget.jobs)
    let forgotten = writer.journal.forgottenDays
    let read = try await NewArchives(plan, horizon: forgotten?.end, context, progress)
    let cutBefore = writer.journal.lifecycles.leftOutEvents
    let leftOutRejects = try await commit(read, to: writer, rejects)
    let compactedDays = try await compact(writer)
    let forgottenEvents = read.newlyForgottenEvents
    var notes = plan.notes
    if let forgotten, forgottenEvents > 0 {
      notes.append(forgotten.noteOnEventsLeftOut(forgottenEvents))
    }
    notes += Accounting.notes(
      onLeftOut: writer.journal.lifecycles.leftOutEvents - cutBefore)
    return Result(
      archives: (read.archives.map(\.account) + plan.unreadable).inOrder,
      unreadable: plan.unreadable,
      knownCount: plan.knownCount, grownCount: read.archives.count { $0.grown != nil },
      newEvents: max(0, read.newEvents - forgottenEvents),
      notes: notes, leftOutRejects: leftOutRejects, compactedDays: compactedDays)
  }

  /// Makes the ledger know what was read.
  ///
  /// - Returns: How many lines were dropped that the file for them has no room for.
  private func commit(
    _ read: NewArchives, to writer: LedgerWriter, _ rejects: RejectsFile?
  ) async throws(LedgerError) -> Int {
    // A new ledger is written, even if it knows nothing.
    guard !read.archives.isEmpty || writer.journal.generation == 0 else { return 0 }
    do throws(RunError) {
      try add(read, to: writer)
    } catch {
      throw LedgerError(error)
    }
    // Before the ledger knows the archives, which are not read again then. Where none was read, the
    // lines that are there may be those of a run that has failed since.
    let leftOutRejects = read.archives.isEmpty ? 0 : try publish(read.rejects, to: rejects)
    do throws(LedgerError) {
      try await writer.commit()
    } catch {
      throw rejects == nil || read.archives.isEmpty
        ? error : error.after("the ledger is as it was before, and --rejects in place")
    }
    return leftOutRejects
  }

  private func compact(_ writer: LedgerWriter) async throws(LedgerError) -> Int {
    do throws(LedgerError) {
      return try await LedgerCare.compactFullDays(writer)
    } catch {
      throw error.after("the archives were taken in before, and need not be again")
    }
  }

  private func publish(
    _ logs: [RejectLog], to file: RejectsFile?
  ) throws(LedgerError) -> Int {
    do throws(OutputError) {
      return try file?.publish(logs) ?? 0
    } catch {
      throw LedgerError(error, of: "--rejects")
    }
  }

  private func add(_ read: NewArchives, to writer: LedgerWriter) throws(RunError) {
    let intake = writer.journal.nextIntake
    writer.journal.nextIntake += 1
    try writer.add(read.messages, intake: intake)
    writer.journal.forgottenEvents += read.messages.droppedEvents
    for archive in read.archives {
      let entry = archive.entry(
        number: archive.grown?.number ?? writer.journal.nextArchive, intake: intake, context.rules)
      if let grown = archive.grown {
        writer.drop { $0.tailOf == grown.number }
        writer.journal.archives.removeAll { $0.number == grown.number }
        writer.journal.forgottenEvents -= grown.forgottenTailEvents
      } else {
        writer.journal.nextArchive += 1
      }
      var added = entry
      added.forgottenTailEvents = archive.tail.droppedEvents
      writer.journal.forgottenEvents += archive.tail.droppedEvents
      writer.journal.archives.append(added)
      try writer.add(archive.tail, intake: intake, tailOf: entry.number)
    }
    writer.journal.intakes.append(Journal.Intake(number: intake, hours: read.hours))
  }
}
