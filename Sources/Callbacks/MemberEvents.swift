internal import Primitives

/// Which members of one object held events, so that a key that occurs again can take them back.
///
/// What is taken back stays in its place until the object ends: one pass then drops all of it, so
/// that an object with many members costs no more than its bytes.
struct MemberEvents {
  /// By the hash of the key.
  private var eventsByKey: [UInt64: Range<Int>] = [:]
  private var overridden: [Range<Int>] = []

  /// Notes that `key` held the events in `range`, and that nothing before counts for that key.
  mutating func record(_ key: RawJSON, _ range: Range<Int>, _ bytes: Span<UInt8>) {
    let hash = key.withText(bytes) { StableHash.perProcess.hash($0) }
    let before =
      range.isEmpty
      ? eventsByKey.removeValue(forKey: hash)
      : eventsByKey.updateValue(range, forKey: hash)
    if let before { overridden.append(before) }
  }

  /// Removes the events of overridden members.
  @inline(never)
  mutating func removeOverridden<Event>(from events: inout [Event]) {
    overridden.sort { $0.lowerBound < $1.lowerBound }
    guard var end = overridden.first?.lowerBound else { return }
    for (index, range) in overridden.enumerated() {
      let next = index + 1 < overridden.count ? overridden[index + 1].lowerBound : events.count
      for kept in range.upperBound..<next {
        events[end] = events[kept]
        end += 1
      }
    }
    events.removeSubrange(end...)
  }
}
