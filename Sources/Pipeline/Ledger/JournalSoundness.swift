internal import Archives
internal import Callbacks
internal import Lifecycles
internal import Primitives
internal import Reports

// What everybody takes for granted of a journal, and is checked when one is read: whoever may write the
// file can make the checksum right, too.

extension Journal {
  /// Whether its parts go together.
  var isSound: Bool {
    // In this order: the last adds up what the first has found to be small enough.
    canBeAddedUp && hasOwnNumbers && hasAllTotals && isBalanced
  }

  /// Whether no sum of what it counts can be too large.
  private var canBeAddedUp: Bool {
    var sum = CheckedSum()
    sum.add([forgottenEvents])
    for archive in archives { sum.add(archive.counts) }
    for run in runs {
      sum.add([run.events, Int64(run.byteCount)])
      sum.add(run.sections.map { Int64($0.recordCount) })
    }
    for ingest in ingests { sum.add(ingest.hours.map(\.count)) }
    for counts in totals.values.joined() {
      sum.add([counts.messages, counts.lifecycles, counts.uniqueEvents, counts.duplicates])
    }
    return !sum.isTooLarge
  }

  /// Whether no run and no archive has the number of another, or of one to come.
  private var hasOwnNumbers: Bool {
    func areOwn(_ numbers: [Int], below next: Int) -> Bool {
      Set(numbers).count == numbers.count && numbers.allSatisfy { $0 < next }
    }
    return areOwn(runs.map(\.number), below: nextRun)
      && areOwn(archives.map(\.number), below: nextArchive)
  }

  /// Whether every day that has runs has totals, too.
  private var hasAllTotals: Bool { runs.allSatisfy { totals[$0.day] != nil } }
}

extension LedgerArchive {
  /// All that is added up of archives.
  fileprivate var counts: [Int64] {
    let (summary, tally) = (record.summary, record.tally)
    let values = [
      tally.lines, tally.blankLines, tally.values, tally.callbacks, tally.malformed,
      summary.members,
    ]
    return [
      summary.compressedBytes, summary.bytes, record.events, record.unknownTypeEvents,
      record.recipientUnknown, certainEvents, forgottenTailEvents,
    ] + (values + tally.foreignByKind).map(Int64.init)
  }
}

/// A sum of what is never negative.
private struct CheckedSum {
  private var sum: Int64 = 0
  private(set) var isTooLarge = false

  /// A few such sums can still be added to each other.
  private static let limit = Int64.max / 16

  mutating func add(_ numbers: [Int64]) {
    for number in numbers {
      let (next, overflow) = sum.addingReportingOverflow(number)
      if overflow || next > Self.limit { isTooLarge = true } else { sum = next }
    }
  }
}
