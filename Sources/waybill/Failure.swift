/// What the exit status of the program says.
enum ExitStatus: Int32 {
  /// Done with what could be read; some archive is damaged, or too many lines are malformed.
  case damagedArchives = 3
  case usage = 64
  case noInput = 66
  case bug = 70
  case cannotCreate = 73
  case inputOutput = 74
}

/// The end of a run that could not do what it was asked for.
struct Failure: Error {
  let status: ExitStatus
  /// One line: what happened to what, and what to do.
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
