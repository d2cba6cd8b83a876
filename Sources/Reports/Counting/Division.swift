public import Primitives

/// How a report divides messages.
///
/// Periods go by the creation time of the messages.
public struct Division: Sendable {
  /// The end of the window, exclusive; the last period may end with it.
  public var until: Timestamp?
  public var bucket: Bucket
  public var zone: Zone
  public var dimensions: [Dimension]
  /// The combinations that are kept apart; `nil` for all.
  var greatest: GreatestKeys?
  /// Whether rows are told apart by nothing but what even folded ones are.
  var isUndivided = false
  /// What replaces phone numbers in keys.
  var redaction: Redaction?

  public init(
    until: Timestamp? = nil, bucket: Bucket, zone: Zone, dimensions: [Dimension]
  ) {
    self.until = until
    self.bucket = bucket
    self.zone = zone
    self.dimensions = dimensions
  }

  /// The parts of keys: the period, the dimensions as given, the report's own keys not yet named.
  func keyParts(ownKeys: [KeyPart]) -> [KeyPart] {
    var parts: [KeyPart] = bucket == .none ? [] : [.period]
    // Before all that it folds, so that folded rows come last in their period.
    if greatest != nil { parts.append(.fold) }
    for part in dimensions.map(KeyPart.dimension) + ownKeys where !parts.contains(part) {
      parts.append(part)
    }
    return parts
  }
}
