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
    let reading = LedgerReading(folder, now: now, budget, rules, temporaryFolder: temporaryFolder)
    let messages: ReportedMessages
    do throws(LedgerError) {
      messages = try await reading.messages(with: sources, progress)
    } catch {
      throw .ledger(error)
    }
    return try await run(messages, progress)
  }
}
