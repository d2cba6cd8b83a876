internal import Primitives
internal import Runs

/// The keys of the rows that a report keeps apart, as they are written, without periods.
struct GreatestKeys: Sendable {
  private let keys: [[UInt8]]
  private var index = HashIndex()

  /// - Parameter keys: No two of them equal.
  init(_ keys: [[UInt8]]) {
    self.keys = keys
    for (number, key) in keys.enumerated() {
      index.insert(StableHash.perProcess.hash(key.span), entry: number)
    }
  }

  func contains(_ key: [UInt8]) -> Bool {
    var probe = index.probe(StableHash.perProcess.hash(key.span))
    while let number = index.next(&probe) {
      let candidate = keys[number]
      if candidate.span.equals(key.span) { return true }
    }
    return false
  }
}

extension SealedReport {
  /// The keys of the greatest rows, of equally great ones the first.
  func greatestKeys(_ limit: Int) throws(RunError) -> GreatestKeys {
    var candidates = GreatestCandidates(limit: limit)
    var walk = try RowWalk(self)
    while try walk.next() { candidates.add(walk.rowKey, count: definition.rank(walk.cell)) }
    return GreatestKeys(candidates.keys())
  }
}

/// Rows that may be among the greatest of those that come by, in the order of their keys.
///
/// Never more than twice as many as are wanted, however many come by.
struct GreatestCandidates {
  private let limit: Int
  private var rows: [(count: Int64, key: [UInt8])] = []
  /// What a row must exceed, once there are as many as are wanted.
  private var threshold = Int64.min

  /// - Parameter limit: How many rows are wanted, at least 1.
  init(limit: Int) {
    self.limit = limit
  }

  /// Takes in the next row.
  mutating func add(_ key: [UInt8], count: Int64) {
    // Of equally great rows the first ones win, which are there already.
    guard count > threshold else { return }
    rows.append((count, key))
    if rows.count == 2 * limit { cut() }
  }

  /// The keys of the greatest rows.
  consuming func keys() -> [[UInt8]] {
    cut()
    return rows.map(\.key)
  }

  private mutating func cut() {
    rows.sort { a, b in
      a.count == b.count ? a.key.span.precedes(b.key.span) : a.count > b.count
    }
    guard rows.count >= limit else { return }
    rows.removeLast(rows.count - limit)
    threshold = rows[limit - 1].count
  }
}
