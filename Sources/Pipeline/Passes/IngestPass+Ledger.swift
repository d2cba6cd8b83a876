public import Archives
public import Primitives
internal import Runs

extension IngestPass {
  /// Reads all messages that are meant: those of archives, and those of a ledger if there is one.
  ///
  /// An archive that the ledger knows is not read again. Its messages have an order of their own.
  ///
  /// - Parameters:
  ///   - sources: The archives, in any order. With a ledger their names differ, and none can be read
  ///     once only.
  ///   - folder: The ledger.
  ///   - progress: Is told how far that is.
  /// - Returns: All messages.
  /// - Throws: ``PassError``: `run` without a ledger, else `ledger`.
  public func messages(
    of sources: [ArchiveSource], besides folder: LedgerFolder?, _ progress: PassProgress?
  ) async throws(PassError) -> ReportedMessages {
    guard let folder else {
      do throws(RunError) {
        return ReportedMessages(try await run(sources, progress))
      } catch {
        throw .run(error)
      }
    }
    let reading = LedgerReading(folder, context)
    do throws(LedgerError) {
      return try await reading.messages(with: sources, progress)
    } catch {
      throw .ledger(error)
    }
  }
}
