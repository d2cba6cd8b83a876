internal import Callbacks
internal import Primitives

/// When the callbacks of an archive came, as far as hours without any are told by it.
///
/// One without a stamp came at the latest time that any had so far, as for reports: it may be delivered
/// again after hours. But not after more than a day. An event that lies farther from those before it is of
/// another archive that was appended, or of a wild clock, and begins anew: else all that comes behind one
/// of the future would seem to have come in a single hour.
struct BelievedArrivals {
  private let latestPlausible: Timestamp
  private var latest: Timestamp?

  private static let redeliveryTime: Int64 = 86_400_000

  /// - Parameter latestPlausible: Times after this are not believed.
  init(_ latestPlausible: Timestamp) {
    self.latestPlausible = latestPlausible
  }

  /// Takes note of the next event.
  ///
  /// - Returns: When it came; `nil` where nothing tells.
  mutating func note(_ event: borrowing Event) -> Timestamp? {
    if let time = event.time, time <= latestPlausible {
      latest = latest.map { Self.isNear($0, time) ? max($0, time) : time } ?? time
    }
    guard let stamp = event.stampedArrival else { return latest }
    return stamp <= latestPlausible ? stamp : nil
  }

  private static func isNear(_ a: Timestamp, _ b: Timestamp) -> Bool {
    abs(a.millisecondsSinceEpoch - b.millisecondsSinceEpoch) <= redeliveryTime
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
