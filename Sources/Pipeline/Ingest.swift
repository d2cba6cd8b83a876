public import Archives
internal import Callbacks
public import Lifecycles
public import Primitives
public import Reports

/// Reads archives into a store, on one core.
///
/// Archives can be divided among ingests in any way: merged, they hold the same.
public struct Ingest: Sendable {
  public private(set) var archives: [ArchiveRecord] = []
  public private(set) var coverage = Coverage()
  private var recorder: LifecycleRecorder
  /// Times after this are those of a wild clock, and move no coverage.
  private let latestPlausible: Timestamp

  private static let clockTolerance: Int64 = 86_400_000

  /// - Parameters:
  ///   - store: Where lifecycles go; other ingests may fill it at the same time.
  ///   - now: What the machine's clock says.
  public init(into store: LifecycleStore, now: Timestamp) {
    recorder = LifecycleRecorder(store)
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

  /// Adds what another ingest has read into the same store.
  public mutating func merge(_ other: Ingest) {
    archives += other.archives
    coverage.merge(other.coverage)
  }
}
