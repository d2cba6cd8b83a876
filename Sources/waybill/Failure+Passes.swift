internal import Pipeline
internal import Reports

extension Failure {
  /// The end of a run that came to no reports.
  init(_ error: PassError) {
    switch error {
    case .accounting(let error): self.init(error, left: "nothing was written")
    case .run(let error): self.init(error, left: "no report was written")
    case .ledger(let error): self.init(error)
    }
  }

  /// The end of a run that writes no reports, and could not read what it was to write about.
  init(ofReading error: PassError) {
    if case .run(let error) = error {
      self.init(error, left: "nothing was written")
    } else {
      self.init(error)
    }
  }

  /// The end of a run whose reports cannot be put into their folder.
  init(_ error: OutputError) {
    if case .reading = error.cause {
      self.init(.inputOutput, "\(error); no report was replaced")
    } else if error.leavesOldSet {
      self.init(.cannotCreate, "\(error); no report was replaced")
    } else {
      self.init(
        .inputOutput,
        "\(error); its folder has no manifest now, and perhaps reports of two runs: run again")
    }
  }

  /// The end of a night; what was done before holds.
  init(_ error: NightlyError) {
    switch error {
    case .pass(let error): self.init(error)
    case .output(let error): self.init(error)
    }
  }
}
