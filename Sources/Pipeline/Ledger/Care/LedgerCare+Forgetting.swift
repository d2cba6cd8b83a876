internal import Archives
public import Lifecycles
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

/// Makes a ledger forget: an archive, or what is old.
extension LedgerCare {
  /// What became of a ledger.
  public struct Forgotten: Sendable {
    /// Runs that are gone.
    public var runs = 0
    public var bytes = 0
    /// Days of which nothing is left.
    public var days = 0
    /// Archives that the ledger does not know any more, by their names.
    public var archives: [[UInt8]] = []
  }

  /// Forgets days.
  ///
  /// What comes later for them is not taken in, so that no report shows a part of a day. The archives
  /// stay known: they are not read again.
  ///
  /// - Parameters:
  ///   - day: The first day that is kept. Messages whose ids do not tell their day are kept.
  ///   - force: Whether it may be one that the archives do not reach, so that what they will tell of the
  ///     days until then is lost.
  /// - Returns: What went.
  /// - Throws: ``LedgerError``.
  public func forget(
    before day: HomeDay, force: Bool = false
  ) async throws(LedgerError) -> Forgotten {
    let writer = try self.writer()
    let end = writer.journal.coverage.end
    let next = end.flatMap { HomeDay(of: $0) }?.advanced(by: 1)
    guard force || next.map({ day <= $0 }) ?? false else { throw Self.refusal(day, end) }
    return try await Self.forget(before: day, of: writer)
  }

  private static func refusal(_ day: HomeDay, _ end: Timestamp?) -> LedgerError {
    LedgerError(
      .refused,
      """
      the archives end \(end.map { "at \($0)" } ?? "nowhere"), and nothing that comes for the days \
      before \(day) would ever be taken in; name an earlier day, or do it with --force
      """)
  }

  /// Keeps the last `count` days that the archives tell of, and forgets those before.
  ///
  /// - Returns: What went.
  /// - Throws: ``LedgerError``.
  public func keep(days count: Int) async throws(LedgerError) -> Forgotten {
    let writer = try self.writer()
    guard let day = writer.journal.firstDay(ofLast: count, now: now) else { return Forgotten() }
    return try await Self.forget(before: day, of: writer)
  }

  /// Forgets days of a ledger that this process has hold of.
  static func forget(
    before day: HomeDay, of writer: LedgerWriter
  ) async throws(LedgerError) -> Forgotten {
    let horizon = max(day, writer.journal.horizon ?? day)
    let gone = writer.journal.runs.filter { $0.day < horizon }
    guard horizon != writer.journal.horizon else { return Forgotten() }
    writer.journal.horizon = horizon
    writer.journal.forgottenEvents += gone.events
    let tails = Dictionary(grouping: gone.filter { $0.tailOf != nil }, by: \.tailOf)
    for index in writer.journal.archives.indices {
      let tail = tails[writer.journal.archives[index].number] ?? []
      writer.journal.archives[index].forgottenTailEvents += tail.events
    }
    writer.drop { $0.day < horizon }
    try await writer.commit()
    return Forgotten(gone, days: Set(gone.map(\.day)).count, [])
  }

  /// Forgets an archive, with all that was joined with it.
  ///
  /// A run joins what was taken in together, and a compacted one what was taken in by several. The
  /// other archives of those are forgotten, too, and are taken in again when they are named the next
  /// time; so it is refused when what one of them held is not there any more under its name. So it is
  /// when several archives had the name that is given, for then it does not say which is meant.
  ///
  /// - Parameters:
  ///   - name: As it was named when it was taken in, or as the status shows it.
  ///   - force: Whether archives that are not there any more may be lost.
  /// - Returns: What went.
  /// - Throws: ``LedgerError``: `missing` for an archive that the ledger does not know.
  public func forget(
    archive name: [UInt8], force: Bool
  ) async throws(LedgerError) -> Forgotten {
    let writer = try self.writer()
    let named = writer.journal.archives(called: name)
    guard !named.isEmpty else {
      throw LedgerError(
        .missing,
        """
        the ledger knows no archive \(escapedForTerminal(name.span)); waybill ledger status lists \
        all by the names that it takes
        """)
    }
    let intakes = writer.journal.intakes(joinedWith: Set(named.flatMap(\.intakes)))
    let gone = writer.journal.archives.filter { !intakes.isDisjoint(with: $0.intakes) }
    if !force {
      let meant = named.count == 1 ? named[0].number : nil
      let others = gone.filter { $0.number != meant }
      let lost = others.filter { !$0.isThere }
      guard lost.isEmpty else { throw Self.refusal(lost, others.count) }
    }
    let runs = writer.journal.runs.filter { !intakes.isDisjoint(with: $0.intakes) }
    let numbers = Set(runs.map(\.number))
    writer.drop { numbers.contains($0.number) }
    let archives = Set(gone.map(\.number))
    writer.journal.archives.removeAll { archives.contains($0.number) }
    writer.journal.forgetSurplus()
    let days = Set(runs.map(\.day)).subtracting(writer.journal.runs.map(\.day))
    try await writer.commit()
    return Forgotten(runs, days: days.count, gone.map(\.name))
  }

  private static func refusal(_ lost: [LedgerArchive], _ count: Int) -> LedgerError {
    LedgerError(
      .refused,
      """
      \(count) archives would have to be taken in again, for they were joined with it or had the \
      same name, but \(lost.count) of them are not there any more as they were, \
      \(lost[0].account.source.displayName) for one; bring them back, or lose what they tell with \
      --force
      """)
  }
}

extension LedgerCare.Forgotten {
  fileprivate init(_ runs: [LedgerRun], days: Int, _ archives: [[UInt8]]) {
    self.init(
      runs: runs.count, bytes: runs.byteCount, days: days, archives: archives)
  }
}

extension Journal {
  /// The archives of a name, or else those that are shown by it.
  fileprivate func archives(called name: [UInt8]) -> [LedgerArchive] {
    let named = archives.filter { $0.name == name }
    guard named.isEmpty else { return named }
    return archives.filter { Array($0.account.source.displayName.utf8) == name }
  }

  /// All intakes whose events are in one run with those of others, directly or by way of further ones.
  fileprivate func intakes(joinedWith first: Set<Int>) -> Set<Int> {
    var joined = first
    var count = 0
    while joined.count > count {
      count = joined.count
      for list in runs.map(\.intakes) + archives.map(\.intakes)
      where !joined.isDisjoint(with: list) {
        joined.formUnion(list)
      }
    }
    return joined
  }

  /// Leaves out of the forgotten events those of archives that are not known any more.
  fileprivate mutating func forgetSurplus() {
    forgottenEvents = archives.reduce(0) { $0 + $1.account.events } - runs.events
  }
}

extension LedgerArchive {
  /// Whether a file of this name holds what the archive held, or begins with it.
  fileprivate var isThere: Bool {
    let source = ArchiveSource(name: name, byteCount: 0)
    guard !source.isStream else { return false }
    let prints = FilePrints(of: source, beginnings: [content.byteCount])
    return prints.damage == nil && (prints.whole == content || prints.beginWith(content))
  }
}
