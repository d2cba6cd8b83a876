internal import Glibc
internal import Synchronization

/// What is shown instead of a stack trace when the program traps.
enum BugReport {
  /// Takes the signals of traps over from the runtime.
  static func prepare() {
    // Is created now, which a signal handler must not do.
    _ = ProgressLine.isVisible.load(ordering: .relaxed)
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]
    where !EndingSignals.isIgnored(number) {
      _ = signal(number) { _ in
        let message: StaticString = """
          waybill: a check failed that never should; this is a bug. Please report it with the \
          version and the command line. Each file of the outputs is either the old or the new \
          one, but they may not go together.

          """
        let eraser = ProgressLine.isVisible.load(ordering: .relaxed) ? ProgressLine.eraser : ""
        // SAFETY: all calls are allowed in a signal handler, and the literals live for ever.
        _ = unsafe Glibc.write(2, eraser.utf8Start, eraser.utf8CodeUnitCount)
        _ = unsafe Glibc.write(2, message.utf8Start, message.utf8CodeUnitCount)
        _exit(ExitStatus.bug.rawValue)
      }
    }
  }
}
