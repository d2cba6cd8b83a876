internal import Lifecycles
internal import Primitives
internal import Runs

/// What was read of an archive, as far as a ledger has to know.
struct TakenArchive: Sendable {
  let scanned: ScannedArchive
  /// Events that come again when the archive has grown, and are the first of it then.
  let certainEvents: Int64
  /// The other events: what was made of the end, and is to be made anew when it has grown.
  let tail: [Run]
  /// When the events came that were not known before.
  let hours: HourTally
}

/// The events of an archive that are there only because it ends where it does.
///
/// Nearly always there is none. It takes a value over several lines that was cut, or the pieces of a
/// line of a container runtime.
struct ArchiveTail {
  /// Little, since there is one for each reader of archives.
  var recorder = LifecycleRecorder(byteLimit: 4_000_000, order: .home)
  var runs: [Run] = []
}

extension LifecycleRuns {
  /// Writes a tail to a run of its own.
  func spill(_ tail: inout ArchiveTail) throws(RunError) {
    tail.runs.append(try run(of: tail.recorder))
    tail.recorder.removeAll()
  }
}

/// How many callbacks came in each hour.
struct HourTally: Sendable, Equatable {
  /// Without those of ``hour``, which are many in a row.
  private var others: [Int: Int64] = [:]
  private var hour = Int.min
  private var countInHour: Int64 = 0

  private static let millisecondsInHour: Int64 = 3_600_000

  init() {}

  /// By hours since the epoch.
  var counts: [Int: Int64] {
    var tally = self
    tally.leaveHour()
    return tally.others
  }

  /// Counts one callback; one that came at no known time is left out.
  mutating func add(_ arrival: Timestamp?) {
    guard let arrival else { return }
    let next = Int(arrival.millisecondsSinceEpoch.flooredQuotient(by: Self.millisecondsInHour))
    if next != hour {
      leaveHour()
      hour = next
    }
    countInHour += 1
  }

  private mutating func leaveHour() {
    // What a wild clock says fills no table.
    if BelievedYears.hours.contains(hour) { others[hour, default: 0] += countInHour }
    (hour, countInHour) = (.min, 0)
  }

  mutating func merge(_ other: HourTally) {
    others.merge(other.counts) { $0 + $1 }
  }

  static func == (a: HourTally, b: HourTally) -> Bool { a.counts == b.counts }
}
