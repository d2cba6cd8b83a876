internal import Callbacks
internal import Primitives
internal import Reports

/// What is counted of the events of one archive as they go by.
struct ArchiveCounts {
  var coverage = Coverage()
  private var events: Int64 = 0
  private var unknownTypeEvents: Int64 = 0
  private var recipientUnknown: Int64 = 0
  private var firstEvent: Timestamp?
  private var lastEvent: Timestamp?

  /// Counts an event.
  ///
  /// - Returns: When it arrived: as stamped, else the latest event time so far.
  mutating func note(_ event: borrowing Event, _ latestPlausible: Timestamp) -> Timestamp? {
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

  func fill(_ account: inout ArchiveAccount) {
    account.events = events
    account.unknownTypeEvents = unknownTypeEvents
    account.recipientUnknown = recipientUnknown
    account.firstEvent = firstEvent
    account.lastEvent = lastEvent
  }
}
