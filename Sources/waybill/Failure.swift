internal import Reports
internal import Runs

/// What the exit status of the program says.
enum ExitStatus: Int32 {
  /// Done, and there is nothing of what was sought, or a `--fail-if` or `--max-age` holds.
  case unsatisfied = 1
  /// Done with what could be read; some archive is damaged, or too many lines are malformed.
  case damagedArchives = 3
  case usage = 64
  case noInput = 66
  case bug = 70
  case cannotCreate = 73
  case inputOutput = 74
  /// Another run holds the ledger, or another night the output folder.
  case held = 75
}

/// The end of an execution that could not do what it was asked for.
struct Failure: Error {
  let status: ExitStatus
  /// One line: what happened to what, and what to do.
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}

extension Failure {
  /// The end of an execution whose totals do not add up, and what it left of its outputs.
  init(_ error: AccountingError, left: String) {
    self.init(
      .bug,
      """
      the totals do not add up: \(error.equation); this is a bug in waybill \(Waybill.version), \
      please report it with this line; \(left)
      """)
  }

  /// The end of an execution that could not put its events elsewhere, or not get them back, and what it left
  /// of its outputs.
  init(_ error: RunError, left: String) {
    self.init(.inputOutput, "\(error); \(error.remedy); \(left)")
  }
}
