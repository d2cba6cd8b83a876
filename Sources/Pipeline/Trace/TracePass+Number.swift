public import Archives
internal import Callbacks
internal import Lifecycles
internal import Primitives
public import Reports
internal import Runs

extension TracePass {
  /// Finds the messages of a number.
  ///
  /// - Parameters:
  ///   - number: In normal form.
  ///   - limit: How many are kept: the newest.
  ///   - sources: The archives.
  ///   - folder: As for a message. With a window, only those hours of the ledger are read that may hold
  ///     messages of it.
  /// - Returns: The messages.
  /// - Throws: ``TraceError``: also where events have to be spilled and cannot.
  public func messages(
    of number: [UInt8], limit: Int, in sources: [ArchiveSource], besides folder: LedgerFolder? = nil
  ) async throws(TraceError) -> Found<NumberTrace> {
    if let folder {
      return try await messages(of: number, limit: limit, in: sources, ofLedger: folder)
    }
    do throws(RunError) {
      let found = try await gatherMessages(of: number, in: sources)
      let list = try await decide(found) { coverage throws(RunError) in
        let list = try await newest(limit, of: number, in: .partitions(found.messages), coverage)
        return (list, isOpen: list.elements.contains { $0.reason?.isOpen == true })
      }
      return Found(NumberTrace(number, list, parameters), found.passage.archives)
    } catch {
      throw .pass(.run(error))
    }
  }

  /// Takes down the events of the messages of a number, and perhaps of others.
  ///
  /// Archives that hold the number are read for its messages, and those that do not for more events of
  /// these.
  private func gatherMessages(
    of number: [UInt8], in sources: [ArchiveSource]
  ) async throws(RunError) -> Gathered {
    let eventBytes = context.budget.eventBytes
    // What goes by once, or is alone, is read at once.
    guard sources.count > 1, !sources.contains(where: \.isStream) else {
      return try await gather(nil, in: sources, showingEvents: false, eventBytes)
    }
    let limits = ScanLimits(idCount: idLimit)
    let scans = try await scan(for: number, in: sources, limits)
    let ids = scans.map(\.ids).merged { $0.merge($1) }
    let soughtIDs = limits.areIDsTooMany || limits.areTooMany(ids) ? nil : ids
    let passage = scans.map(\.passage).merged { $0.merge($1) }
    if ids.texts.isEmpty {
      return Gathered(messages: .logged(LifecycleJoin([])), events: nil, passage: passage)
    }
    guard limits.hasRoom else {
      return try await gather(soughtIDs, in: sources, showingEvents: false, eventBytes)
    }
    let taken = TakenDown(
      recorders: scans.map(\.recorder), passage: passage.withoutPassedOver)
    return try await gather(
      soughtIDs, in: passage.passedOver, showingEvents: false, eventBytes / 2, besides: taken)
  }

  /// Looks for the messages of a number, and takes down what is read for that.
  private func scan(
    for number: [UInt8], in sources: [ArchiveSource], _ limits: ScanLimits
  ) async throws(RunError) -> [NumberScan] {
    let search = search(sources) { TextSearch(number: number) }
    let selective = SelectiveScanner(scanner, search)
    progress?.begin(.reading, of: sources.byteCount)
    let budget = context.budget
    return try await ReadingOrder(sources, jobs: budget.jobs).readAll(
      with: NumberScan(
        number, selective, LifecycleRecorder(byteLimit: budget.eventBytes / 2), limits)
    ) { scan, source, ahead throws(RunError) in
      try scan.read(source, ahead: ahead)
    }
  }

  /// The newest messages of a number that lie in the window.
  func newest(
    _ limit: Int, of number: [UInt8], in messages: ReportedMessages.Place, _ coverage: Coverage
  ) async throws(RunError) -> Shortlist<NumberedMessage> {
    var walk = walk(messages, coverage)
    walk.progress = progress
    let visitor = NumberTraceVisitor(number, parameters, limit: limit)
    return try await walk.visited(by: visitor).map(\.list).merged { $0.merge($1) }
  }
}
