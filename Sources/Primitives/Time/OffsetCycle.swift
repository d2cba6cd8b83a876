/// The offset changes of 400 years, which the Gregorian calendar repeats for ever, weekdays
/// included.
struct OffsetCycle: Equatable, Sendable {
  /// Seconds in 400 years.
  static let length: Int64 = 146_097 * 86_400
  /// The time at which the stored cycle begins, in seconds since the epoch: 2000-01-01T00:00:00Z.
  static let start: Int64 = 946_684_800
  /// Years whose changes can fall into the stored cycle: a rule strays from its year by days at most.
  static let years: ClosedRange<Int64> = 1999...2400

  /// Inside the stored cycle, in ascending order of time, and each changes the offset.
  ///
  /// At least two, since what goes round comes back.
  private let changes: [OffsetTable.Change]

  /// - Returns: `nil` when the offset never changes.
  init?(changes: [OffsetTable.Change]) {
    guard var offset = changes.last?.offset else { return nil }
    self.changes = changes.filter { change in
      defer { offset = change.offset }
      return change.offset != offset
    }
    if self.changes.isEmpty { return nil }
  }

  func span(at time: Int64) -> OffsetTable.Stretch {
    let shift = (time - Self.start).floored(toMultipleOf: Self.length)
    let next = changes.partitioningIndex { $0.time > time - shift }
    let current = change(at: next - 1)
    return OffsetTable.Stretch(
      offset: current.offset, start: current.time + shift, end: change(at: next).time + shift)
  }

  /// The change at `index`, where -1 is the last of the cycle before and so on.
  private func change(at index: Int) -> OffsetTable.Change {
    if index < 0 {
      let last = changes[changes.count - 1]
      return OffsetTable.Change(time: last.time - Self.length, offset: last.offset)
    }
    if index == changes.count {
      return OffsetTable.Change(time: changes[0].time + Self.length, offset: changes[0].offset)
    }
    return changes[index]
  }
}
