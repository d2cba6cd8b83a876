internal import Pipeline
internal import Reports

extension Failure {
  /// The end of a pass, and what it left of the outputs.
  init(_ error: PassError, left: String = "nothing was written") {
    switch error {
    case .accounting(let error): self.init(error, left: left)
    case .run(let error): self.init(error, left: left)
    case .ledger(let error): self.init(error)
    }
  }

  /// The end of a trace.
  init(_ error: TraceError) {
    switch error {
    case .pass(let error): self.init(error)
    case .messageTakesMore(let budget):
      self.init(
        .inputOutput,
        """
        the message has more recipients, or types of events, than fit into a --memory of \(budget); \
        give more; nothing was written
        """)
    }
  }

  /// The end of an execution whose reports cannot be put into their folder.
  init(_ error: OutputError) {
    let left =
      error.leavesOldSet
      ? "no report was replaced"
      : "its folder has no manifest now, and perhaps reports of two runs: run again"
    self.init(error.status, "\(error); \(left)")
  }

  /// The end of a night.
  init(_ error: NightlyError) {
    let left = "what was new is in the ledger, and the next run goes on"
    switch error {
    case .pass(let error): self.init(error, left: left)
    case .unusable(let error):
      self.init(error.status, "\(error); nothing was taken in or restated")
    // That an output cannot be written is said only while nothing was.
    case .output(let error): self.init(.inputOutput, "\(error); \(left)")
    }
  }
}

extension OutputError {
  /// What an execution ends with that met it.
  fileprivate var status: ExitStatus {
    if case .reading = cause { return .inputOutput }
    return leavesOldSet ? .cannotCreate : .inputOutput
  }
}
