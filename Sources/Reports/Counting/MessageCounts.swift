public import Lifecycles

/// Something that is counted while messages go by, on several cores at the same time.
public protocol MessageCounts: Sendable {
  /// Counts one message.
  ///
  /// - Parameters:
  ///   - message: Whole, with its outcomes.
  ///   - pool: Holds its texts.
  mutating func count(_ message: Message, _ pool: TextPool)

  /// Notes that the next message comes with another pool.
  mutating func forgetTexts()

  /// Adds what was counted of other messages.
  mutating func merge(_ other: Self)
}

extension MessageCounts {
  public mutating func forgetTexts() {}
}
