internal import Archives
internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

extension TracePass {
  /// Finds a message in what a ledger holds, and in archives besides.
  ///
  /// A ledger keeps of the events of a type the first and how many there were, and no lines: those are
  /// shown of the archives that are named, also of those that the ledger knows.
  func message(
    _ id: [UInt8], in sources: [ArchiveSource], ofLedger folder: LedgerFolder
  ) async throws(TraceError) -> Found<MessageTrace> {
    let messages = try await messages(with: sources, of: folder)
    let read = sources.isEmpty ? nil : try await gatherMessage(id, in: sources)
    let coverageEnd = parameters.coverage(messages.coverage).end
    let home = Home(ofMessage: id.span)
    let forgotten = messages.forgottenDays.flatMap { home.day < $0.end ? $0 : nil }
    var place = messages.place.narrowed(to: home)
    if forgotten != nil, let read { place = .partitions(read.messages) }
    do throws(RunError) {
      let (events, parameters) = (read?.events, parameters)
      let visitors = try await walk(place, messages.coverage).visited(
        by: MessageTraceVisitor(id) { message, pool in
          var trace = MessageTrace(
            message, pool, events ?? MessageTrace.list(of: TracedEvent.self), parameters,
            coverageEnd: coverageEnd)
          guard forgotten == nil else { return trace }
          trace.showWhatIsKnown(of: message, pool, besidesEvents: events != nil)
          return trace
        })
      let trace = visitors.compactMap(\.found).first
      var notes = messages.notesOnArchives
      if trace != nil, let forgotten { notes.append(forgotten.noteOnMessage) }
      return Found(trace, messages.archives, forgottenBefore: forgotten?.end, notes: notes)
    } catch {
      throw .pass(.ledger(LedgerError(error)))
    }
  }

  /// Finds the messages of a number in what a ledger holds, and in archives besides.
  func messages(
    of number: [UInt8], limit: Int, in sources: [ArchiveSource], ofLedger folder: LedgerFolder
  ) async throws(TraceError) -> Found<NumberTrace> {
    let messages = try await messages(with: sources, of: folder)
    do throws(RunError) {
      let list = try await newest(
        limit, of: number, in: messages.place.narrowed(to: parameters), messages.coverage)
      return Found(
        NumberTrace(number, list, parameters), messages.archives,
        notes: messages.notes(since: parameters.since))
    } catch {
      throw .pass(.ledger(LedgerError(error)))
    }
  }

  private func messages(
    with sources: [ArchiveSource], of folder: LedgerFolder
  ) async throws(TraceError) -> ReportedMessages {
    do throws(LedgerError) {
      return try await LedgerReading(folder, context).messages(with: sources, progress)
    } catch {
      throw .pass(.ledger(error))
    }
  }
}
