internal import Lifecycles
internal import Reports
internal import Runs

/// What reports are made of.
struct ReportedMessages: Sendable {
  /// What each archive held.
  let archives: [ArchiveRecord]
  /// Of all archives.
  let coverage: Coverage
  /// Events of days that a ledger has forgotten.
  var forgottenEvents: Int64 = 0
  let place: Place

  /// Where the messages are.
  enum Place: Sendable {
    case partitions(PartitionedMessages)
    /// Those homes of a ledger that are to be read.
    case homes([Home], LedgerView)
  }

  /// The error of a pass that could not count them.
  func passError(_ error: RunError) -> PassError {
    switch place {
    case .partitions: .run(error)
    case .homes: .ledger(LedgerError(error))
    }
  }
}

extension ReportedMessages.Place {
  /// Only what has to be read for some reports.
  func narrowed(to parameters: ReportParameters) -> Self {
    switch self {
    case .partitions: self
    case .homes(let homes, let view):
      .homes(homes.filter { view.isToBeRead($0, parameters) }, view)
    }
  }

  /// How many parts there are, each of which is counted by one worker.
  var count: Int {
    switch self {
    case .partitions: LifecycleJoin.partitionCount
    case .homes(let homes, _): homes.count
    }
  }

  /// What the messages come to that are not read.
  var unread: LifecycleCounts {
    switch self {
    case .partitions: LifecycleCounts()
    case .homes(let homes, let view): view.countsOfHomes(otherThan: Set(homes))
    }
  }
}
