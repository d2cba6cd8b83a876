public import Archives
public import Callbacks
public import Lifecycles
public import Primitives
public import Runs

/// Reads all messages that are meant: those of archives, and those of a ledger if there is one.
public struct MessageReading: Sendable {
  private let now: Timestamp
  private let budget: MemoryBudget
  private let rules: ReadingRules
  private let temporaryFolder: RunFolder
  private let order: MessageOrder

  /// - Parameters:
  ///   - now: What the machine's clock says.
  ///   - budget: How many workers read, and what their events may take.
  ///   - rules: How values are read.
  ///   - temporaryFolder: Where runs go when the budget is spent.
  ///   - order: Of the messages of archives; those of a ledger have an order of their own.
  public init(
    now: Timestamp, _ budget: MemoryBudget, _ rules: ReadingRules, temporaryFolder: RunFolder,
    order: MessageOrder = .secret
  ) {
    self.now = now
    self.budget = budget
    self.rules = rules
    self.temporaryFolder = temporaryFolder
    self.order = order
  }

  /// Reads the archives; with a ledger, those that it does not know.
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
      let ingest = IngestPass(
        now: now, budget, rules, temporaryFolder: temporaryFolder, order: order)
      do throws(RunError) {
        return ReportedMessages(try await ingest.run(sources, progress))
      } catch {
        throw .run(error)
      }
    }
    let reading = LedgerReading(folder, now: now, budget, rules, temporaryFolder: temporaryFolder)
    do throws(LedgerError) {
      return try await reading.messages(with: sources, progress)
    } catch {
      throw .ledger(error)
    }
  }
}
