internal import Primitives
internal import Runs

/// Walks the records of sealed cells and of runs together, in ascending order of their keys.
struct RecordWalk: ~Copyable {
  private var cursors: [SealedCells.Cursor]
  private var merger: RunMerger
  /// The next ones of the runs.
  private var runRecords = Records()
  private var hasRunRecords = false
  /// The ones that the walk stands at.
  private var current = Records()

  /// Stands before the first record.
  ///
  /// - Parameters:
  ///   - parts: In memory.
  ///   - runs: On disk; all have the section.
  ///   - section: Its keys begin with its number, which is left out here.
  /// - Throws: ``RunError`` when a run cannot be read.
  init(_ parts: [SealedCells], _ runs: [Run], section: Int) throws(RunError) {
    var merger = try RunMerger(runs, section: section)
    hasRunRecords = try runRecords.read(from: &merger)
    self.merger = merger
    cursors = parts.filter { !$0.isEmpty }.map { SealedCells.Cursor($0) }
  }

  /// The key of the current records.
  var key: [UInt8] { current.key }
  /// The values that stand under the key, one behind the other.
  var values: [UInt8] { current.values }
  /// Where each of them ends.
  var valueEnds: [Int] { current.valueEnds }

  /// Moves to the next key, and gathers what stands under it.
  ///
  /// - Returns: Whether there is one.
  mutating func next() throws(RunError) -> Bool {
    guard findLeastKey() else { return false }
    for index in cursors.indices where cursors[index].key == current.key {
      cursors[index].appendValue(to: &current.values)
      current.endValue()
      cursors[index].advance()
    }
    cursors.removeAll { $0.isAtEnd }
    if hasRunRecords, runRecords.key == current.key {
      let start = current.values.count
      current.values.append(contentsOf: runRecords.values)
      for end in runRecords.valueEnds { current.valueEnds.append(start + end) }
      hasRunRecords = try runRecords.read(from: &merger)
    }
    return true
  }

  private mutating func findLeastKey() -> Bool {
    var least = hasRunRecords ? runRecords.key : nil
    for cursor in cursors where least.map({ cursor.key.span.precedes($0.span) }) ?? true {
      least = cursor.key
    }
    guard let least else { return false }
    current.begin(least.span)
    return true
  }
}

/// The records that stand under one key.
private struct Records {
  var key: [UInt8] = []
  /// One value behind the other.
  var values: [UInt8] = []
  var valueEnds: [Int] = []

  mutating func begin(_ key: Span<UInt8>) {
    self.key.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    valueEnds.removeAll(keepingCapacity: true)
    self.key.append(key)
  }

  mutating func endValue() {
    valueEnds.append(values.count)
  }

  /// Takes the next ones of some runs.
  ///
  /// - Returns: Whether there are any.
  mutating func read(from merger: inout RunMerger) throws(RunError) -> Bool {
    var isFirst = true
    return try merger.next { _, _, key, value in
      // The section is left out.
      if isFirst { begin(key.extracting(min(1, key.count)...)) }
      isFirst = false
      values.append(value)
      endValue()
    }
  }
}
