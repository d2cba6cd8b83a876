internal import Lifecycles
public import Primitives
public import Reports
internal import Runs

/// What reports and rows are made of: messages, wherever they are, and what is known of their archives.
public struct ReportedMessages: Sendable {
  /// What each archive held, in the order of their names.
  public let archives: [ArchiveAccount]
  /// Of all archives.
  public let coverage: Coverage
  let place: Place
  /// Events of days that a ledger has forgotten.
  let forgottenEvents: Int64
  /// The lines that were dropped, if the rules ask for them.
  public let rejects: [RejectLog]
  /// Runs of lifecycles that were written because the budget was spent.
  public let spilledRunCount: Int

  /// Where the messages are.
  enum Place: Sendable {
    case partitions(PartitionedMessages)
    /// Those homes of a ledger that are to be read.
    case homes([Home], LedgerView)
  }

  /// Messages of archives that were read.
  public init(_ read: ReadArchives) {
    self.init(
      archives: read.archives, coverage: read.coverage, place: .partitions(read.messages),
      rejects: read.rejects, spilledRunCount: read.spilledRunCount)
  }

  init(
    archives: [ArchiveAccount], coverage: Coverage, place: Place, forgottenEvents: Int64 = 0,
    rejects: [RejectLog], spilledRunCount: Int
  ) {
    self.archives = archives
    self.coverage = coverage
    self.place = place
    self.forgottenEvents = forgottenEvents
    self.rejects = rejects
    self.spilledRunCount = spilledRunCount
  }

  /// What was made of names of archives, and left out of them, for whoever wants to know.
  var notesOnArchives: [String] { view?.notes ?? [] }

  /// What a ledger has forgotten.
  var forgottenDays: ForgottenDays? { view?.forgottenDays }

  private var view: LedgerView? {
    if case .homes(_, let view) = place { view } else { nil }
  }

  /// What was made of names of archives, and what a ledger has forgotten that may be asked for, for
  /// whoever wants to know.
  ///
  /// - Parameter since: When the messages were created that are asked for; `nil` for whenever.
  /// - Returns: A line each.
  public func notes(since: Timestamp?) -> [String] {
    view?.notes(since: since) ?? []
  }

  /// The error of a pass that could not read them.
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
    narrowed(toAnyOf: [parameters])
  }

  /// Only what has to be read for any of some sets of reports.
  func narrowed(toAnyOf sets: [ReportParameters]) -> Self {
    switch self {
    case .partitions: self
    case .homes(let homes, let view):
      .homes(
        homes.filter { home in
          view.isToBeRead(home) { creation in sets.contains { $0.mayContain(creation) } }
        }, view)
    }
  }

  /// Only what has to be read for the messages that were created in some windows.
  func narrowed(toAnyOf windows: [Range<Timestamp>]) -> Self {
    switch self {
    case .partitions: self
    case .homes(let homes, let view):
      .homes(
        homes.filter { home in
          view.isToBeRead(home) { creation in
            creation.map { range in
              windows.contains { $0.contains(range.lowerBound) || range.contains($0.lowerBound) }
            } ?? false
          }
        }, view)
    }
  }

  /// Only what may hold messages of a home, where messages are divided by homes.
  func narrowed(to home: Home) -> Self {
    switch self {
    case .partitions: self
    case .homes(let homes, let view): .homes(homes.filter { $0 == home }, view)
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
    case .homes(let homes, let view): view.countsOfHomes(otherThan: homes)
    }
  }
}
