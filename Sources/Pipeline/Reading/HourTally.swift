internal import Primitives

/// How many callbacks came in each hour.
struct HourTally: Sendable, Equatable {
  /// Without those of ``hour``, which are many in a row.
  private var others: [Int: Int64] = [:]
  private var hour = Int.min
  private var countInHour: Int64 = 0

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
    let next = Int(arrival.millisecondsSinceEpoch.flooredQuotient(by: Milliseconds.hour))
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
