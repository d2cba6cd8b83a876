internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// In which days the messages of one home were created, and a digest of those of each day.
///
/// A home is an hour by the ids of its messages; but when a message was created, its events may know
/// better.
struct HomeContent: Equatable, Sendable {
  /// Tells whether the runs that hold the home are others than before.
  var runsDigest: UInt64
  /// The sum of the digests of the messages, so that their order does not matter.
  ///
  /// Messages whose creation time is not known, or not to be believed, are left out.
  var days: [ReportDay: UInt64] = [:]
}

extension HomeContent {
  /// Looks at the messages of homes.
  ///
  /// - Parameters:
  ///   - homes: Which.
  ///   - view: The ledger.
  ///   - zone: Where days are.
  ///   - hash: What digests are made with.
  ///   - budget: How many workers there are, and what they may take.
  /// - Returns: What each of them holds.
  /// - Throws: ``RunError`` for a run that cannot be read or is damaged.
  static func survey(
    _ homes: [Home], _ view: LedgerView, _ zone: Zone, _ hash: StableHash,
    _ budget: MemoryBudget
  ) async throws(RunError) -> [Home: HomeContent] {
    let parts = try await inParallel(jobs: budget.jobs, homes.count) { next throws(RunError) in
      var survey = HomeSurvey(view, zone, hash, textLimit: budget.textBytes)
      var contents: [Home: HomeContent] = [:]
      while let number = next() {
        contents[homes[number]] = try survey.content(of: homes[number])
      }
      return contents
    }
    return parts.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
  }
}

/// Looks at the messages of homes, one after the other.
private struct HomeSurvey {
  private let view: LedgerView
  private let zone: Zone
  private let hash: StableHash
  private var walk: RunWalk
  private var open: OpenRuns
  private var encoder = MessageEncoder()

  init(_ view: LedgerView, _ zone: Zone, _ hash: StableHash, textLimit: Int) {
    self.view = view
    self.zone = zone
    self.hash = hash
    walk = RunWalk(textLimit: textLimit)
    open = view.openRuns()
  }

  mutating func content(of home: Home) throws(RunError) -> HomeContent {
    var content = HomeContent(runsDigest: view.digest(ofRunsOf: home))
    var digests: [ReportDay: UInt64] = [:]
    var (day, window): (ReportDay?, Range<Timestamp>?)
    let sources = try view.sources(of: home, &open)
    let hash = hash
    try walk.forEachMessage(in: sources, of: home) { decoder, _ throws(RunError) in
      decoder.finishUndecided()
      if let created = decoder.message.joinedCreationTime {
        // Nearly all lie in the same day as the one before.
        if day == nil || window?.contains(created) != true {
          day = ReportDay(of: created, in: zone)
          window = day?.window(in: zone)
        }
        // Wild clocks make no more days than people live to see.
        if let day, BelievedYears.days.contains(Int(day.number)) {
          // Texts are spelled out in each message, so that it does not matter what is before it.
          encoder.encode(decoder.message, in: home, decoder.pool, beginsBlock: true)
          digests[day, default: 0] &+= Self.digest(encoder, hash)
        }
      }
    }
    content.days = digests
    return content
  }

  /// A digest of the message that was encoded last.
  private static func digest(_ encoder: MessageEncoder, _ hash: StableHash) -> UInt64 {
    StableHash.fold(hash.hash(encoder.key.span) | 1, hash.hash(encoder.value.span) | 1)
  }
}
