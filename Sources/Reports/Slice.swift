internal import Lifecycles
public import Primitives

/// Which messages a report looks at, and how it divides them.
///
/// Window and periods go by the creation time of the messages.
public struct Slice: Sendable {
  public var since: Timestamp?
  /// Exclusive.
  public var until: Timestamp?
  public var bucket: Bucket
  public var zone: Zone
  public var dimensions: [Dimension]

  public init(
    since: Timestamp? = nil, until: Timestamp? = nil, bucket: Bucket, zone: Zone,
    dimensions: [Dimension]
  ) {
    self.since = since
    self.until = until
    self.bucket = bucket
    self.zone = zone
    self.dimensions = dimensions
  }

  /// Whether a message lies in the window; one of unknown time lies in none.
  func contains(_ message: Message) -> Bool {
    guard since != nil || until != nil else { return true }
    guard let time = message.creationTime else { return false }
    return since.map { time >= $0 } ?? true && until.map { time < $0 } ?? true
  }

  /// The key columns: the period, the dimensions as given, the report's own keys not yet named.
  func keyParts(ownKeys: [KeyPart]) -> [KeyPart] {
    var parts: [KeyPart] = bucket == .none ? [] : [.period]
    for part in dimensions.map(KeyPart.dimension) + ownKeys where !parts.contains(part) {
      parts.append(part)
    }
    return parts
  }
}
