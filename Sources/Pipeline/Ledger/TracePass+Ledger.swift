public import Archives
public import Lifecycles
internal import Primitives
public import Reports
internal import Runs

extension TracePass {
  /// Finds a message in what a ledger holds, and in archives besides.
  ///
  /// A ledger keeps of the events of a type the first and how many there were, and no lines: those are
  /// shown of the archives that are named, also of those that the ledger knows.
  ///
  /// - Parameters:
  ///   - id: Of the message.
  ///   - sources: The archives, whose names differ; none can be read once only.
  ///   - folder: The ledger.
  /// - Returns: The message, `nil` if no event has its id; what each archive held, those of the ledger
  ///   included, in the order of their names; the first day that the ledger keeps, if it has forgotten
  ///   that of the message, which is then sought in the archives that are named alone; and what was made
  ///   of names of archives and forgotten, for whoever wants to know.
  /// - Throws: ``LedgerError``.
  public func message(
    _ id: [UInt8], in sources: [ArchiveSource], besides folder: LedgerFolder
  ) async throws(LedgerError) -> (
    trace: MessageTrace?, archives: [ArchiveRecord], forgottenBefore: HomeDay?, notes: [String]
  ) {
    let messages = try await reading(folder).messages(with: sources, progress)
    do throws(RunError) {
      let read =
        sources.isEmpty
        ? nil : try await gather(TextSet([id]), in: sources, showingEvents: true)
      let coverageEnd = parameters.coverage(messages.coverage).end
      let noEvents = Shortlist<TracedEvent>(limit: 1)
      let home = Home(ofMessage: id.span)
      let forgotten = messages.forgottenDays.flatMap { home.day < $0.end ? $0 : nil }
      var place = messages.place.narrowed(to: home)
      if forgotten != nil, let read { place = .partitions(read.messages) }
      let none: MessageTrace? = nil
      let trace = try place.reduce(
        into: none, parameters.rules(messages.coverage), textBytes: context.budget.textBytes,
        place.allParts
      ) { [parameters] trace, message, pool in
        guard message.id == id else { return }
        trace = MessageTrace(
          message, pool, read?.events ?? noEvents, parameters, coverageEnd: coverageEnd)
        guard forgotten == nil else { return }
        trace?.showWhatIsKnown(of: message, pool, besidesEvents: read?.events != nil)
      }
      var notes = messages.notesOnArchives
      if trace != nil, let forgotten { notes.append(forgotten.noteOnMessage) }
      return (trace, messages.archives, forgotten?.end, notes)
    } catch {
      throw LedgerError(error)
    }
  }

  /// Finds the messages of a number in what a ledger holds, and in archives besides.
  ///
  /// With a window, only those hours of the ledger are read that may hold messages of it.
  ///
  /// - Parameters:
  ///   - number: In normal form.
  ///   - limit: How many are kept: the newest.
  ///   - sources: The archives, whose names differ; none can be read once only.
  ///   - folder: The ledger.
  /// - Returns: The messages; what each archive held, those of the ledger included, in the order of their
  ///   names; and what was made of names of archives, and what the ledger has forgotten that may be asked
  ///   for, for whoever wants to know.
  /// - Throws: ``LedgerError``.
  public func messages(
    of number: [UInt8], limit: Int, in sources: [ArchiveSource], besides folder: LedgerFolder
  ) async throws(LedgerError) -> (
    trace: NumberTrace, archives: [ArchiveRecord], notes: [String]
  ) {
    let messages = try await reading(folder).messages(with: sources, progress)
    do throws(RunError) {
      let list = try await newest(
        limit, of: number, in: messages.place.narrowed(to: parameters),
        parameters.rules(messages.coverage))
      return (
        NumberTrace(number, list, parameters), messages.archives,
        messages.notes(since: parameters.since)
      )
    } catch {
      throw LedgerError(error)
    }
  }

  private func reading(_ folder: LedgerFolder) -> LedgerReading {
    LedgerReading(folder, context)
  }
}
