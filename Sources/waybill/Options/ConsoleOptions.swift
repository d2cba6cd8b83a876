internal import ArgumentParser
internal import Primitives

/// What whoever watches is told.
struct ConsoleOptions: ParsableArguments {
  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Sum up what was read even when standard error is not a terminal.")
  var verbose = false

  @Flag(
    name: .customLong("no-progress"),
    help: "Do not show progress on the terminal.")
  var hidesProgress = false

  /// Shows how far `work` is, as far as it says so, on standard error if that is a terminal.
  func showingProgress<Result, Failure: Error>(
    of work: (PassProgress) async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    let progress = PassProgress()
    let isShown = !quiet && !hidesProgress && StandardStreams.errorIsTerminal
    if isShown, Terminal.hasControls { ProgressLine.begin(progress) }
    defer { ProgressLine.end() }
    return try await work(progress)
  }

  /// The same, of work whose errors mean the end of the execution.
  func showingProgress<Result, WorkError: Error>(
    failingAs failure: (WorkError) -> Failure,
    of work: (PassProgress) async throws(WorkError) -> Result
  ) async throws(Failure) -> Result {
    do throws(WorkError) {
      return try await showingProgress(of: work)
    } catch {
      throw failure(error)
    }
  }

  /// Tells what whoever runs it should know, a line each, though nothing has failed.
  ///
  /// - Parameters:
  ///   - notes: A line each.
  ///   - isError: Whether it is as bad as if something had.
  func tell(_ notes: [String], isError: Bool = false) {
    guard isError || !quiet else { return }
    for note in notes { StandardStreams.complain(note) }
  }

  /// Whether somebody watches, or asked for summaries.
  var sumsUp: Bool { !quiet && (verbose || StandardStreams.errorIsTerminal) }

  /// Sums up what was done.
  func sumUp(_ summary: String) {
    if sumsUp { StandardStreams.note(summary) }
  }
}
