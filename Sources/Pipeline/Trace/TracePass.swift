public import Archives
internal import Callbacks
internal import Lifecycles
public import Primitives
public import Reports
public import Runs

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
  private let scanner: ArchiveScanner
  let progress: PassProgress?
  /// How many messages of a number are sought by their ids; of more, all messages are taken down.
  private let idLimit: Int
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
  /// - Returns: The message, `nil` if no event has its id, and what each archive held as far as it
  ///   was read, in the order of their names: its status always.
  /// - Throws: ``RunError`` when events have to be spilled and cannot.
  public func message(
    _ id: [UInt8], in sources: [ArchiveSource]
  ) async throws(RunError) -> (trace: MessageTrace?, archives: [ArchiveRecord]) {
    let found = try await gather(TextSet([id]), in: sources, showingEvents: true)
    let (messages, events) = (ReportedMessages.Place.partitions(found.messages), found.events)
    let (parameters, textBytes) = (parameters, context.budget.textBytes)
    let trace = try await decide(found) { coverage throws(RunError) in
      let coverageEnd = parameters.coverage(coverage).end
      let none: (MessageTrace?, isOpen: Bool) = (nil, false)
      return try messages.reduce(
        into: none, parameters.rules(coverage), textBytes: textBytes, messages.allParts
      ) { found, message, pool in
        found.isOpen = message.lifecycles.contains { $0.reason?.isOpen == true }
        found.0 = events.map {
          MessageTrace(message, pool, $0, parameters, coverageEnd: coverageEnd)
        }
      }
    }
    return (trace, found.passage.archives.inOrder)
  }

  /// Finds the messages of a number.
  ///
  /// - Parameters:
  ///   - number: In normal form.
  ///   - limit: How many are kept: the newest.
  ///   - sources: The archives.
  /// - Returns: The messages, and what each archive held as far as it was read, in the order of
  ///   their names: its status always.
  /// - Throws: ``RunError`` when events have to be spilled and cannot.
  public func messages(
    of number: [UInt8], limit: Int, in sources: [ArchiveSource]
  ) async throws(RunError) -> (trace: NumberTrace, archives: [ArchiveRecord]) {
    let found: Gathered
    if let scan = try await scan(for: number, in: sources) {
      guard !scan.ids.texts.isEmpty else {
        let none = NumberTrace(number, Shortlist(limit: limit), parameters)
        return (none, scan.passage.archives.inOrder)
      }
      found = try await gather(scan.ids, in: sources, showingEvents: false)
    } else {
      found = try await gather(nil, in: sources, showingEvents: false)
    }
    let trace = try await decide(found) { coverage throws(RunError) in
      let rules = parameters.rules(coverage)
      let list = try await newest(limit, of: number, in: .partitions(found.messages), rules)
      let isOpen = list.elements.contains { $0.reason?.isOpen == true }
      return (NumberTrace(number, list, parameters), isOpen)
    }
    return (trace, found.passage.archives.inOrder)
  }
}

extension TracePass {
  /// Events of messages, and the archives that they were read from.
  struct Gathered: Sendable {
    let messages: PartitionedMessages
    let events: Shortlist<TracedEvent>?
    let passage: Passage
  }

  /// What may be passed over; `nil` if everything has to be read.
  private func search(
    _ sources: [ArchiveSource], _ search: () -> TextSearch?
  ) -> TextSearch? {
    // An archive alone is read at once rather than searched before. What lies at a pointer may be
    // base64, whatever its name.
    searches && sources.count > 1 && context.rules.body == nil ? search() : nil
  }

  /// Takes down the events of some messages, or of all, and keeps them as archives show them, line by
  /// line, if they are to be shown.
  func gather(
    _ ids: TextSet?, in sources: [ArchiveSource], showingEvents: Bool
  ) async throws(RunError) -> Gathered {
    let search = search(sources) { ids.flatMap { TextSearch(ids: $0.texts) } }
    let selective = SelectiveScanner(scanner, search)
    let (budget, redaction) = (context.budget, parameters.redaction)
    progress?.begin(.reading, of: sources.byteCount)
    let runs = LifecycleRuns(in: context.temporaryFolder, budget)
    let ingests = try await ReadingOrder(sources, jobs: budget.jobs).readAll(
      with: TraceIngest(
        selective, ids: ids, showsEvents: showingEvents, redaction,
        LifecycleRecorder(byteLimit: budget.eventBytes), spillingTo: runs)
    ) { ingest, source, ahead throws(RunError) in
      try ingest.read(source, ahead: ahead)
    }
    let messages = try await runs.messages(with: ingests.map(\.recorder), jobs: budget.jobs)
    return Gathered(
      messages: messages,
      events: ingests.map(\.events).merged { all, part in part.map { all?.merge($0) } },
      passage: ingests.map(\.passage).merged { $0.merge($1) })
  }

  /// Looks for the ids of the messages of a number; `nil` if there are too many, or if archives
  /// cannot be read again for their events.
  private func scan(
    for number: [UInt8], in sources: [ArchiveSource]
  ) async throws(RunError) -> (ids: TextSet, passage: Passage)? {
    guard sources.count > 1, !sources.contains(where: \.isStream) else { return nil }
    let search = search(sources) { TextSearch(number: number) }
    let selective = SelectiveScanner(scanner, search)
    progress?.begin(.reading, of: sources.byteCount)
    let limit = IDLimit(idLimit)
    let scans = try await ReadingOrder(sources, jobs: context.budget.jobs).readAll(
      with: NumberScan(number, selective, limit)
    ) { scan, source, ahead throws(RunError) in
      try scan.read(source, ahead: ahead)
    }
    let ids = scans.map(\.ids).merged { $0.merge($1) }
    guard !limit.isExceeded, ids.texts.count <= idLimit else { return nil }
    return (ids, scans.map(\.passage).merged { $0.merge($1) })
  }

  /// Makes something of messages whose outcomes depend on how far the archives go.
  ///
  /// `body` is given the time that archives are known to cover, and returns what it made, and whether
  /// more of that may change it. It is called once more then, when all are read.
  private func decide<Made>(
    _ found: Gathered,
    _ body: (Coverage) async throws(RunError) -> (Made, isOpen: Bool)
  ) async throws(RunError) -> Made {
    let (made, isOpen) = try await body(found.passage.coverage)
    guard isOpen, parameters.asOf == nil, !found.passage.passedOver.isEmpty else { return made }
    var coverage = found.passage.coverage
    coverage.merge(try await self.coverage(of: found.passage.passedOver))
    return try await body(coverage).0
  }

  /// The newest messages of a number that lie in the window.
  func newest(
    _ limit: Int, of number: [UInt8], in messages: ReportedMessages.Place, _ rules: OutcomeRules
  ) async throws(RunError) -> Shortlist<NumberedMessage> {
    let (parameters, budget, progress) = (parameters, context.budget, progress)
    progress?.begin(.counting, of: Int64(messages.count))
    let parts = try await inParallel(jobs: budget.jobs, messages.count) {
      next throws(RunError) in
      let empty = Shortlist<NumberedMessage>(limit: limit)
      return try messages.reduce(into: empty, rules, textBytes: budget.textBytes, next, progress) {
        list, message, pool in
        guard parameters.contains(message) else { return }
        NumberedMessage.forEach(in: message, of: number.span, pool, parameters.redaction) {
          list.insert($0)
        }
      }
    }
    return parts.merged { $0.merge($1) }
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
