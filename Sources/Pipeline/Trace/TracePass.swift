public import Archives
internal import Callbacks
internal import Lifecycles
public import Primitives
public import Reports
internal import Runs

/// Finds one message, or the messages of one number, in archives.
///
/// What is found is what the reports count, to the same outcome. Archives that hold nothing of it
/// are only searched, as fast as they can be inflated, and read only when an outcome depends on how
/// far they go: when neither delivered nor failed was seen, and both may still come.
///
/// Neither the number of jobs nor the order of archives changes what is found.
public struct TracePass: Sendable {
  let parameters: ReportParameters
  let context: PassContext
  let scanner: ArchiveScanner
  let progress: PassProgress?
  /// How many messages of a number are sought by their ids; of more, all messages are taken down.
  let idLimit: Int
  /// Whether archives are passed over; what is found is the same.
  private let searches: Bool

  /// - Parameters:
  ///   - parameters: The window, and what outcomes depend on.
  ///   - context: What is worked with.
  ///   - progress: Is told how far each reading of archives is; there may be several.
  public init(
    _ parameters: ReportParameters, _ context: PassContext, _ progress: PassProgress? = nil
  ) {
    self.init(parameters, context, progress, idLimit: 4096, searches: true)
  }

  init(
    _ parameters: ReportParameters, _ context: PassContext, _ progress: PassProgress? = nil,
    idLimit: Int, searches: Bool
  ) {
    self.parameters = parameters
    self.context = context
    self.progress = progress
    self.idLimit = idLimit
    self.searches = searches
    scanner = ArchiveScanner(now: context.now, context.rules, progress)
  }

  /// Finds a message.
  ///
  /// - Parameters:
  ///   - id: Its id.
  ///   - sources: The archives.
  ///   - folder: A ledger that is asked as well, or alone if no archives are named. Names of archives
  ///     differ then, and none can be read once only.
  /// - Returns: The message.
  /// - Throws: ``TraceError``: also where events have to be spilled and cannot, or what the sources hold of
  ///   the message does not fit into memory.
  public func message(
    _ id: [UInt8], in sources: [ArchiveSource], besides folder: LedgerFolder? = nil
  ) async throws(TraceError) -> Found<MessageTrace> {
    if let folder { return try await message(id, in: sources, ofLedger: folder) }
    let found = try await gatherMessage(id, in: sources)
    do throws(RunError) {
      return Found(try await trace(id, found), found.passage.archives)
    } catch {
      throw .pass(.run(error))
    }
  }

  /// The message whose events were gathered.
  private func trace(
    _ id: [UInt8], _ gathered: Gathered
  ) async throws(RunError) -> MessageTrace? {
    let (events, parameters) = (gathered.events, parameters)
    return try await decide(gathered) { coverage throws(RunError) in
      let coverageEnd = parameters.coverage(coverage).end
      let visitors = try await walk(.partitions(gathered.messages), coverage).visited(
        by: MessageTraceVisitor(id) { message, pool in
          events.map { MessageTrace(message, pool, $0, parameters, coverageEnd: coverageEnd) }
        })
      return (visitors.compactMap(\.found).first, isOpen: visitors.contains(where: \.isOpen))
    }
  }

  /// A walk over messages whose outcomes depend on a coverage, of which nobody is told how far it is.
  func walk(_ messages: ReportedMessages.Place, _ coverage: Coverage) -> MessageWalk {
    MessageWalk(messages: messages, rules: parameters.rules(coverage), budget: context.budget)
  }
}

extension TracePass {
  /// Events of messages, and the archives that they were read from.
  struct Gathered: Sendable {
    let messages: PartitionedMessages
    let events: Shortlist<TracedEvent>?
    let passage: Passage
  }

  /// Events that were taken down before, and the archives that they were read from.
  struct TakenDown {
    var recorders: [LifecycleRecorder] = []
    var passage = Passage()
  }

  /// What may be passed over; `nil` if everything has to be read.
  func search(
    _ sources: [ArchiveSource], _ search: () -> TextSearch?
  ) -> TextSearch? {
    // An archive alone is read at once rather than searched before. What lies at a pointer may be
    // base64, whatever its name.
    searches && sources.count > 1 && context.rules.body == nil ? search() : nil
  }

  /// Takes down the events of a message.
  func gatherMessage(
    _ id: [UInt8], in sources: [ArchiveSource]
  ) async throws(TraceError) -> Gathered {
    let runs = LifecycleRuns(in: context.temporaryFolder, context.budget, ofOneMessage: true)
    let found: Gathered
    do throws(RunError) {
      found = try await gather(
        TextSet([id]), in: sources, showingEvents: true, context.budget.messageEventBytes,
        spillingTo: runs)
    } catch {
      throw .pass(.run(error))
    }
    guard !runs.isBeyondBudget else { throw .messageTakesMore(than: context.budget.total) }
    return found
  }

  /// Takes down the events of some messages, or of all, and keeps them as archives show them, line by
  /// line, if they are to be shown.
  ///
  /// - Parameters:
  ///   - ids: Those of the messages; `nil` for all.
  ///   - sources: The archives to read.
  ///   - showingEvents: Whether the events themselves are wanted.
  ///   - eventBytes: How much of them one worker keeps until they are joined.
  ///   - runs: Where they go when there are too many; elsewhere unless told.
  ///   - taken: What is joined with them.
  /// - Returns: All of it.
  /// - Throws: ``RunError`` when events have to be spilled and cannot.
  func gather(
    _ ids: TextSet?, in sources: [ArchiveSource], showingEvents: Bool, _ eventBytes: Int,
    spillingTo runs: LifecycleRuns? = nil, besides taken: TakenDown = TakenDown()
  ) async throws(RunError) -> Gathered {
    let search = search(sources) { ids.flatMap { TextSearch(ids: $0.texts) } }
    let selective = SelectiveScanner(scanner, search)
    let (budget, redaction) = (context.budget, parameters.redaction)
    if !sources.isEmpty { progress?.begin(.reading, of: sources.byteCount) }
    let runs = runs ?? LifecycleRuns(in: context.temporaryFolder, budget)
    let ingests = try await ReadingOrder(sources, jobs: budget.jobs).readAll(
      with: TraceIngest(
        selective, ids: ids, showsEvents: showingEvents, redaction,
        LifecycleRecorder(byteLimit: eventBytes), spillingTo: runs)
    ) { ingest, source, ahead throws(RunError) in
      try ingest.read(source, ahead: ahead)
    }
    let messages = try await runs.messages(
      with: taken.recorders + ingests.map(\.recorder), jobs: budget.jobs)
    return Gathered(
      messages: messages,
      events: ingests.map(\.events).merged { all, part in part.map { all?.merge($0) } },
      passage: ingests.map(\.passage).reduce(into: taken.passage) { $0.merge($1) })
  }

  /// Makes something of messages whose outcomes depend on how far the archives go.
  ///
  /// `body` is given the time that archives are known to cover, and returns what it made, and whether
  /// more of that may change it. It is called once more then, when all are read.
  func decide<Made>(
    _ found: Gathered,
    _ body: (Coverage) async throws(RunError) -> (Made, isOpen: Bool)
  ) async throws(RunError) -> Made {
    let (made, isOpen) = try await body(found.passage.coverage)
    guard isOpen, parameters.asOf == nil, !found.passage.passedOver.isEmpty else { return made }
    var coverage = found.passage.coverage
    coverage.merge(try await self.coverage(of: found.passage.passedOver))
    return try await body(coverage).0
  }

  /// Reads archives for nothing but the time that they tell about.
  private func coverage(of sources: [ArchiveSource]) async throws(RunError) -> Coverage {
    progress?.begin(.reading, of: sources.byteCount)
    let scanner = scanner
    let parts = try await ReadingOrder(sources, jobs: context.budget.jobs).readAll(
      with: Coverage()
    ) { coverage, source, ahead throws(RunError) in
      var rejects: RejectLog?
      let scanned = try scanner.scan(source, ahead: ahead, &rejects) { _, _, _, _, _ in }
      coverage.merge(scanned.coverage)
    }
    return parts.merged { $0.merge($1) }
  }
}
