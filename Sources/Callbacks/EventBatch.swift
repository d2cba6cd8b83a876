internal import Primitives

/// The events of one value, and the texts that had to be decoded for them.
///
/// Reused from value to value, so that reading allocates nothing once the arrays have grown.
public struct EventBatch: Sendable {
  public internal(set) var events: [Event] = []
  /// Texts that differ from their source: escapes resolved, a missing plus added.
  public internal(set) var decoded: [UInt8] = []

  public init() {}

  public var isEmpty: Bool { events.isEmpty }

  mutating func removeAll() {
    // One event is the rule, and no decoded text; emptying in general is a longer way.
    if events.count == 1 { events.removeLast() }
    if !events.isEmpty { events.removeAll(keepingCapacity: true) }
    if !decoded.isEmpty { decoded.removeAll(keepingCapacity: true) }
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
