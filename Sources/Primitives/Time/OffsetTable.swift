/// The offset of a zone from UTC over all time: changes one by one, then a rule that goes round.
///
/// All times are seconds since the epoch.
struct OffsetTable: Sendable {
  /// From `time` on the wall clock is `offset` seconds ahead of UTC.
  struct Change: Equatable, Sendable {
    var time: Int64
    var offset: Int64
  }

  /// All the time from `start` to before `end` in which the offset stays the same.
  ///
  /// As long as it can be: the offsets before and after are different ones.
  struct Stretch: Equatable, Sendable {
    var offset: Int64
    /// `Int64.min` when the offset was never different before.
    var start: Int64
    /// `Int64.max` when the offset is never different again.
    var end: Int64
  }

  /// No offset is further from UTC, in seconds either way: RFC 9636 stops short of 26 hours.
  static let offsetLimit: Int64 = 26 * 3600

  private let offsetBeforeChanges: Int64
  /// In ascending order of time, and each changes the offset.
  private let changes: [Change]
  private let cycle: OffsetCycle?
  /// From here on the cycle holds.
  private let cycleStart: Int64

  init(fixedOffset: Int64) {
    self.init(offsetBeforeChanges: fixedOffset, changes: [], rule: nil)
  }

  /// - Parameters:
  ///   - offsetBeforeChanges: What holds when neither a change nor the rule does.
  ///   - changes: In strictly ascending order of time.
  ///   - rule: What holds from the last change on; without changes, always.
  init(offsetBeforeChanges: Int64, changes: [Change], rule: OffsetRule?) {
    var offset = offsetBeforeChanges
    var changes = changes
    let last = changes.indices.last
    switch rule {
    case nil:
      cycle = nil
    case .fixed(let ruled):
      if let last { changes[last].offset = ruled } else { offset = ruled }
      cycle = nil
    case .cycle(let ruled):
      if let last { changes[last].offset = ruled.span(at: changes[last].time).offset }
      cycle = ruled
    }
    cycleStart = cycle == nil ? .max : changes.last?.time ?? .min
    self.offsetBeforeChanges = offset
    // A change of the name alone is none to us.
    self.changes = changes.filter { change in
      defer { offset = change.offset }
      return change.offset != offset
    }
  }

  func span(at time: Int64) -> Stretch {
    if let cycle, time >= cycleStart {
      var span = cycle.span(at: time)
      if span.start <= cycleStart { span.start = changes.last?.time ?? .min }
      return span
    }
    let next = changes.partitioningIndex { $0.time > time }
    let current = next > 0 ? changes[next - 1] : Change(time: .min, offset: offsetBeforeChanges)
    let end = next < changes.count ? changes[next].time : cycle?.span(at: cycleStart).end
    return Stretch(offset: current.offset, start: current.time, end: end ?? .max)
  }

  /// The first time at which the wall clock shows `wall` or later.
  func firstInstant(reaching wall: Int64) -> Int64 {
    // No clock can show it earlier than this.
    var time = wall - Self.offsetLimit
    while true {
      let span = span(at: time)
      let reached = max(wall - span.offset, span.start)
      if reached < span.end { return reached }
      time = span.end
    }
  }
}
