/// The first of some elements in their order, and how many there were in all.
///
/// Memory stays within twice the limit, however many come, in whatever order.
public struct Shortlist<Element: Comparable & Sendable>: Sendable {
  private let limit: Int
  private var kept: [Element] = []
  /// How many came.
  public private(set) var total: Int64 = 0

  /// - Precondition: `limit` is positive.
  public init(limit: Int) {
    precondition(limit > 0, "a list of \(limit)")
    self.limit = limit
  }

  /// Adds an element.
  ///
  /// - Complexity: O(log `limit`) on average.
  public mutating func insert(_ element: Element) {
    total += 1
    kept.append(element)
    if kept.count / 2 >= limit { cut() }
  }

  /// Adds what came to another list.
  public mutating func merge(_ other: Shortlist) {
    total += other.total
    kept += other.kept
    if kept.count > limit { cut() }
  }

  /// The first elements, in order.
  public var elements: [Element] { Array(kept.sorted().prefix(limit)) }

  /// How many came and are not among ``elements``.
  public var leftOut: Int64 { max(0, total - Int64(limit)) }

  private mutating func cut() {
    kept = elements
  }
}
