internal import Primitives

/// One value, as far as it can be read.
extension ValueReader {
  enum Attempt {
    /// The cursor stands behind the value.
    case whole(JSONCursor)
    case damaged(JSONDamage)
    /// The window ends inside the value, or where a number may go on.
    case needsMore
  }

  /// Reads the value at `start` as far as the window and the limit on its length allow.
  ///
  /// `element` is its number in a top-level array that is read element by element.
  mutating func attempt(
    _ window: Span<UInt8>, at start: Int, _ isLast: Bool, element: Int?
  ) -> Attempt {
    let depth = element == nil ? 0 : 1
    var cursor = JSONCursor(offset: start)
    do throws(JSONDamage) {
      // The first rejection is told with its exact reason, which only the reader knows.
      if tally.firstRejection != nil, openBrackets.begin(at: bytesBeforeWindow + start) {
        try openBrackets.readOn(
          window, from: bytesBeforeWindow, depth: depth, limit: valueLimit)
      }
      // One byte more than is allowed: what a value reads may not depend on the window's size.
      let reach = min(window.count, start + valueLimit + 1)
      try reader.readValue(window.extracting(0..<reach), &cursor, depth: depth)
    } catch {
      return failure(error, window, at: start, isLast, depth: depth)
    }
    if let body = rules.body, level == 0 {
      var accepted = JSONCursor(offset: start)
      if let value = try? accepted.skipAccepted(window) {
        reader.keepBody(body, of: value, element: element, window)
      }
    }
    if cursor.offset - start > valueLimit {
      return .damaged(JSONDamage(.tooLong, at: start + valueLimit))
    }
    let mayGoOn = cursor.offset == window.count && !isLast && window[start].beginsScalar
    return mayGoOn ? .needsMore : .whole(cursor)
  }

  /// What an attempt that failed means.
  private mutating func failure(
    _ found: JSONDamage, _ window: Span<UInt8>, at start: Int, _ isLast: Bool, depth: Int
  ) -> Attempt {
    var damage = found
    if damage.reason == .endOfInput, window.count - start <= valueLimit {
      guard isLast else { return .needsMore }
      // A line that ends is no end of the archive.
      if window.count == lastWindowCount { hasMetEnd = true }
    } else if damage.reason == .endOfInput || damage.offset - start > valueLimit {
      damage = JSONDamage(.tooLong, at: start + valueLimit)
    }
    // Beyond its first line: values may begin inside, and need not be read as far once more.
    if window.firstOffset(of: 0x0A, in: start..<found.offset) != nil {
      openBrackets.follow(bytesBeforeWindow + start, isObject: window[start] == UInt8(ascii: "{"))
      try? openBrackets.readOn(
        window, from: bytesBeforeWindow, depth: depth, limit: valueLimit)
    }
    return .damaged(damage)
  }
}
