public import Archives
internal import Lifecycles
public import Primitives
public import Reports
internal import Synchronization

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
    let store = LifecycleStore()
    let read = await ingest(sources, into: store)
    let counts = await count(store, read.coverage)
    return try ReportSet(parameters, read.archives, store, read.coverage, counts)
  }

  /// Reads all archives, the largest first, so that no core is left with a large one at the end.
  private func ingest(
    _ sources: [ArchiveSource], into store: LifecycleStore
  ) async -> Ingest {
    let sources = sources.sorted { $0.byteCount > $1.byteCount }
    let now = now
    return await inParallel(sources.count) { next in
      var ingest = Ingest(into: store, now: now)
      while let number = next() { ingest.read(sources[number]) }
      return ingest
    } merge: {
      $0.merge($1)
    }
  }

  /// Counts the messages of all partitions.
  private func count(_ store: LifecycleStore, _ coverage: Coverage) async -> ReportCounts {
    let (parameters, pool) = (parameters, store.pool)
    return await inParallel(LifecycleStore.partitionCount) { next in
      var counts = ReportCounts(parameters, coverage)
      while let partition = next() { counts.count(partition: partition, of: store, pool) }
      return counts
    } merge: {
      $0.merge($1)
    }
  }

  /// Runs `work` once a job, and merges what it comes to.
  ///
  /// `work` is given a function that deals out the numbers below `count`, each once.
  private func inParallel<Part: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (_ next: () -> Int?) -> Part,
    merge: (inout Part, Part) -> Void
  ) async -> Part {
    let dealt = Dealer(count)
    return await withTaskGroup(of: Part.self) { group in
      for _ in 1..<max(1, min(jobs, count)) { group.addTask { work(dealt.next) } }
      var whole = work(dealt.next)
      for await part in group { merge(&whole, part) }
      return whole
    }
  }
}

/// Deals out numbers, each once, to whoever asks.
private final class Dealer: Sendable {
  private let count: Int
  private let dealt = Atomic(0)

  init(_ count: Int) {
    self.count = count
  }

  func next() -> Int? {
    let number = dealt.add(1, ordering: .relaxed).oldValue
    return number < count ? number : nil
  }
}
