public import Primitives

/// The span of time that archives tell about.
public struct Coverage: Mergeable, Sendable {
  public static let identity = Coverage()

  public var start: Timestamp?
  public var end: Timestamp?

  public init(start: Timestamp? = nil, end: Timestamp? = nil) {
    self.start = start
    self.end = end
  }

  /// Takes in one more instant.
  @inlinable
  public mutating func extend(to instant: Timestamp) {
    start = min(start ?? instant, instant)
    end = max(end ?? instant, instant)
  }

  public mutating func merge(_ other: Coverage) {
    if let start = other.start { extend(to: start) }
    if let end = other.end { extend(to: end) }
  }
}
