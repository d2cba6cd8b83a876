internal import Glibc

// Every call of the system that makes threads.

/// What a thread does.
private final class ThreadBody {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Runs `body` on a new thread, for whose end nobody waits.
///
/// - Returns: Whether the system gave one.
func detachThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  // SAFETY: the reference that is passed on is taken over by the thread, or back without one.
  let argument = unsafe Unmanaged.passRetained(ThreadBody(body))
  var thread = pthread_t()
  let status = unsafe pthread_create(
    &thread, nil,
    { argument in
      if let argument = unsafe argument {
        unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
      }
      return nil
    }, argument.toOpaque())
  guard status == 0 else {
    unsafe argument.release()
    return false
  }
  pthread_detach(thread)
  return true
}
