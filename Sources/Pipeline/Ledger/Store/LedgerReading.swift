public import Archives
public import Primitives

/// Reads what a ledger holds together with archives besides, of which each that it does not know is read.
///
/// An archive that the ledger knows is counted once, whatever it is called.
public struct LedgerReading: Sendable {
  private let folder: LedgerFolder
  private let context: PassContext

  public init(_ folder: LedgerFolder, _ context: PassContext) {
    self.folder = folder
    self.context = context
  }

  /// Reads the archives that the ledger does not know; of the ledger itself no more than the journal.
  ///
  /// - Parameters:
  ///   - sources: The archives, whose names differ; none can be read once only.
  ///   - progress: Is told how far that is.
  /// - Returns: All messages, those of the ledger where they lie: it keeps them for as long as this is
  ///   kept.
  /// - Throws: ``LedgerError``.
  public func messages(
    with sources: [ArchiveSource], _ progress: PassProgress? = nil
  ) async throws(LedgerError) -> ReportedMessages {
    // Before the journal is read, so that no run that it names goes away.
    let lock = FolderLock(folder.path, .shared)
    let journal = try folder.readJournal(now: context.now)
    let plan = await ReadingPlan(sources, journal, context.rules, jobs: context.budget.jobs)
    let read = try await NewArchives(plan, horizon: journal.horizon, context, progress)
    return LedgerView(journal, folder, plan, read, lock).messages
  }
}
