/// An event of an archive, in 12 bytes: where it stands and how to plan it again.
struct EventReference: Sendable {
  /// Microseconds from the beginning of the hour in which it arrives.
  let position: UInt32
  /// The index of its message in the hour of that.
  let message: UInt32
  let hour: UInt16
  /// The index of the event in the plan.
  let event: UInt16
}

extension EventReference: Comparable {
  /// A total order, so that archives do not depend on the order in which they were gathered.
  static func < (lhs: EventReference, rhs: EventReference) -> Bool {
    let left = UInt64(lhs.position) << 32 | UInt64(lhs.message)
    let right = UInt64(rhs.position) << 32 | UInt64(rhs.message)
    guard left == right else { return left < right }
    return (lhs.hour, lhs.event) < (rhs.hour, rhs.event)
  }
}

extension Planner {
  /// Plans all messages of an hour and hands over the events that arrive before the end.
  private func forEachEvent(
    in hour: Int, _ body: (_ arrivalHour: Int, EventReference) -> Void
  ) {
    var events: [PlannedEvent] = []
    for message in 0..<timetable.messageCounts[hour] {
      _ = plan(message, in: hour, events: &events)
      for (index, event) in events.enumerated() {
        guard let arrivalHour = timetable.hour(of: event.arrival) else { continue }
        body(
          arrivalHour,
          EventReference(
            position: UInt32(event.position - timetable.start(of: arrivalHour)),
            message: UInt32(message), hour: UInt16(hour), event: UInt16(index)))
      }
    }
  }

  /// The events of an hour's messages that arrive in later hours.
  func lateEvents(of hour: Int) -> [(arrivalHour: Int, event: EventReference)] {
    var late: [(Int, EventReference)] = []
    forEachEvent(in: hour) { arrivalHour, event in
      if arrivalHour != hour { late.append((arrivalHour, event)) }
    }
    return late
  }

  /// The events of an archive in their order.
  ///
  /// - Parameters:
  ///   - hour: The hour in which they arrive.
  ///   - late: Those of earlier messages.
  /// - Returns: The events by their position.
  func schedule(of hour: Int, late: [EventReference]) -> [EventReference] {
    var schedule = late
    // A message has about three events in two.
    schedule.reserveCapacity(late.count + timetable.messageCounts[hour] * 5 / 3)
    forEachEvent(in: hour) { arrivalHour, event in
      if arrivalHour == hour { schedule.append(event) }
    }
    schedule.sort()
    return schedule
  }
}
