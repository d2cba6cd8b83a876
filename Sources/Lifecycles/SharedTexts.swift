internal import Primitives
internal import Synchronization

/// The texts of a store, shared by everybody who fills it.
public final class SharedTexts: Sendable {
  private let pool = Mutex(TextPool())

  /// All texts there are now.
  public var snapshot: TextPool { pool.withLock { $0 } }

  func intern(_ text: Span<UInt8>) -> TextID {
    pool.withLock { $0.intern(text) }
  }

  func merge(_ other: TextPool) -> [TextID] {
    pool.withLock { $0.merge(other) }
  }

  /// The greater of two texts by bytes; a missing one is the least.
  @inline(__always)
  func greater(_ a: TextID, _ b: TextID) -> TextID {
    // What the events of one message say differs so rarely that nobody waits for the lock.
    guard a != b, !b.isMissing else { return a }
    return a.isMissing ? b : pool.withLock { $0.greater(a, b) }
  }

  /// The greater of two texts by bytes; a missing one is the least.
  @inline(__always)
  func greater(_ a: PackedText, _ b: PackedText) -> PackedText {
    guard a != b, !b.isMissing else { return a }
    return a.isMissing ? b : pool.withLock { a.greater(b, in: $0) }
  }
}
