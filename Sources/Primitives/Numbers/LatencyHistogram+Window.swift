// Most latencies of a row lie close together, and finding the bucket of each in a sorted array would
// cost more than all else that is counted of a message. So once many buckets are in use, those in a
// window have counters side by side: one byte each, for the counters of all rows together should
// stay in the cache. A full one is emptied into the array.

extension LatencyHistogram {
  /// How many buckets are in use before there is a window.
  private static let leastCount = 32
  /// How much larger than the number of buckets in use a window may be: what bounds its memory.
  private static let greatestRatio = 8
  /// Buckets on either side of most latencies that a window takes in.
  private static let margin = 32

  /// Counts one latency in the window, if its bucket lies there.
  @inline(__always)
  mutating func countInWindow(_ bucket: Int) -> Bool {
    // Wraps on purpose: buckets before the window become larger than any window.
    let place = UInt(bitPattern: bucket &- windowStart)
    guard place < window.count else { return false }
    guard window[Int(place)] < .max else {
      emptyCounter(Int(place))
      return false
    }
    window[Int(place)] += 1
    return true
  }

  private mutating func emptyCounter(_ place: Int) {
    let entry = Entry(bucket: windowStart + place, count: Int(window[place]))
    window[place] = 0
    add(entry)
  }

  /// All buckets in use, in ascending order, those of the window included.
  var allEntries: [Entry] {
    if window.isEmpty { return entries.isEmpty && count > 0 ? [onlyEntry] : entries }
    var all = LatencyHistogram()
    all.entries = entries
    all.merge(
      window.indices.filter { window[$0] > 0 }.map { place in
        Entry(bucket: windowStart + place, count: Int(window[place]))
      })
    return all.entries
  }

  /// Empties all counters of the window, and gives it up.
  mutating func closeWindow() {
    guard !window.isEmpty else { return }
    entries = allEntries
    window = []
  }

  /// Moves the window to where most latencies lie, if there are so many buckets that it pays.
  ///
  /// Looks only when their number has doubled, so that looking costs nearly nothing.
  mutating func moveWindow() {
    guard entries.count >= Self.leastCount, entries.count.nonzeroBitCount == 1 else { return }
    closeWindow()
    let (low, high) = middle
    let buckets = max(0, low - Self.margin)...min(high + Self.margin, Self.lastBucket)
    guard buckets.count <= entries.count * Self.greatestRatio else { return }
    windowStart = buckets.lowerBound
    window = Array(repeating: 0, count: buckets.count)
  }

  /// The buckets between which all but one latency in forty lie at either end, from ``entries``.
  private var middle: (low: Int, high: Int) {
    let total = entries.reduce(0) { $0 + $1.count }
    var (low, high, cumulative) = (0, 0, 0)
    for entry in entries {
      if cumulative <= total / 40 { low = entry.bucket }
      if cumulative < total - total / 40 { high = entry.bucket }
      cumulative += entry.count
    }
    return (low, high)
  }
}
