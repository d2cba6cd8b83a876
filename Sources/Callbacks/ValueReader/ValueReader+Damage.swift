internal import Primitives

/// What is dropped around damage.
extension ValueReader {
  /// Counts a damaged value, and drops its first line or, when the damage lies on that line, the
  /// rest of it.
  mutating func dropDamaged(
    _ window: Span<UInt8>, _ offset: inout Int, _ damage: JSONDamage
  ) {
    tally.values += 1
    reject(window, from: offset, damage)
    // Dropping up to the next line feed does both: a value that went on beyond its first line is
    // read again from its second.
    state = .droppingLine
  }

  /// Counts one malformed value, whose damage lies at or behind `start`.
  mutating func reject(_ window: Span<UInt8>, from start: Int, _ damage: JSONDamage) {
    tally.malformed += 1
    guard tally.firstRejection == nil || rejects != nil else { return }
    let rejection = Rejection(
      reason: damage.reason, line: line(of: damage, in: window, from: start),
      offset: bytesBeforeWindow + damage.offset)
    lastRejection = rejection
    if tally.firstRejection == nil { tally.firstRejection = rejection }
    let position = ValuePosition(line: lines.line, offset: bytesBeforeWindow + start)
    rejects?.begin(rejection, at: position)
  }

  /// Counts one malformed value more, of which nothing is dropped: its damage lies in no one place of
  /// the archive, but in what begins at one.
  mutating func reject(
    _ bytes: Span<UInt8>, at position: ValuePosition, _ reason: JSONDamage.Reason
  ) {
    tally.values += 1
    tally.malformed += 1
    note(reason, of: bytes, at: position)
  }

  /// Takes note of such a value that was counted.
  mutating func note(
    _ reason: JSONDamage.Reason, of bytes: Span<UInt8>, at position: ValuePosition
  ) {
    let rejection = Rejection(reason: reason, line: position.line, offset: position.offset)
    if tally.firstRejection == nil { tally.firstRejection = rejection }
    rejects?.add(rejection, at: position, bytes)
  }

  /// The line of a damage at or behind `start`, which lies on the current line.
  private func line(
    of damage: JSONDamage, in window: Span<UInt8>, from start: Int
  ) -> Int {
    var (line, known) = (lines.line, start)
    // Many values may break at one place far behind, or one after the other.
    if let last = lastRejection,
      (start...damage.offset).contains(last.offset - bytesBeforeWindow)
    {
      (line, known) = (last.line, last.offset - bytesBeforeWindow)
    }
    for offset in known..<damage.offset where window[offset] == 0x0A { line += 1 }
    return line
  }
}
