internal import Primitives

/// The events of one value, and the texts that had to be decoded for them.
///
/// Reused from value to value, so that reading allocates nothing once the arrays have grown.
public struct EventBatch: Sendable {
  public internal(set) var events: [Event] = []
  /// Texts that differ from their source: escapes resolved, a missing plus added.
  public internal(set) var decoded: [UInt8] = []

  /// Whether the only event is that of an earlier value.
  private var isStale = false

  public init() {}

  public var isEmpty: Bool { events.isEmpty }

  /// How many events of this value were read so far.
  var count: Int { isStale ? 0 : events.count }

  /// Begins a new value.
  mutating func begin() {
    // One event is the rule: the last one stays to be overwritten, which is cheaper than leaving
    // and coming.
    isStale = events.count == 1
    if events.count > 1 { events.removeAll(keepingCapacity: true) }
    if !decoded.isEmpty { decoded.removeAll(keepingCapacity: true) }
  }

  @inline(__always)
  mutating func append(_ event: Event) {
    if isStale {
      events[0] = event
      isStale = false
    } else {
      events.append(event)
    }
  }

  /// Removes the event that was appended last.
  mutating func removeLast() {
    events.removeLast()
  }

  /// Ends a value: afterwards the batch holds its events only.
  mutating func end() {
    guard isStale else { return }
    isStale = false
    events.removeAll(keepingCapacity: true)
  }

  mutating func removeAll() {
    isStale = false
    events.removeAll(keepingCapacity: true)
    decoded.removeAll(keepingCapacity: true)
  }
}

extension EventBatch {
  /// Calls `body` with the bytes of a text of one of the events.
  @inlinable
  public func with<Result>(
    _ text: EventText, _ source: Span<UInt8>, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    text.isDecoded
      ? body(decoded.span.extracting(text.range)) : body(source.extracting(text.range))
  }
}
