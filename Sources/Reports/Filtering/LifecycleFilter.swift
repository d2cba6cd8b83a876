public import Lifecycles

/// Which lifecycles are counted: those for which all conditions hold.
public struct LifecycleFilter: Sendable {
  /// As given.
  public let conditions: [Condition]

  public init(_ conditions: [Condition]) {
    self.conditions = conditions
  }

  /// Whether there is no condition, so that all lifecycles are counted.
  public var isEmpty: Bool { conditions.isEmpty }

  /// Says whether all conditions hold for a lifecycle.
  ///
  /// - Parameters:
  ///   - message: Whole, with its kind and the failures of its lifecycles.
  ///   - lifecycle: Which of its lifecycles.
  ///   - pool: Holds its texts.
  /// - Returns: `true` also when there are no conditions.
  public func contains(_ message: Message, _ lifecycle: Int, _ pool: TextPool) -> Bool {
    for condition in conditions where !condition.holds(for: message, lifecycle, pool) {
      return false
    }
    return true
  }
}
