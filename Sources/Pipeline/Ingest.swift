public import Archives
internal import Callbacks
public import Lifecycles
public import Primitives
public import Reports

/// Reads archives and takes down their events, on one core.
///
/// Archives can be divided among ingests in any way: joined, they hold the same.
public struct Ingest: Sendable {
  public private(set) var archives: [ArchiveRecord] = []
  public private(set) var coverage = Coverage()
  public private(set) var recorder = LifecycleRecorder()
  /// Times after this are those of a wild clock, and move no coverage.
  private let latestPlausible: Timestamp

  private static let clockTolerance: Int64 = 86_400_000

  /// - Parameter now: What the machine's clock says.
  public init(now: Timestamp) {
    latestPlausible = now.advanced(byMilliseconds: Self.clockTolerance)
  }

  /// Reads one archive as far as it can be read.
  ///
  /// - Returns: What it held, which is in ``archives`` as well.
  @discardableResult
  public mutating func read(_ source: ArchiveSource) -> ArchiveRecord {
    var reader = ValueReader()
    var scan = ArchiveScan()
    let summary = ArchiveReader.read(source) { window, isLast in
      reader.read(window, isLast: isLast) { batch, bytes, _ in
        for event in batch.events {
          let arrival = scan.note(event, latestPlausible)
          recorder.record(event, batch, bytes, arrival: arrival)
        }
      }
    }
    var record = ArchiveRecord(source: source, summary: summary, tally: reader.tally)
    scan.fill(&record)
    coverage.merge(scan.coverage)
    archives.append(record)
    return record
  }
}
