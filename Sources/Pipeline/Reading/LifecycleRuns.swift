internal import Lifecycles
internal import Runs
internal import Synchronization

/// The runs that workers spilled, with a section for each partition.
///
/// They are kept so few that one worker can read all of them at the same time.
final class LifecycleRuns: Sendable {
  private let folder: RunFolder
  private let budget: MemoryBudget
  private let runs = Mutex<[Run]>([])
  private let spilled = Atomic(0)
  private let ofOneMessage: Bool
  private let beyondBudget = Atomic(false)

  /// - Parameters:
  ///   - folder: Where they take their space.
  ///   - budget: What may be kept of them in memory.
  ///   - ofOneMessage: Whether all records are of one message, which is then given up when it does not
  ///     fit into the budget.
  init(in folder: RunFolder, _ budget: MemoryBudget, ofOneMessage: Bool = false) {
    self.folder = folder
    self.budget = budget
    self.ofOneMessage = ofOneMessage
  }

  /// Whether the one message of all records does not fit into the budget: nothing is kept of it then.
  var isBeyondBudget: Bool { beyondBudget.load(ordering: .relaxed) }

  /// How many runs were spilled so far, however few are left of them.
  var spilledCount: Int { spilled.load(ordering: .relaxed) }

  var all: [Run] { runs.withLock { $0 } }

  /// Joins what a recorder took down, writes it to a run, and empties the recorder.
  func spill(_ recorder: inout LifecycleRecorder) throws(RunError) {
    let run = try run(of: recorder)
    recorder.removeAll()
    runs.withLock { $0.append(run) }
    spilled.add(1, ordering: .relaxed)
    if ofOneMessage { return try joinMessage() }
    while try mergeSmallest() {}
  }

  /// Makes one of all runs, when together they are more than a message may take.
  private func joinMessage() throws(RunError) {
    // Other workers may add runs meanwhile, which are looked at once more then.
    while !isBeyondBudget {
      let all = runs.withLock { runs -> [Run] in
        guard runs.bufferByteCount > budget.messageRecordBytes else { return [] }
        defer { runs.removeAll() }
        return runs
      }
      guard !all.isEmpty else { return }
      let message = try merged(all)
      if message.greatestBufferByteCount > budget.messageRecordBytes {
        beyondBudget.store(true, ordering: .relaxed)
      } else {
        runs.withLock { $0.append(message) }
      }
    }
  }

  /// All messages, those that are still in recorders included.
  ///
  /// Once there are runs, the recorders end in runs as well, so that all messages are in one order. So do
  /// the events of one message that may be too many, or it would depend on the number of workers whether
  /// it is measured.
  func messages(
    with recorders: [LifecycleRecorder], jobs: Int
  ) async throws(RunError) -> PartitionedMessages {
    let isToBeMeasured = ofOneMessage && recorders.byteCount > budget.messageRecordBytes
    guard isToBeMeasured || !all.isEmpty else { return .logged(LifecycleJoin(recorders)) }
    let recorders = recorders.filter { !$0.isEmpty }
    _ = try await inParallel(jobs: jobs, recorders.count) { next throws(RunError) in
      while let number = next() {
        var recorder = recorders[number]
        try self.spill(&recorder)
      }
    }
    return .spilled(all)
  }

  /// Joins what a recorder took down, and writes it to a run.
  func run(of recorder: LifecycleRecorder) throws(RunError) -> Run {
    let join = LifecycleJoin([recorder])
    var writer = try RunWriter(in: folder)
    var encoder = MessageEncoder()
    for partition in 0..<LifecycleJoin.partitionCount {
      try writer.beginSection()
      try join.forEachRecord(in: partition, &encoder) { key, value throws(RunError) in
        try writer.append(key: key, value: value)
        return writer.beginsBlock
      }
    }
    return try writer.finish()
  }

  /// Merges the smaller half of the runs to one, or fewer of them, when they are too many or their
  /// blocks too large to be read at the same time.
  ///
  /// Small ones first, so that a message is written again as seldom as possible. Other workers may
  /// add runs meanwhile.
  ///
  /// - Returns: Whether there were too many.
  private func mergeSmallest() throws(RunError) -> Bool {
    let smallest = runs.withLock { runs -> [Run] in
      runs.sort { $0.byteCount < $1.byteCount }
      let count = mergeCount(runs)
      defer { runs.removeFirst(count) }
      return Array(runs.prefix(count))
    }
    guard !smallest.isEmpty else { return false }
    let merged = try merged(smallest)
    runs.withLock { $0.append(merged) }
    return true
  }

  /// How many of some runs are to become one, the first of which are the smallest; none if all can be
  /// read as they are, or if merging does not make them easier to read.
  private func mergeCount(_ runs: [Run]) -> Int {
    var count = 2
    if runs.count <= budget.runLimit {
      guard runs.count > 2, runs.bufferByteCount > budget.runBytes,
        let place = runs.indices.dropFirst().first(where: { isToBeMerged(runs[$0 - 1], runs[$0]) })
      else { return 0 }
      count = place + 1
    }
    while count < min(budget.runLimit / 2, runs.count),
      runs[...count].bufferByteCount <= budget.runBytes
    { count += 1 }
    return count
  }

  /// Whether a run is written again to take in a smaller one.
  ///
  /// A message with more recipients than fit has a record in each run, and merged they are one as large as
  /// all of them, until it is cut: nothing is gained, and with each run that is spilled all of it would be
  /// written again. Runs with such a record are merged only when they are of about the same size, and so
  /// there are few of them, of which each event is written a few times.
  private func isToBeMerged(_ smaller: Run, _ run: Run) -> Bool {
    run.greatestBufferByteCount <= budget.runBytes / 2 || smaller.byteCount >= run.byteCount / 2
  }

  private func merged(_ runs: [Run]) throws(RunError) -> Run {
    var walk = RunWalk(textLimit: budget.textBytes)
    var writer = try RunWriter(in: folder)
    var encoder = MessageEncoder()
    for partition in 0..<LifecycleJoin.partitionCount {
      try writer.beginSection()
      try walk.forEachMessage(in: runs.sources(section: partition)) {
        decoder, _ throws(RunError) in
        decoder.encode(into: &encoder, beginsBlock: writer.beginsBlock)
        try writer.append(key: encoder.key.span, value: encoder.value.span)
      }
    }
    return try writer.finish()
  }
}

extension Collection<LifecycleRecorder> {
  /// What all events take, with their texts: more than the records that they are joined to.
  fileprivate var byteCount: Int { reduce(0) { $0 + $1.byteCount } }
}

extension Collection<Run> {
  /// The memory that is taken to read all of them at the same time.
  var bufferByteCount: Int { reduce(0) { $0 + $1.greatestBufferByteCount } }
}
