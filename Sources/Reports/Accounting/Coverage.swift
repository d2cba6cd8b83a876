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

  /// The end, but no time that is yet to come: one clock that is ahead must not make a day seem to be over
  /// that has only begun.
  ///
  /// - Parameter now: What the machine's clock says.
  /// - Returns: `nil` if the archives tell of no time.
  public func pastEnd(_ now: Timestamp) -> Timestamp? { end.map { min($0, now) } }

  public mutating func merge(_ other: Coverage) {
    if let start = other.start { extend(to: start) }
    if let end = other.end { extend(to: end) }
  }
}
