internal import Glibc

/// How many files the process may have open.
enum OpenFiles {
  /// Raises the limit as far as the process itself may.
  ///
  /// The usual one of 1,024 is that low for programs that use `select`; joining archives that end in the
  /// middle of something holds files open for each of them. A system that forbids it is left as it is.
  static func allowAll() {
    var limit = rlimit()
    // SAFETY: both calls get a limit that outlives them, and the second only reads it.
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
