public import Archives
public import Lifecycles
public import Primitives
public import Reports
public import Runs

/// All that was read, before anything is made of it.
public struct ReadArchives: Sendable {
  /// What each archive held, in the order of their names.
  public let archives: [ArchiveAccount]
  /// Of all archives.
  public let coverage: Coverage
  /// The lines that were dropped, if the rules ask for them.
  public let rejects: [RejectLog]
  /// Runs of lifecycles that were written because the budget was spent.
  public let spilledRunCount: Int
  let messages: PartitionedMessages
  /// What a ledger has to know of each archive, if it is one that asked.
  let taken: [TakenArchive]
}

/// All messages, wherever their events wait to be joined.
enum PartitionedMessages: Sendable {
  case logged(LifecycleJoin)
  case spilled([Run])
}

/// Reads archives to messages, on as many cores and in as much memory as allowed: the first part of
/// every job.
public struct IngestPass: Sendable {
  let context: PassContext
  private let order: MessageOrder

  /// - Parameters:
  ///   - context: What is worked with.
  ///   - order: Of the messages; stable where it shows in an output.
  public init(_ context: PassContext, order: MessageOrder = .secret) {
    self.context = context
    self.order = order
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
    let recorder = LifecycleRecorder(byteLimit: context.budget.eventBytes, order: order)
    return try await run(sources, recorder, progress) { ingest, source, ahead throws(RunError) in
      try ingest.read(source, ahead: ahead)
    }
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
    // A home is joined as a whole, and its table takes about as much as its events do.
    let recorder = LifecycleRecorder(byteLimit: context.budget.eventBytes / 2, order: .home)
    return try await run(sources, recorder, progress) { ingest, source, ahead throws(RunError) in
      try ingest.take(source, ahead: ahead, behind: known[source.name] ?? 0)
    }
  }

  /// Reads all archives with workers that each begin with a copy of a recorder.
  private func run(
    _ sources: [ArchiveSource], _ recorder: LifecycleRecorder, _ progress: PassProgress?,
    _ read:
      @escaping @Sendable (
        inout Ingest, ArchiveSource, _ ahead: Bool
      ) throws(RunError) -> Void
  ) async throws(RunError) -> ReadArchives {
    progress?.begin(.reading, of: sources.byteCount)
    let jobs = context.budget.jobs
    let runs = LifecycleRuns(in: context.temporaryFolder, context.budget)
    let context = context
    let ingests = try await ReadingOrder(sources, jobs: jobs).readAll(
      with: try Ingest(context, recorder, spillingTo: runs, progress), read)
    let messages = try await runs.messages(with: ingests.map(\.recorder), jobs: jobs)
    return ReadArchives(
      archives: ingests.flatMap(\.archives).inOrder,
      coverage: ingests.reduce(into: Coverage()) { $0.merge($1.coverage) },
      rejects: ingests.compactMap(\.rejects), spilledRunCount: runs.spilledCount,
      messages: messages, taken: ingests.flatMap(\.taken))
  }
}
