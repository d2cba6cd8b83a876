internal import Glibc

/// Counts what there is, and lets threads wait for it.
@safe public final class Semaphore: Sendable {
  // On the heap, because the system knows a semaphore by its address. Any thread may use it.
  private nonisolated(unsafe) let semaphore: UnsafeMutablePointer<sem_t>

  public init(_ count: Int) {
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
  public func signal() {
    // SAFETY: see `init`.
    unsafe sem_post(semaphore)
  }

  /// Waits until there is one, and takes it.
  public func wait() {
    // SAFETY: see `init`. What interrupts it is a signal.
    while unsafe sem_wait(semaphore) != 0 {}
  }
}
