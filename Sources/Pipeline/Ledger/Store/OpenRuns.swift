internal import Lifecycles
internal import Runs

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
  ) throws(RunError) -> [RunMerger.Source] {
    if day != home.day {
      runs = [:]
      day = home.day
    }
    var sources: [RunMerger.Source] = []
    for entry in entries where entry.sections[home.section].recordCount > 0 {
      let run: Run
      if let open = runs[entry.number] {
        run = open
      } else {
        run = try folder.open(entry)
        runs[entry.number] = run
      }
      sources.append(RunMerger.Source(run, section: home.section))
    }
    return sources
  }
}
