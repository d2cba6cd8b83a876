/// How long ago something may have ended, as options write it: `90m`, `26h` or `3d`.
public struct AgeLimit: Sendable, Equatable {
  private let earliest: TimeExpression
  private let text: String

  /// Whether `end` lies longer ago than this.
  public func isExceeded(by end: Timestamp, now: Timestamp) -> Bool {
    // An age that leads out of all years is never reached. No zone matters to an age.
    guard let earliest = try? earliest.resolved(now: now, zone: .utc) else { return false }
    return end < earliest
  }
}

extension AgeLimit: LosslessStringConvertible {
  /// Reads a whole number and one of the units of ``TimeExpression/Unit``.
  public init?(_ description: String) {
    guard let earliest = try? TimeExpression("-\(description)") else { return nil }
    self.earliest = earliest
    text = description
  }

  /// As it was written.
  public var description: String { text }
}
