internal import Lifecycles
internal import Primitives
internal import Runs

/// Where messages of one home lie.
typealias HomeSource = (run: Run, section: Int)

/// Walks the messages of homes, each joined from all runs that hold some of it.
struct HomeWalk {
  private var decoder = MessageDecoder(sourceCount: 0)

  /// The texts of the messages.
  var pool: TextPool { decoder.pool }

  /// Calls `body` with all records of a message in the decoder, message by message.
  ///
  /// - Throws: ``RunError`` of kind `cannotRead` or `damaged`, and what `body` throws.
  mutating func forEachKey(
    of home: Home, in sources: [HomeSource],
    _ body: (inout MessageDecoder) throws(RunError) -> Void
  ) throws(RunError) {
    decoder.admit(sourceCount: sources.count)
    var merger = try RunMerger(sources)
    while try merger.next({ source, beginsBlock, key, value throws(RunError.Damage) in
      decoder.add(source, beginsBlock: beginsBlock, in: home, key: key, value: value)
      if decoder.isDamaged { throw .unreadableRecord }
    }) {
      try body(&decoder)
    }
  }

  /// What the messages of a home come to.
  mutating func counts(
    of home: Home, in sources: [HomeSource], textLimit: Int
  ) throws(RunError) -> LifecycleCounts {
    var counts = LifecycleCounts()
    try forEachKey(of: home, in: sources) { decoder throws(RunError) in
      decoder.finishUndecided()
      counts.count(decoder.message)
      if decoder.pool.byteCount > textLimit { decoder.renewPool() }
    }
    return counts
  }
}

/// The runs of a ledger as one worker opens them, day by day.
struct OpenRuns {
  private let folder: LedgerFolder
  private var day: HomeDay?
  private var runs: [Int: Run] = [:]

  init(_ folder: LedgerFolder) {
    self.folder = folder
  }

  /// The sections of a home that have records.
  ///
  /// - Parameters:
  ///   - home: The home.
  ///   - entries: The runs of its day.
  /// - Returns: Where its records lie.
  /// - Throws: ``RunError`` for a run that cannot be opened or is damaged.
  mutating func sources(
    of home: Home, _ entries: [LedgerRun]
  ) throws(RunError) -> [HomeSource] {
    if day != home.day {
      runs = [:]
      day = home.day
    }
    var sources: [HomeSource] = []
    for entry in entries where entry.sections[home.section].recordCount > 0 {
      let run: Run
      if let open = runs[entry.number] {
        run = open
      } else {
        run = try folder.open(entry)
        runs[entry.number] = run
      }
      sources.append((run, home.section))
    }
    return sources
  }
}
