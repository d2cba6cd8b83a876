internal import Callbacks
internal import Lifecycles
internal import Primitives

/// The events of one lifecycle, added up for its row.
struct LifecycleTally {
  /// A number for each type, by its raw value; a test holds the size against the types there are.
  typealias Numbers = InlineArray<10, Int64>

  /// Milliseconds since the epoch, by type; ``missing`` where there is none.
  private(set) var times = Numbers(repeating: missing)
  /// Events by type.
  private(set) var counts = Numbers(repeating: 0)
  private(set) var events: Int64 = 0
  private(set) var duplicates: Int64 = 0
  private(set) var late: Int64 = 0
  private(set) var firstArrival: Timestamp?
  private(set) var lastArrival: Timestamp?

  static let missing = Int64.max

  init(_ lifecycle: Lifecycle, of message: borrowing Message) {
    for index in lifecycle.tallies { add(message.tallies[index]) }
  }

  @inline(__always)
  private mutating func add(_ tally: EventTally) {
    let type = Int(tally.type.type.rawValue)
    // Several unknown types fall together; of all others there is one tally.
    if let time = tally.time { times[type] = min(times[type], time.millisecondsSinceEpoch) }
    counts[type] += tally.count
    events += tally.count
    duplicates += tally.duplicates
    late += tally.lateCount
    guard let first = tally.firstArrivedAt, let last = tally.lastArrivedAt else { return }
    firstArrival = min(firstArrival ?? first, first)
    lastArrival = max(lastArrival ?? last, last)
  }

  /// When the first event of a type happened.
  func time(_ type: EventType) -> Timestamp? {
    let time = times[Int(type.rawValue)]
    return time == Self.missing ? nil : Timestamp(millisecondsSinceEpoch: time)
  }

  func count(_ type: EventType) -> Int64 { counts[Int(type.rawValue)] }
}
