internal import Glibc
internal import Primitives

/// The signals by which users, schedulers and terminals tell a program to end.
///
/// Whoever started the program may have had some of them ignored, as `nohup` does, and a shell for
/// what it runs in the background: they stay so.
struct EndingSignals {
  private var set = sigset_t()

  /// Keeps the signals from this thread, and from all that it will create.
  init() {
    // SAFETY: the set outlives the calls, which write to it and read it.
    unsafe sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] where !Self.isIgnored(number) {
      unsafe sigaddset(&set, number)
    }
    // The runtime would draw a stack trace, and go on.
    if unsafe sigismember(&set, SIGQUIT) == 1 { _ = signal(SIGQUIT, SIG_DFL) }
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Waits for one of the signals, and ends the process.
  ///
  /// It does so as if the signal had never been kept back: by the signal itself, which a shell shows
  /// as 128 and its number. So a loop of a shell ends with the execution that it waits for, and a service
  /// that was stopped has not failed. A second signal changes nothing.
  ///
  /// That takes a few milliseconds. The system adds those in which a disk answers whoever waits for
  /// it, and those in which it takes back the memory, about 100 for each GB: as with any signal.
  func endProcess() -> Never {
    var set = set
    var signal: Int32 = 0
    if StandardStreams.errorIsTerminal {
      signal = nextDrawingProgress()
    } else {
      // SAFETY: both live until the calls return. The set holds nothing but signals there are, so
      // that waiting cannot fail.
      unsafe sigwait(&set, &signal)
    }
    ProgressLine.end()
    UnfinishedFiles.removeAll {
      // SAFETY: the set outlives the call, which reads it.
      unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
      raise(signal)
      // The first process of a container does not die of its own signals.
      _exit(128 + signal)
    }
  }

  /// Waits for one of the signals, and meanwhile draws how far the work is.
  private func nextDrawingProgress() -> Int32 {
    var set = set
    var pause = timespec(tv_sec: 0, tv_nsec: ProgressLine.interval)
    while true {
      // SAFETY: both live until the call returns, which writes to neither.
      let signal = unsafe sigtimedwait(&set, nil, &pause)
      if signal > 0 { return signal }
      ProgressLine.draw()
    }
  }

  /// Whether whoever started the program had a signal ignored.
  static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    // SAFETY: the call writes to `action`, which outlives it. What ignores is no function but a number
    // in the place of one, and is compared as a number.
    unsafe sigaction(signal, nil, &action)
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
