internal import Lifecycles
internal import Primitives
internal import Runs

/// The messages of one home that were read together, as a section of a temporary run.
struct HomePart: Sendable {
  let home: Home
  let run: Run
  let section: Int
  let summary: LedgerSection
  /// What they come to.
  let counts: LifecycleCounts
}

/// All messages that were read together, home by home.
struct HomeParts: Sendable {
  /// In the order of homes, each of which has one part at most.
  private(set) var parts: [HomePart] = []
  /// Events of days before the horizon, of which nothing else is kept.
  private(set) var droppedEvents: Int64 = 0

  init() {}

  /// Writes messages, which were read in the order of homes, to temporary runs.
  ///
  /// - Parameters:
  ///   - messages: What was read.
  ///   - horizon: The first day that is kept.
  ///   - budget: How many workers there are, and what texts may take.
  ///   - folder: Where the runs take their space.
  /// - Throws: ``RunError`` when runs cannot be written or read back.
  init(
    _ messages: PartitionedMessages, horizon: HomeDay?, _ budget: MemoryBudget,
    in folder: RunFolder
  ) async throws(RunError) {
    let found = try await inParallel(jobs: budget.jobs, LifecycleJoin.partitionCount) {
      next throws(RunError) in
      var writer = try HomePartWriter(in: folder, horizon: horizon)
      switch messages {
      case .logged(let join): try writer.write(join, next)
      case .spilled(let runs): try writer.write(runs, textLimit: budget.textBytes, next)
      }
      return try writer.finish()
    }
    parts = found.flatMap(\.parts).sorted { $0.home < $1.home }
    droppedEvents = found.reduce(0) { $0 + $1.droppedEvents }
  }

  /// The parts of each day, days in order.
  var days: [(day: HomeDay, parts: [HomePart])] {
    var days: [(day: HomeDay, parts: [HomePart])] = []
    for part in parts {
      if days.last?.day != part.home.day { days.append((part.home.day, [])) }
      days[days.count - 1].parts.append(part)
    }
    return days
  }
}

/// Writes the messages of homes that follow each other to a run, a section a home.
private struct HomePartWriter: ~Copyable {
  private var writer: RunWriter
  private var encoder = MessageEncoder()
  private let horizon: HomeDay?
  private var homes: [(home: Home, summary: LedgerSection, counts: LifecycleCounts)] = []
  private var droppedEvents: Int64 = 0

  init(in folder: RunFolder, horizon: HomeDay?) throws(RunError) {
    writer = try RunWriter(in: folder, compresses: true)
    self.horizon = horizon
  }

  mutating func write(_ join: LifecycleJoin, _ next: () -> Int?) throws(RunError) {
    while let partition = next() {
      try join.forEachMessageByHome(in: partition) { message, home throws(RunError) in
        try append(message, home, join.pool)
      }
    }
  }

  mutating func write(
    _ runs: [Run], textLimit: Int, _ next: () -> Int?
  ) throws(RunError) {
    var walk = RunWalk(textLimit: textLimit)
    while let partition = next() {
      try walk.forEachMessage(in: runs.sources(section: partition)) {
        decoder, _ throws(RunError) in
        decoder.finishUndecided()
        try append(decoder.message, decoder.message.home, decoder.pool)
      }
    }
  }

  private mutating func append(
    _ message: Message, _ home: Home, _ pool: TextPool
  ) throws(RunError) {
    if let horizon, home.day < horizon {
      var counts = LifecycleCounts()
      counts.count(message)
      droppedEvents += counts.events
      return
    }
    if homes.last?.home != home {
      try writer.beginSection(label: home.label)
      homes.append((home, LedgerSection(), LifecycleCounts()))
    }
    let beginsBlock = writer.beginsBlock
    encoder.encode(message, in: home, pool, beginsBlock: beginsBlock)
    try Self.put(encoder, into: &writer)
    homes[homes.count - 1].summary.note(message.joinedCreationTime)
    homes[homes.count - 1].counts.count(message)
  }

  private static func put(
    _ record: borrowing MessageEncoder, into writer: inout RunWriter
  ) throws(RunError) {
    try writer.append(key: record.key.span, value: record.value.span)
  }

  consuming func finish() throws(RunError) -> (parts: [HomePart], droppedEvents: Int64) {
    let (homes, dropped) = (homes, droppedEvents)
    let run = try writer.finish()
    let parts = homes.enumerated().map { section, home in
      HomePart(
        home: home.home, run: run, section: section, summary: home.summary, counts: home.counts)
    }
    return (parts, dropped)
  }
}
