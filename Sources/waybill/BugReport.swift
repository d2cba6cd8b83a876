internal import Glibc

/// What is shown instead of a stack trace when the program traps.
enum BugReport {
  /// Takes the signals of traps over from the runtime.
  static func prepare() {
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE] {
      _ = signal(number) { _ in
        let message: StaticString = """
          waybill: a check failed that never should; this is a bug. Please report it with the \
          version and the command line. Outputs are either the old or the new ones.

          """
        // SAFETY: both calls are allowed in a signal handler, and the literal lives for ever.
        _ = unsafe Glibc.write(2, message.utf8Start, message.utf8CodeUnitCount)
        _exit(ExitStatus.bug.rawValue)
      }
    }
  }
}
