internal import Lifecycles
internal import Runs

/// Whoever is shown all messages of some parts, on one core.
protocol MessageVisitor {
  /// Whether no more parts are wanted.
  var isDone: Bool { get }

  /// Sees a message.
  ///
  /// - Parameters:
  ///   - message: Whole, with its outcomes.
  ///   - pool: Holds its texts; perhaps another one than before once ``leave(_:)`` was called.
  ///   - part: Which it is of.
  mutating func visit(_ message: Message, _ pool: TextPool, of part: Int)

  /// Whether what was made of messages takes as much memory as it may, so that it has to go.
  ///
  /// Asked behind each message that comes from a run, and behind each part of others.
  mutating func isFull() -> Bool

  /// Lets go of all that refers to texts of a pool.
  mutating func leave(_ pool: TextPool) throws(RunError)

  /// Notes that a part has ended; it is not whole if there will be an error.
  mutating func end(_ part: Int, isWhole: Bool)

  /// Notes that there are no more messages, and which the last pool was.
  mutating func finish(_ pool: TextPool)
}

extension MessageVisitor {
  var isDone: Bool { false }
  mutating func isFull() -> Bool { false }
  mutating func leave(_ pool: TextPool) throws(RunError) {}
  mutating func end(_ part: Int, isWhole: Bool) {}
  mutating func finish(_ pool: TextPool) {}
}
