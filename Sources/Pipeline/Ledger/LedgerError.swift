internal import Primitives
internal import Runs

/// Why a ledger could not do what it was asked for; it is then as it was before, unless the error says
/// what holds.
public struct LedgerError: Error, Equatable, Sendable {
  public enum Cause: Equatable, Sendable {
    /// There is no ledger, or it does not know what was named.
    case missing
    /// It cannot be written, and nothing was.
    case cannotWrite
    /// It cannot be read, or what is read is damaged; or not all of it could be written.
    case inputOutput
    /// Another process is writing to it.
    case held
    /// It refuses, because something would be lost that was not mentioned.
    case refused
    /// What it wants to write contradicts itself.
    case bug
  }

  public let cause: Cause
  /// Which file, what happened to it, and what to do.
  private let text: String
  /// What holds all the same, where it has to be said.
  private let rest: String?

  init(_ cause: Cause, _ text: String, rest: String? = nil) {
    self.cause = cause
    self.text = text
    self.rest = rest
  }

  /// One line: which file, what happened to it, what to do, and what holds.
  public var message: String { rest.map { "\(text); \($0)" } ?? text }

  private static let unchanged = "the ledger is as it was before"

  /// An error of a run: one of the ledger, or a temporary one.
  init(_ error: RunError) {
    switch (error.place, error.kind) {
    case (.temporaryFile, _):
      self.init(.inputOutput, "\(error); \(error.remedy)")
    case (.file, .cannotCreate), (.file, .cannotWrite):
      let advice = error.obstacleRemedy.map { "; \($0)" } ?? ""
      self.init(.cannotWrite, "\(error)\(advice)", rest: Self.unchanged)
    case (.file, _):
      self.init(.inputOutput, "\(error); \(error.obstacleRemedy ?? Self.advice)")
    }
  }

  /// What to do when a run is not as it was written.
  static let advice = "waybill ledger verify names everything that is damaged, and what to do"

  /// The error of what was tried after something that holds.
  func after(_ done: String) -> LedgerError {
    // That something cannot be written is said only while nothing was.
    LedgerError(cause == .cannotWrite ? .inputOutput : cause, text, rest: done)
  }

  /// The error of a file of the ledger, or of one that an option names.
  init(_ error: OutputError, of option: String? = nil) {
    self.init(.cannotWrite, (option.map { "\($0): " } ?? "") + "\(error)", rest: Self.unchanged)
  }
}
