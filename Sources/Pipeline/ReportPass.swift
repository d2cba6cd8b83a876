public import Archives
internal import Lifecycles
public import Primitives
public import Reports

/// The main job: archives to lifecycles to reports, on as many cores as allowed.
///
/// Neither the number of jobs nor the order in which archives are read changes a byte of the
/// reports.
public struct ReportPass: Sendable {
  public var parameters: ReportParameters
  /// What the machine's clock says.
  public var now: Timestamp
  /// How much is done at a time, at least 1.
  public var jobs: Int

  public init(_ parameters: ReportParameters, now: Timestamp, jobs: Int) {
    precondition(jobs > 0, "\(jobs) jobs")
    self.parameters = parameters
    self.now = now
    self.jobs = jobs
  }

  /// Reads the archives and makes the reports.
  ///
  /// - Throws: ``AccountingError`` when the totals do not add up.
  public func run(_ sources: [ArchiveSource]) async throws(AccountingError) -> ReportSet {
    let ingests = await ingest(sources)
    var coverage = Coverage()
    for ingest in ingests { coverage.merge(ingest.coverage) }
    let join = LifecycleJoin(ingests.map(\.recorder))
    let counts = await count(join, coverage)
    return try ReportSet(
      parameters, ingests.flatMap(\.archives), counts.lifecycles, coverage, counts.reports)
  }

  /// Reads all archives, the largest first, so that no core is left with a large one at the end.
  private func ingest(_ sources: [ArchiveSource]) async -> [Ingest] {
    let sources = sources.sorted { $0.byteCount > $1.byteCount }
    let now = now
    return await inParallel(jobs: jobs, sources.count) { next in
      var ingest = Ingest(now: now)
      while let number = next() { ingest.read(sources[number]) }
      return ingest
    }
  }

  private struct Counts: Sendable {
    var reports: SealedCounts
    var lifecycles = LifecycleCounts.identity
  }

  /// Counts the messages of all partitions.
  private func count(_ join: LifecycleJoin, _ coverage: Coverage) async -> Counts {
    let (parameters, rules) = (parameters, parameters.rules(coverage))
    let parts = await inParallel(jobs: jobs, LifecycleJoin.partitionCount) { next in
      var reports = ReportCounts(parameters)
      var lifecycles = LifecycleCounts.identity
      while let partition = next() {
        join.forEachMessage(in: partition, rules) { message in
          reports.count(message, join.pool)
          lifecycles.count(message)
        }
      }
      return Counts(reports: reports.sealed(join.pool), lifecycles: lifecycles)
    }
    var whole = parts[0]
    for part in parts.dropFirst() {
      whole.reports.merge(part.reports)
      whole.lifecycles.merge(part.lifecycles)
    }
    return whole
  }
}
