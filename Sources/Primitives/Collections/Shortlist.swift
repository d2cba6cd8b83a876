/// The first of some elements in their order, and how many there were in all.
///
/// Memory stays within twice the limits, however many come, in whatever order.
public struct Shortlist<Element: Comparable & Sendable>: Sendable {
  public let limit: Int
  private let byteLimit: Int
  private var kept: [Kept] = []
  private var keptBytes = 0
  /// How many came.
  public private(set) var total: Int64 = 0

  private struct Kept {
    let element: Element
    let byteCount: Int
  }

  /// - Parameters:
  ///   - limit: How many are kept.
  ///   - byteLimit: What they may take besides themselves. The first one that does not fit is left out,
  ///     and so is any behind it.
  /// - Precondition: `limit` is positive.
  public init(limit: Int, byteLimit: Int = .max / 2) {
    precondition(limit > 0, "a list of \(limit)")
    self.limit = limit
    self.byteLimit = byteLimit
  }

  /// Adds an element, and what it takes besides itself, such as texts.
  ///
  /// - Complexity: O(log `limit`) on average.
  public mutating func insert(_ element: Element, byteCount: Int = 0) {
    total += 1
    // More than all may take is too much, however much it is.
    let byteCount = min(byteCount, byteLimit + 1)
    kept.append(Kept(element: element, byteCount: byteCount))
    keptBytes += byteCount
    if kept.count / 2 >= limit || keptBytes / 2 > byteLimit { cut() }
  }

  /// Adds what came to another list.
  public mutating func merge(_ other: Shortlist) {
    total += other.total
    kept += other.kept
    keptBytes += other.keptBytes
    if kept.count > limit || keptBytes / 2 > byteLimit { cut() }
  }

  /// The first elements, in order.
  public var elements: [Element] { split.elements }

  /// The same, and how many came that are not among them.
  public var split: (elements: [Element], leftOut: Int64) {
    let first = first
    let count = fittingCount(of: first)
    return (first.prefix(count).map(\.element), total - Int64(count))
  }

  /// Those that may be among ``elements``, in order.
  private var first: ArraySlice<Kept> {
    kept.sorted { $0.element < $1.element }.prefix(limit)
  }

  private func fittingCount(of first: ArraySlice<Kept>) -> Int {
    var bytes = 0
    let end = first.firstIndex { kept in
      bytes += kept.byteCount
      return bytes > byteLimit
    }
    return end ?? first.count
  }

  /// Lets go of what will never be among ``elements``, for more elements only move it further back.
  private mutating func cut() {
    let first = first
    // The first that does not fit stays: it keeps out those behind it, even if they would fit.
    kept = Array(first.prefix(fittingCount(of: first) + 1))
    keptBytes = kept.reduce(0) { $0 + $1.byteCount }
  }
}
