public import Archives
public import Primitives

extension ReportPass {
  /// Makes the reports of what a ledger holds, and of archives besides.
  ///
  /// They are those of one run over all archives. An archive that the ledger knows is not read again.
  /// With a window, only those homes are read that may hold messages of it.
  ///
  /// - Parameters:
  ///   - sources: The archives, whose names differ; none can be read once only.
  ///   - folder: The ledger.
  ///   - progress: Is told how far that is.
  /// - Returns: The reports, and what it took to make them.
  /// - Throws: ``PassError``.
  public func run(
    _ sources: [ArchiveSource], besides folder: LedgerFolder, _ progress: PassProgress? = nil
  ) async throws(PassError) -> Result {
    // Held until the last cell is counted, so that no run goes away meanwhile.
    let lock = ReaderLock(folder.path, excludesOthers: false)
    defer { lock?.release() }
    let view: LedgerView
    do throws(LedgerError) {
      let journal = try folder.readJournal()
      let plan = await ReadingPlan(sources, journal, jobs: budget.jobs)
      let read = try await NewArchives(
        plan, horizon: journal.horizon, now: now, budget, rules, temporaryFolder, progress)
      view = LedgerView(journal, folder, plan, read)
    } catch {
      throw .ledger(error)
    }
    let messages = ReportedMessages(
      archives: view.archives, coverage: view.coverage, forgottenEvents: view.forgottenEvents,
      place: .homes(view.homes, view))
    return try await result(
      of: messages, spilledRunCount: view.read.spilledRunCount, rejects: view.read.rejects,
      notes: view.notes, progress)
  }
}
