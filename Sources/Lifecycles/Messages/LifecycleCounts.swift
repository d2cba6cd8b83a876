public import Primitives

/// Messages, counted with all that is in them.
public struct LifecycleCounts: Mergeable, Sendable {
  public static let identity = LifecycleCounts()

  public private(set) var messages: Int64 = 0
  public private(set) var lifecycles: Int64 = 0
  /// Events without their duplicates.
  public private(set) var uniqueEvents: Int64 = 0
  public private(set) var duplicates: Int64 = 0
  /// Events of recipients that were left out of messages, see ``MessageCut``.
  public private(set) var leftOutEvents: Int64 = 0

  public init(
    messages: Int64 = 0, lifecycles: Int64 = 0, uniqueEvents: Int64 = 0, duplicates: Int64 = 0,
    leftOutEvents: Int64 = 0
  ) {
    self.messages = messages
    self.lifecycles = lifecycles
    self.uniqueEvents = uniqueEvents
    self.duplicates = duplicates
    self.leftOutEvents = leftOutEvents
  }

  /// All events, duplicates and those that were left out included.
  public var events: Int64 { uniqueEvents + duplicates + leftOutEvents }

  /// Whether these may be of the same messages as others that were counted before any message was cut.
  public func agree(with others: LifecycleCounts) -> Bool {
    self == others
      || messages == others.messages && events == others.events
        && leftOutEvents > others.leftOutEvents
  }

  public mutating func count(_ message: borrowing Message) {
    messages += 1
    lifecycles += Int64(message.lifecycles.count)
    uniqueEvents += Int64(message.tallies.count)
    for index in message.tallies.indices { duplicates += message.tallies[index].duplicates }
    leftOutEvents += message.cut.events
  }

  public mutating func merge(_ other: LifecycleCounts) {
    messages += other.messages
    lifecycles += other.lifecycles
    uniqueEvents += other.uniqueEvents
    duplicates += other.duplicates
    leftOutEvents += other.leftOutEvents
  }

  /// Leaves out messages that were merged.
  public mutating func remove(_ other: LifecycleCounts) {
    messages -= other.messages
    lifecycles -= other.lifecycles
    uniqueEvents -= other.uniqueEvents
    duplicates -= other.duplicates
    leftOutEvents -= other.leftOutEvents
  }
}
