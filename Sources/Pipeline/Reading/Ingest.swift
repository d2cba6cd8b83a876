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
  public private(set) var archives: [ArchiveAccount] = []
  public private(set) var coverage = Coverage()
  /// What was taken down and not spilled.
  public internal(set) var recorder: LifecycleRecorder
  private let scanner: ArchiveScanner
  /// Where events go when there are too many.
  private let runs: LifecycleRuns
  /// The lines that were dropped, if anybody asked for them.
  private(set) var rejects: RejectLog?
  /// What a ledger has to know of each archive, if asked for.
  private(set) var taken: [TakenArchive] = []

  /// An ingest that keeps everything in memory.
  ///
  /// - Parameter now: What the machine's clock says.
  public init(now: Timestamp) {
    scanner = ArchiveScanner(now: now, ReadingRules())
    recorder = LifecycleRecorder()
    runs = LifecycleRuns(
      in: RunFolder(FileSystem.standardTemporaryFolder),
      MemoryBudget(MemoryLimit.standard, jobs: 1))
  }

  /// An ingest that spills.
  ///
  /// - Throws: ``RunError`` when there is no file for the lines that are dropped, and they are asked
  ///   for.
  init(
    _ context: PassContext, _ recorder: LifecycleRecorder, spillingTo runs: LifecycleRuns,
    _ progress: PassProgress?
  ) throws(RunError) {
    scanner = ArchiveScanner(now: context.now, context.rules, progress)
    rejects = try RejectLog(context.rules, in: context.temporaryFolder)
    self.recorder = recorder
    self.runs = runs
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
    // Lent to the scanner, which has no access to the rest meanwhile.
    var log = rejects.take()
    defer { rejects = log }
    let scanned = try scanner.scan(source, ahead: ahead, &log) {
      event, batch, bytes, arrival, _ throws(RunError) in
      if recorder.isFull() { try spill() }
      recorder.record(event, batch, bytes, arrival: arrival)
    }
    note(scanned)
  }

  /// Reads one archive for a ledger that has taken some of its events before.
  ///
  /// - Parameters:
  ///   - source: The archive.
  ///   - ahead: Whether it is inflated on another core.
  ///   - known: How many events at its beginning are known.
  /// - Throws: ``RunError`` when events have to be spilled and cannot; what is read is then lost.
  mutating func take(
    _ source: ArchiveSource, ahead: Bool, behind known: Int64
  ) throws(RunError) {
    var log = rejects.take()
    defer { rejects = log }
    var tail = ArchiveTail()
    var arrivals = BelievedArrivals(scanner.latestPlausible)
    var hours = HourTally()
    var certainEvents: Int64 = 0
    let scanned = try scanner.scan(source, ahead: ahead, &log) {
      event, batch, bytes, arrival, position throws(RunError) in
      let believedArrival = arrivals.note(event)
      if position.dependsOnEnd {
        if tail.recorder.isFull() { try runs.spill(&tail) }
        tail.recorder.record(event, batch, bytes, arrival: arrival)
        return
      }
      certainEvents += 1
      guard certainEvents > known else { return }
      hours.add(believedArrival)
      if recorder.isFull() { try spill() }
      recorder.record(event, batch, bytes, arrival: arrival)
    }
    if !tail.recorder.isEmpty { try runs.spill(&tail) }
    note(scanned)
    taken.append(
      TakenArchive(
        scanned: scanned, certainEvents: certainEvents, tail: tail.runs, hours: hours))
  }

  private mutating func note(_ scanned: ScannedArchive) {
    coverage.merge(scanned.coverage)
    archives.append(scanned.account)
  }

  /// Makes room for more events.
  @inline(never)
  private mutating func spill() throws(RunError) {
    try runs.spill(&recorder)
  }
}
