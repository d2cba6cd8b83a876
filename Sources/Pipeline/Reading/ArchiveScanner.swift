internal import Archives
internal import Callbacks
internal import Primitives
internal import Reports
internal import Runs

/// What one archive held, and which time it covers.
struct ScannedArchive {
  var account: ArchiveAccount
  var coverage: Coverage
}

/// Reads archives as far as they can be read, and counts what they hold.
///
/// Whoever makes reports and whoever only wants to know whether archives are whole read them with
/// this, so that both tell the same numbers.
struct ArchiveScanner: Sendable {
  /// Times after this are those of a wild clock, and move no coverage.
  let latestPlausible: Timestamp
  private let rules: ReadingRules
  let progress: PassProgress?

  /// - Parameters:
  ///   - now: What the machine's clock says.
  ///   - rules: How values are read.
  ///   - progress: Is told of the bytes of archives as they are read.
  init(now: Timestamp, _ rules: ReadingRules, _ progress: PassProgress? = nil) {
    self.rules = rules
    self.progress = progress
    latestPlausible = now.latestPlausible
  }

  /// Reads one archive, and calls `body` with each of its events.
  ///
  /// - Parameters:
  ///   - source: The archive.
  ///   - ahead: Whether it is inflated on another core.
  ///   - rejects: Takes the lines that are dropped, if anybody asked for them.
  ///   - body: Takes an event of a batch, with the bytes that the batch refers to, the time of
  ///     arrival as far as that is known, and where the value of the event begins.
  /// - Returns: What it held.
  /// - Throws: What `body` throws, or ``RunError`` for rejects that cannot be written; the rest is
  ///   then not read.
  @inline(__always)
  func scan(
    _ source: ArchiveSource, ahead: Bool, _ rejects: inout RejectLog?,
    _ body: (
      _ event: Event, _ batch: EventBatch, _ bytes: Span<UInt8>, _ arrival: Timestamp?,
      _ position: ValuePosition
    ) throws(RunError) -> Void
  ) throws(RunError) -> ScannedArchive {
    var reader = ValueReader(rules)
    rejects?.begin(source)
    var counts = ArchiveCounts()
    let summary = try ArchiveReader.read(source, ahead: ahead, progress) {
      window, isLast throws(RunError) in
      var failure: RunError?
      let count = reader.read(window, isLast: isLast) { batch, range, bytes, position in
        for index in range where failure == nil {
          // Taken out once: an element would be copied for each call.
          let event = batch.events[index]
          let arrival = counts.note(event, latestPlausible)
          do throws(RunError) {
            try body(event, batch, bytes, arrival, position)
          } catch {
            failure = error
          }
        }
      }
      if let failure { throw failure }
      if let lines = reader.rejects?.take() { try rejects?.append(lines) }
      return count
    }
    if let lines = reader.rejects { rejects?.end(leftOutCount: lines.leftOutCount) }
    var account = ArchiveAccount(source: source, summary: summary, tally: reader.tally)
    counts.fill(&account)
    return ScannedArchive(account: account, coverage: counts.coverage)
  }
}
