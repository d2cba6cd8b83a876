public import Primitives

/// What metrics tell of an execution besides its reports.
///
/// Nothing else that is written depends on the clock.
public struct ExecutionFacts: Sendable {
  /// Of the program.
  public var version: String
  /// When its outputs were in place.
  public var end: Timestamp
  /// How long it took.
  public var duration: Duration
  /// The exit status with which it ends.
  public var status: Int64
  /// How many conditions of `--fail-if` and `--max-age` hold.
  public var heldConditions: Int64

  public init(
    version: String, end: Timestamp, duration: Duration, status: Int64, heldConditions: Int64
  ) {
    self.version = version
    self.end = end
    self.duration = duration
    self.status = status
    self.heldConditions = heldConditions
  }
}
