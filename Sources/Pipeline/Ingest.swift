public import Archives
internal import Callbacks
public import Lifecycles
public import Primitives
public import Reports
public import Runs

/// Reads archives and takes down their events, on one core.
///
/// Archives can be divided among ingests in any way: joined, they hold the same.
public struct Ingest: Sendable {
  public private(set) var archives: [ArchiveRecord] = []
  public private(set) var coverage = Coverage()
  /// What was taken down and not spilled.
  public internal(set) var recorder: LifecycleRecorder
  /// Times after this are those of a wild clock, and move no coverage.
  private let latestPlausible: Timestamp
  /// Where events go when there are too many.
  private let spilled: LifecycleRuns?
  private let rules: ReadingRules
  /// The lines that were dropped, an archive an element.
  private(set) var rejects: [SpooledRejects] = []
  /// Where they lie; `nil` when nobody asked for them.
  private let rejectSpool: RejectSpool?

  private static let clockTolerance: Int64 = 86_400_000

  /// An ingest that keeps everything in memory.
  ///
  /// - Parameter now: What the machine's clock says.
  public init(now: Timestamp) {
    self.init(now: now, ReadingRules(), LifecycleRecorder())
  }

  init(
    now: Timestamp, _ rules: ReadingRules, _ recorder: LifecycleRecorder,
    spillingTo runs: LifecycleRuns? = nil, rejectsTo rejectSpool: RejectSpool? = nil
  ) {
    self.rules = rules
    self.rejectSpool = rejectSpool
    latestPlausible = now.advanced(byMilliseconds: Self.clockTolerance)
    self.recorder = recorder
    spilled = runs
  }

  /// Reads one archive as far as it can be read.
  ///
  /// - Parameters:
  ///   - source: The archive.
  ///   - ahead: Whether it is inflated on another core.
  /// - Throws: ``RunError`` when events have to be spilled and cannot; what is read is then lost.
  public mutating func read(
    _ source: ArchiveSource, ahead: Bool = false
  ) throws(RunError) {
    var reader = ValueReader(rules)
    var rejects = rejectSpool.map {
      SpooledRejects(of: source.name, $0, at: self.rejects.last?.end ?? 0)
    }
    var scan = ArchiveScan()
    let summary = try ArchiveReader.read(source, ahead: ahead) { window, isLast throws(RunError) in
      var failure: RunError?
      let count = reader.read(window, isLast: isLast) { batch, range, bytes, _ in
        for index in range where failure == nil {
          // Taken out once: an element would be copied for each call.
          let event = batch.events[index]
          let arrival = scan.note(event, latestPlausible)
          failure = spillWhenFull()
          recorder.record(event, batch, bytes, arrival: arrival)
        }
      }
      if let failure { throw failure }
      if let lines = reader.rejects?.take() { try rejects?.append(lines) }
      return count
    }
    if let rejects, rejects.count > 0 { self.rejects.append(rejects) }
    var record = ArchiveRecord(source: source, summary: summary, tally: reader.tally)
    scan.fill(&record)
    coverage.merge(scan.coverage)
    archives.append(record)
  }

  @inline(__always)
  private mutating func spillWhenFull() -> RunError? {
    recorder.isFull ? spill() : nil
  }

  /// Makes room for more events.
  ///
  /// - Returns: Why there is none.
  @inline(never)
  private mutating func spill() -> RunError? {
    do throws(RunError) {
      try spilled?.spill(&recorder)
      return nil
    } catch {
      return error
    }
  }
}
