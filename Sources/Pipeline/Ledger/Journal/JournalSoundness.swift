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
  var canBeAddedUp: Bool {
    // None of them is negative, and a sum that was too large stays so.
    var sum: Int64 = 0
    func add(_ numbers: [Int64]) {
      for number in numbers { sum.addSaturating(number) }
    }
    add([forgottenEvents])
    for archive in archives { add(archive.counts) }
    for run in runs {
      add([run.events, Int64(run.byteCount)])
      add(run.sections.map { Int64($0.recordCount) })
    }
    for intake in intakes { add(intake.hours.map(\.count)) }
    for counts in totals.values.joined() {
      add([counts.messages, counts.lifecycles, counts.uniqueEvents, counts.duplicates])
      add([counts.leftOutEvents])
    }
    // A few such sums can still be added to each other.
    return sum <= Int64.max / 16
  }

  /// Whether no run, archive or intake has the number of another, or of one to come, and none is named
  /// that there cannot be.
  private var hasOwnNumbers: Bool {
    guard min(nextRun, nextArchive, nextIntake) > 0 else { return false }
    func areGiven(_ numbers: [Int], below next: Int) -> Bool {
      numbers.allSatisfy { (1..<next).contains($0) }
    }
    func areOwn(_ numbers: [Int], below next: Int) -> Bool {
      Set(numbers).count == numbers.count && areGiven(numbers, below: next)
    }
    let known = Set(archives.map(\.number))
    return areOwn(runs.map(\.number), below: nextRun)
      && areOwn(archives.map(\.number), below: nextArchive)
      && areOwn(intakes.map(\.number), below: nextIntake)
      && (runs.map(\.intakes) + archives.map(\.intakes)).allSatisfy {
        areGiven($0, below: nextIntake)
      }
      && runs.allSatisfy { $0.tailOf.map(known.contains) ?? true }
  }

  /// Whether every day that has runs has totals, too.
  private var hasAllTotals: Bool { runs.allSatisfy { totals[$0.day] != nil } }
}

extension LedgerArchive {
  /// All that is added up of archives.
  fileprivate var counts: [Int64] {
    let (summary, tally) = (account.summary, account.tally)
    let values = [
      tally.lines, tally.blankLines, tally.values, tally.callbacks, tally.malformed,
      summary.members,
    ]
    return [
      summary.compressedBytes, summary.bytes, account.events, account.unknownTypeEvents,
      account.recipientUnknown, certainEvents, forgottenTailEvents,
    ] + (values + tally.foreignByKind).map(Int64.init)
  }
}
