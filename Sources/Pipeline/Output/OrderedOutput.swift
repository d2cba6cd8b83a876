internal import Primitives
internal import Synchronization
internal import SystemPackage

/// An output of numbered parts that several workers write to, each its own, and that gets them in the
/// order of their numbers.
///
/// A part may be written while its turn lasts, which ends with the part. Whoever waits for a turn waits
/// for workers that are at work: parts are dealt out in their order, and a worker writes one at a time.
final class OrderedOutput: Sendable {
  private let write: @Sendable ([UInt8]) throws(Errno) -> Void
  private let turns: [Semaphore]
  private let turn = Atomic(0)
  private let stopped = Atomic(false)
  private let failure = Mutex<Errno?>(nil)

  /// - Parameters:
  ///   - partCount: How many parts there are.
  ///   - write: Writes all of a piece; one piece at a time.
  init(partCount: Int, _ write: @escaping @Sendable ([UInt8]) throws(Errno) -> Void) {
    self.write = write
    turns = (0..<partCount).map { Semaphore($0 == 0 ? 1 : 0) }
  }

  /// Why not everything was written.
  var error: Errno? { failure.withLock { $0 } }

  /// Whether nothing will be written any more.
  var isStopped: Bool { stopped.load(ordering: .relaxed) }

  /// Has no more written; parts still have to be ended.
  func stop() {
    stopped.store(true, ordering: .relaxed)
  }

  /// Whether all parts before this one were ended.
  func isTurn(of part: Int) -> Bool { turn.load(ordering: .acquiring) == part }

  /// Waits for the turn of a part, writes a piece of it, and empties that.
  func put(_ piece: inout [UInt8], of part: Int) {
    awaitTurn(of: part)
    if !isStopped {
      do throws(Errno) {
        try write(piece)
      } catch {
        failure.withLock { $0 = error }
        stop()
      }
    }
    piece.removeAll(keepingCapacity: true)
  }

  /// Waits for the turn of a part, and ends it.
  func end(_ part: Int) {
    awaitTurn(of: part)
    turn.store(part + 1, ordering: .releasing)
    if part + 1 < turns.count { turns[part + 1].signal() }
  }

  private func awaitTurn(of part: Int) {
    if !isTurn(of: part) { turns[part].wait() }
  }
}
