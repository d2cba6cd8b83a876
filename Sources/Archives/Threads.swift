internal import Glibc

// Every call of the system's threads in this module.

/// Counts what there is, and lets threads wait for it.
@safe final class Semaphore: Sendable {
  // On the heap, because the system knows a semaphore by its address. Any thread may use it.
  private nonisolated(unsafe) let semaphore: UnsafeMutablePointer<sem_t>

  init(_ count: Int) {
    // SAFETY: it is initialized before anybody sees it, and destroyed in `deinit` only.
    unsafe semaphore = .allocate(capacity: 1)
    unsafe semaphore.initialize(to: sem_t())
    // Fails for more than `Int32.max` only.
    let status = unsafe sem_init(semaphore, 0, UInt32(count))
    precondition(status == 0, "no semaphore of \(count)")
  }

  deinit {
    // SAFETY: whoever waits holds a reference, so that nobody does.
    unsafe sem_destroy(semaphore)
    unsafe semaphore.deallocate()
  }

  /// Counts one more.
  func signal() {
    // SAFETY: see `init`.
    unsafe sem_post(semaphore)
  }

  /// Waits until there is one, and takes it.
  func wait() {
    // SAFETY: see `init`. What interrupts it is a signal.
    while unsafe sem_wait(semaphore) != 0 {}
  }
}

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
