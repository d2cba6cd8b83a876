/// How many hits of slices come of the same messages, in the window and in the baseline.
///
/// Recipients of one message share what becomes of it, so that the hits of a group say as little as one.
///
/// - SeeAlso: Kish, "Survey Sampling", 1965, 8.2, for the effect of clusters of different sizes.
struct HitClusters: Sendable {
  /// By slice the sums of the squares of the hits of each message: in the window, in the baseline.
  private var squares: [Int64]
  /// By slice the last message that had hits, and how many.
  private var last: [(message: UInt64, hits: Int64)]
  private var messageCount: UInt64 = 0

  /// More hits of a message than there ever are, so that squares of millions can be added up.
  private static let greatestHits: Int64 = 1 << 16

  init(sliceCount: Int) {
    squares = Array(repeating: 0, count: sliceCount * 2)
    last = Array(repeating: (0, 0), count: sliceCount)
  }

  /// Begins the next message.
  mutating func beginMessage() { messageCount += 1 }

  /// Adds hits of a recipient of the message.
  @inline(__always)
  mutating func add(_ hits: Int64, to slice: Int, isInWindow: Bool) {
    let before = last[slice].message == messageCount ? last[slice].hits : 0
    let hits = min(hits, Self.greatestHits - before)
    last[slice] = (messageCount, before + hits)
    // The square of a sum, less that of what was in it before.
    squares[slice * 2 + (isInWindow ? 0 : 1)] += hits * (hits + 2 * before)
  }

  mutating func merge(_ other: HitClusters) {
    for index in squares.indices { squares[index] += other.squares[index] }
  }

  /// Takes out recipients; of a message that keeps some, a little too much is left.
  mutating func remove(_ other: HitClusters) {
    for index in squares.indices { squares[index] -= other.squares[index] }
  }

  /// The sums of squares of a slice.
  func squares(_ slice: Int) -> (window: Int64, baseline: Int64) {
    (squares[slice * 2], squares[slice * 2 + 1])
  }
}
