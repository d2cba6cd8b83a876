public import Archives
public import Callbacks
internal import Lifecycles
public import Primitives
public import Reports
public import Runs

/// The main job: archives to lifecycles to reports, on as many cores and in as much memory as
/// allowed.
///
/// Neither the number of jobs, nor the memory, nor the order in which archives are read changes a
/// byte of the reports.
public struct ReportPass: Sendable {
  public var parameters: ReportParameters
  /// What the machine's clock says.
  public var now: Timestamp
  public var budget: MemoryBudget
  public var rules: ReadingRules
  /// Where runs go when the budget is spent.
  public var temporaryFolder: RunFolder

  public init(
    _ parameters: ReportParameters, now: Timestamp, _ budget: MemoryBudget,
    _ rules: ReadingRules = ReadingRules(), temporaryFolder: RunFolder
  ) {
    self.rules = rules
    self.parameters = parameters
    self.now = now
    self.budget = budget
    self.temporaryFolder = temporaryFolder
  }

  /// What a pass came to.
  public struct Result: Sendable {
    public let reports: ReportSet
    /// Runs of lifecycles that were written because the budget was spent.
    public let spilledRunCount: Int
    /// The lines that were dropped, if the rules ask for them.
    public let rejects: [RejectLog]
  }

  /// Reads the archives and makes the reports.
  public func run(_ sources: [ArchiveSource]) async throws(PassError) -> Result {
    let runs = LifecycleRuns(in: temporaryFolder, budget)
    var archives: [ArchiveRecord] = []
    var coverage = Coverage()
    var rejects: [RejectLog] = []
    let counts: FoldCounts
    do throws(RunError) {
      let messages = try await ingest(sources, runs, &archives, &coverage, &rejects)
      counts = try await fold(messages, parameters.rules(coverage))
    } catch {
      throw .run(error)
    }
    do throws(AccountingError) {
      let reports = try ReportSet(
        parameters, archives, counts.lifecycles, coverage, counts.reports)
      return Result(
        reports: reports, spilledRunCount: runs.spilledCount, rejects: rejects)
    } catch {
      throw .accounting(error)
    }
  }

  /// Reads all archives, and with fewer of them left than workers, inflates the last ones ahead.
  private func ingest(
    _ sources: [ArchiveSource], _ runs: LifecycleRuns, _ archives: inout [ArchiveRecord],
    _ coverage: inout Coverage, _ rejects: inout [RejectLog]
  ) async throws(RunError) -> PartitionedMessages {
    let order = ReadingOrder(sources, jobs: budget.jobs)
    let (now, budget, rules, folder) = (now, budget, rules, temporaryFolder)
    let ingests = try await inParallel(jobs: budget.jobs, order.count) { next throws(RunError) in
      let recorder = LifecycleRecorder(byteLimit: budget.eventBytes)
      let rejects = try RejectLog(rules, in: folder)
      var ingest = Ingest(now: now, rules, recorder, spillingTo: runs, rejectsTo: rejects)
      while let number = next() {
        try ingest.read(order[number], ahead: order.isReadAhead(number))
      }
      return ingest
    }
    for ingest in ingests {
      archives += ingest.archives
      coverage.merge(ingest.coverage)
      if let log = ingest.rejects { rejects.append(log) }
    }
    guard !runs.all.isEmpty else { return .logged(LifecycleJoin(ingests.map(\.recorder))) }

    // The other recorders end in runs as well, so that all messages are in one order.
    let recorders = ingests.map(\.recorder).filter { !$0.isEmpty }
    _ = try await inParallel(jobs: budget.jobs, recorders.count) { next throws(RunError) in
      while let number = next() {
        var recorder = recorders[number]
        try runs.spill(&recorder)
      }
    }
    return .spilled(runs.all)
  }

  /// Counts the messages of all partitions.
  private func fold(
    _ messages: PartitionedMessages, _ rules: OutcomeRules
  ) async throws(RunError) -> FoldCounts {
    let (parameters, budget, folder) = (parameters, budget, temporaryFolder)
    let parts = try await inParallel(jobs: budget.jobs, LifecycleJoin.partitionCount) {
      next throws(RunError) in
      var fold = Fold(parameters, rules, budget, spillingTo: folder)
      return try fold.counts(of: messages, next)
    }
    var whole = parts[0]
    for part in parts.dropFirst() { whole.merge(part) }
    try whole.reports.limitRuns(in: folder)
    return whole
  }
}
