public import Archives
internal import Callbacks
public import Lifecycles
public import Primitives
public import Reports

/// Reads archives, and keeps what they say about lifecycles.
///
/// Archives can be divided among ingests in any way: merged, they hold the same.
public struct Ingest: Sendable {
  public private(set) var store = LifecycleStore()
  public private(set) var archives: [ArchiveRecord] = []
  public private(set) var coverage = Coverage()
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
          store.record(event, batch, bytes, arrival: arrival)
        }
      }
    }
    var record = ArchiveRecord(source: source, summary: summary, tally: reader.tally)
    scan.fill(&record)
    coverage.merge(scan.coverage)
    archives.append(record)
    return record
  }

  public mutating func merge(_ other: Ingest) {
    store.merge(other.store)
    archives += other.archives
    coverage.merge(other.coverage)
  }
}

/// What is counted of the events of one archive as they go by.
private struct ArchiveScan {
  var coverage = Coverage()
  private var events: Int64 = 0
  private var unknownTypeEvents: Int64 = 0
  private var recipientUnknown: Int64 = 0
  private var firstEvent: Timestamp?
  private var lastEvent: Timestamp?

  /// Counts an event.
  ///
  /// - Returns: When it arrived: as stamped, else the latest event time so far.
  mutating func note(_ event: Event, _ latestPlausible: Timestamp) -> Timestamp? {
    events += 1
    if event.type == .unknown { unknownTypeEvents += 1 }
    if event.recipient.isMissing { recipientUnknown += 1 }
    if let time = event.time {
      firstEvent = min(firstEvent ?? time, time)
      lastEvent = max(lastEvent ?? time, time)
      if time <= latestPlausible { coverage.extend(to: time) }
    }
    let arrival = event.stampedArrival ?? lastEvent
    if let arrival, arrival <= latestPlausible { coverage.extend(to: arrival) }
    return arrival
  }

  func fill(_ record: inout ArchiveRecord) {
    record.events = events
    record.unknownTypeEvents = unknownTypeEvents
    record.recipientUnknown = recipientUnknown
    record.firstEvent = firstEvent
    record.lastEvent = lastEvent
  }
}
