internal import Primitives

extension Planner {
  private enum Share {
    /// Not answered at first, so that the first arrival is a repeated attempt.
    static let late = 0.004
    static let duplicated = 0.016
    static let duplicatedAgain = 0.12
    static let disordered = 0.03
  }

  /// A callback is repeated for a day, then dropped.
  static let longestDelay: Microseconds = 24 * .hour

  /// Decides when the events arrive, adds the duplicates and moves some out of order.
  func planArrivals(_ events: inout [PlannedEvent], _ generator: inout SeededGenerator) {
    guard !options.isClean else {
      for index in events.indices {
        events[index].arrival = events[index].time + 120_000
        events[index].position = events[index].arrival
      }
      return
    }
    for index in events.indices {
      var event = events[index]
      let isLate = generator.chance(Share.late)
      event.arrival =
        event.time
        + (isLate
          ? generator.spreadDuration(from: 10 * .second, doublings: 13)
          : generator.tailedDuration(from: 30_000, doublings: 7))
      event.position = position(of: event, &generator)
      events[index] = event

      var share = Share.duplicated
      event.isDuplicate = true
      while generator.chance(share) {
        event.arrival += generator.spreadDuration(from: 10 * .second, doublings: 13)
        guard event.arrival - event.time < Self.longestDelay else { break }
        event.position = position(of: event, &generator)
        events.append(event)
        share = Share.duplicatedAgain
      }
    }
  }

  /// The arrival, or an instant minutes from it within the same hour.
  private func position(
    of event: PlannedEvent, _ generator: inout SeededGenerator
  ) -> Microseconds {
    guard generator.chance(Share.disordered) else { return event.arrival }
    let distance = generator.spreadDuration(from: .second, doublings: 8)
    let moved = event.arrival + (generator.chance(0.5) ? distance : -distance)
    let hourStart = event.arrival - (event.arrival - timetable.start) % .hour
    return min(max(moved, hourStart), hourStart + .hour - 1)
  }
}
