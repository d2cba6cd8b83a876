internal import Primitives

extension NightlyPass {
  /// Takes hold of the ledger and of the output folder, which belong together.
  ///
  /// - Returns: Both, and what the last night left to know.
  func begin() throws(NightlyError) -> (LedgerWriter, WriterLock, before: NightlyState) {
    // Before anything is made, such as a ledger by a mistyped name.
    try requireLedger(of: try usableOutput())
    let writer = try heldLedger()
    let lock = try heldOutput()
    // Once more: another night may have come to its end meanwhile.
    let before = try lastState()
    try require(writer.journal, of: before)
    return (writer, lock, before)
  }

  /// Makes sure that the output folder can be used, as far as can be seen: what is taken in is not read
  /// again, and its damage told by nobody before the night is over.
  ///
  /// - Returns: What the last night left to know.
  private func usableOutput() throws(NightlyError) -> NightlyState {
    try usable { () throws(OutputError) in _ = try output.list() }
    let state = try lastState()
    try usable(output.requireUsable)
    return state
  }

  private func lastState() throws(NightlyError) -> NightlyState {
    try usable { () throws(OutputError) in try output.state(parametersDigest: parametersDigest) }
  }

  /// What is done with the output folder before anything is taken in.
  private func usable<Result>(
    _ work: () throws(OutputError) -> Result
  ) throws(NightlyError) -> Result {
    do throws(OutputError) {
      return try work()
    } catch {
      throw .unusable(error)
    }
  }

  /// Makes sure that the ledger is that of the reports, if there are any; changes nothing.
  private func requireLedger(of state: NightlyState) throws(NightlyError) {
    guard state.toldIntake > 0 else { return }
    var journal = Journal()
    do throws(LedgerError) {
      journal = try ledger.readJournal(now: context.now)
    } catch {
      guard error.cause == .missing else { throw .pass(.ledger(error)) }
    }
    try require(journal, of: state)
  }

  /// Makes sure that a ledger is that of the reports, and knows at least what the last night knew.
  ///
  /// One that is lost, mistyped or brought back from an old backup would restate days by a part of
  /// their archives, and nobody would be told.
  private func require(_ journal: Journal, of state: NightlyState) throws(NightlyError) {
    let (told, known) = (state.toldIntake, journal.nextIntake - 1)
    guard known >= told else {
      throw refusal(
        """
        a ledger that has taken in archives more often (\(told) times) than \
        \(ledger.path.quoted) (\(known))
        """)
    }
    guard state.ledgerIdentity == nil || state.ledgerIdentity == journal.identity else {
      throw refusal("another ledger than \(ledger.path.quoted)")
    }
  }

  private func refusal(_ ledger: String) -> NightlyError {
    .pass(
      .ledger(
        LedgerError(
          .refused,
          """
          the reports in \(output.path.quoted) were made from \(ledger); name the right one, or remove \
          \(output.statePath.quoted) to restate all days by what this one knows
          """)))
  }

  private func heldLedger() throws(NightlyError) -> LedgerWriter {
    do throws(LedgerError) {
      return try LedgerWriter(ledger, creates: true, now: context.now, context.budget)
    } catch {
      throw .pass(.ledger(error))
    }
  }

  private func heldOutput() throws(NightlyError) -> WriterLock {
    try usable(output.create)
    do throws(LedgerError) {
      return try output.hold()
    } catch {
      throw .pass(.ledger(error))
    }
  }
}
