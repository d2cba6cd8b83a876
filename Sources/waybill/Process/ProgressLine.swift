internal import Glibc
internal import Primitives
internal import Reports
internal import Synchronization

/// The last line of the terminal, which shows how far the work is.
///
/// The main thread draws it while it waits for signals. Nobody waits for the terminal: while it takes
/// nothing, nothing is drawn.
enum ProgressLine {
  /// Between two drawings, in nanoseconds.
  static let interval = 100_000_000

  /// Work of less than this shows no line, which would only flicker.
  private static let patience = Duration.milliseconds(500)

  private struct Watched {
    let progress: PassProgress
    let start = ContinuousClock.now
  }

  private static let watched = Mutex<Watched?>(nil)
  /// Apart from the lock, for whoever cannot wait for it.
  static let isVisible = Atomic(false)

  /// To the beginning of the line, and all behind it gone.
  static let eraser: StaticString = "\r\u{1B}[K"

  /// Begins to show how far something is.
  static func begin(_ progress: PassProgress) {
    watched.withLock { $0 = Watched(progress: progress) }
  }

  /// Takes the line away.
  static func end() {
    watched.withLock { watched in
      watched = nil
      erase()
    }
  }

  /// Takes the line away until it is drawn again.
  static func makeRoom() {
    watched.withLock { _ in erase() }
  }

  /// Draws the line as it is now.
  static func draw() {
    watched.withLock { watched in
      guard let watched else { return }
      let (state, now) = (watched.progress.state, ContinuousClock.now)
      guard now - watched.start >= patience, Terminal.isWritable(2) else { return }
      // A line that fills the last column may break.
      let line = ProgressText.line(
        state, elapsed: now - state.start, width: Terminal.width(of: 2) - 1,
        Terminal.characters)
      StandardStreams.writeErrorUnescaped("\(eraser)\(line)")
      isVisible.store(true, ordering: .relaxed)
    }
  }

  private static func erase() {
    guard isVisible.exchange(false, ordering: .relaxed), Terminal.isWritable(2) else { return }
    StandardStreams.writeErrorUnescaped("\(eraser)")
  }
}
