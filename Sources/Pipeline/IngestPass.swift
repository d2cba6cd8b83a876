public import Archives
public import Callbacks
public import Lifecycles
public import Primitives
public import Reports
public import Runs

/// All that was read, before anything is made of it.
public struct ReadArchives: Sendable {
  /// What each archive held, in the order of their names.
  public let archives: [ArchiveRecord]
  /// Of all archives.
  public let coverage: Coverage
  /// The lines that were dropped, if the rules ask for them.
  public let rejects: [RejectLog]
  /// Runs of lifecycles that were written because the budget was spent.
  public let spilledRunCount: Int
  let messages: PartitionedMessages
  /// What a ledger has to know of each archive, if it is one that asked.
  var taken: [TakenArchive] = []
}

/// All messages, wherever their events wait to be joined.
enum PartitionedMessages: Sendable {
  case logged(LifecycleJoin)
  case spilled([Run])
}

/// Reads archives to messages, on as many cores and in as much memory as allowed: the first part of
/// every job.
public struct IngestPass: Sendable {
  let now: Timestamp
  let budget: MemoryBudget
  let rules: ReadingRules
  let temporaryFolder: RunFolder
  private let order: MessageOrder

  /// - Parameters:
  ///   - now: What the machine's clock says.
  ///   - budget: How many workers read, and what their events may take.
  ///   - rules: How values are read.
  ///   - temporaryFolder: Where runs go when the budget is spent.
  ///   - order: Of the messages; stable where it shows in an output.
  public init(
    now: Timestamp, _ budget: MemoryBudget, _ rules: ReadingRules = ReadingRules(),
    temporaryFolder: RunFolder, order: MessageOrder = .secret
  ) {
    self.order = order
    self.now = now
    self.budget = budget
    self.rules = rules
    self.temporaryFolder = temporaryFolder
  }

  /// Reads all archives, and with fewer of them left than workers, inflates the last ones ahead.
  ///
  /// - Parameters:
  ///   - sources: The archives, in any order.
  ///   - progress: Is told how far that is.
  /// - Returns: What was read, the messages not yet joined.
  /// - Throws: ``RunError`` when runs or rejects cannot be written.
  public func run(
    _ sources: [ArchiveSource], _ progress: PassProgress? = nil
  ) async throws(RunError) -> ReadArchives {
    progress?.begin(.reading, of: sources.byteCount)
    let runs = LifecycleRuns(in: temporaryFolder, budget)
    let reading = ReadingOrder(sources, jobs: budget.jobs)
    let (now, budget, rules, folder, order) = (now, budget, rules, temporaryFolder, order)
    let ingests = try await inParallel(jobs: budget.jobs, reading.count) { next throws(RunError) in
      let recorder = LifecycleRecorder(byteLimit: budget.eventBytes, order: order)
      let rejects = try RejectLog(rules, in: folder)
      var ingest = Ingest(
        now: now, rules, recorder, spillingTo: runs, rejectsTo: rejects, progress)
      while let number = next() {
        try ingest.read(reading[number], ahead: reading.isReadAhead(number))
      }
      return ingest
    }
    let messages = try await runs.messages(
      with: ingests.map(\.recorder), jobs: budget.jobs)
    return ReadArchives(
      archives: ingests.flatMap(\.archives).inOrder,
      coverage: ingests.reduce(into: Coverage()) { $0.merge($1.coverage) },
      rejects: ingests.compactMap(\.rejects), spilledRunCount: runs.spilledCount,
      messages: messages)
  }

  /// Reads archives for a ledger: messages in the order of their homes, tails apart.
  ///
  /// - Parameters:
  ///   - sources: The archives, whose names differ.
  ///   - known: By the names of archives, how many events at the beginning of each are known.
  ///   - progress: Is told how far that is.
  /// - Returns: All that was read and not known.
  /// - Throws: ``RunError`` when runs or rejects cannot be written.
  func take(
    _ sources: [ArchiveSource], behind known: [[UInt8]: Int64], _ progress: PassProgress?
  ) async throws(RunError) -> ReadArchives {
    progress?.begin(.reading, of: sources.byteCount)
    let runs = LifecycleRuns(in: temporaryFolder, budget)
    let reading = ReadingOrder(sources, jobs: budget.jobs)
    let (now, budget, rules, folder) = (now, budget, rules, temporaryFolder)
    let ingests = try await inParallel(jobs: budget.jobs, reading.count) { next throws(RunError) in
      // A home is joined as a whole, and its table takes a third of what its events do.
      let recorder = LifecycleRecorder(byteLimit: budget.eventBytes / 4 * 3, order: .home)
      let rejects = try RejectLog(rules, in: folder)
      var ingest = Ingest(
        now: now, rules, recorder, spillingTo: runs, rejectsTo: rejects, progress)
      while let number = next() {
        let source = reading[number]
        try ingest.take(
          source, ahead: reading.isReadAhead(number), behind: known[source.name] ?? 0)
      }
      return ingest
    }
    let messages = try await runs.messages(
      with: ingests.map(\.recorder), jobs: budget.jobs)
    let taken = ingests.flatMap(\.taken)
    return ReadArchives(
      archives: taken.map(\.scanned.record).inOrder,
      coverage: taken.reduce(into: Coverage()) { $0.merge($1.scanned.coverage) },
      rejects: ingests.compactMap(\.rejects), spilledRunCount: runs.spilledCount,
      messages: messages, taken: taken)
  }
}
