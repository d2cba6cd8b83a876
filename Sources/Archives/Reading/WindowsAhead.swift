internal import Primitives
internal import Synchronization

/// The windows of one archive, filled on a thread of their own while earlier ones are consumed.
///
/// A thread, and not a task: it waits for input and for room, and a task that waits would hold a
/// place in the pool of as many threads as cores, which on one core is the only one. Nobody waits
/// for the thread to end. It ends by itself at the end of the archive, or once it notices that
/// nobody wants more; until then a pipe that brings nothing may hold it.
///
/// Windows go round: filled, consumed, emptied, filled again. Each begins with free room, to which
/// the consumer copies the few bytes that it left of the window before.
final class WindowsAhead: Sendable {
  /// A window on its way to the consumer.
  private struct Filled: ~Copyable {
    var window: ByteWindow
    /// The verdict on the archive, with its last window.
    var summary: ArchiveSummary?
  }

  private struct Queue: ~Copyable {
    /// The older of the filled windows.
    var first: Filled?
    var second: Filled?
    /// An emptied window.
    var spare: ByteWindow?
    /// Whether nobody wants more.
    var isCancelled = false

    mutating func removeFirst() -> Filled? {
      let filled = first.take()
      first = second.take()
      return filled
    }

    mutating func append(_ filled: consuming Filled) {
      if first == nil { first = consume filled } else { second = consume filled }
    }
  }

  /// Room for what the consumer left; a longer rest is put together with what follows.
  private static let front = 64 << 10

  private let queue = Mutex(Queue())
  /// Counts the places in the queue.
  private let places = Semaphore(2)
  /// Counts the windows in the queue.
  private let windows = Semaphore(0)
  private let inputSize: Int
  private let windowSize: Int

  /// Begins to read.
  ///
  /// - Returns: `nil` if the system gives no thread.
  init?(_ source: ArchiveSource, inputSize: Int, windowSize: Int, _ progress: PassProgress?) {
    self.inputSize = inputSize
    self.windowSize = windowSize
    guard detachThread({ self.fill(source, progress) }) else { return nil }
  }

  /// Fills windows until the archive ends or nobody wants more; on the thread of its own.
  private func fill(_ source: ArchiveSource, _ progress: PassProgress?) {
    var reader = ArchiveReader(
      source, inputSize: inputSize, windowSize: windowSize, front: Self.front, progress)
    while reader.fill() {
      places.wait()
      let isWanted = queue.withLock { queue in
        guard !queue.isCancelled else { return false }
        var window = queue.spare.take() ?? makeWindow()
        let summary = reader.exchange(&window)
        queue.append(Filled(window: window, summary: summary))
        return true
      }
      guard isWanted else { return }
      windows.signal()
    }
  }

  /// Hands the windows to `consume`, see ``ArchiveReader/withWindow(_:)``; once.
  func read<Failure: Error>(
    _ consume: (Span<UInt8>, Bool) throws(Failure) -> Int
  ) throws(Failure) -> ArchiveSummary {
    defer { cancel() }
    var window = makeWindow()
    // A window of which nothing was consumed must grow by a factor.
    var leastCount = 0
    while true {
      let summary = receive(&window)
      guard summary != nil || window.count >= leastCount else { continue }
      let count = try window.withBytes { bytes throws(Failure) in
        try consume(bytes, summary != nil)
      }
      if let summary { return summary }
      window.consume(count)
      leastCount = count == 0 ? window.count * 2 : 0
    }
  }

  /// Waits for the next window, and puts it behind what is left of `window`.
  ///
  /// - Returns: The verdict on the archive, with its last window.
  private func receive(_ window: inout ByteWindow) -> ArchiveSummary? {
    windows.wait()
    guard var next = queue.withLock({ $0.removeFirst() }) else {
      preconditionFailure("a window was counted that is not there")
    }
    if window.count <= Self.front {
      next.window.prepend(window)
      swap(&window, &next.window)
    } else {
      window.append(next.window)
    }
    let summary = next.summary
    recycle(next.window)
    return summary
  }

  /// Gives a window back, so that it is filled again.
  private func recycle(_ used: consuming ByteWindow) {
    // One that has grown is let go: memory would stay as large as the largest value.
    var spare: ByteWindow?
    if used.capacity == Self.front + windowSize {
      spare = consume used
      spare?.removeAll()
    }
    queue.withLock { swap(&$0.spare, &spare) }
    places.signal()
  }

  private func cancel() {
    queue.withLock { $0.isCancelled = true }
    places.signal()
  }

  private func makeWindow() -> ByteWindow {
    ByteWindow(capacity: windowSize, front: Self.front)
  }
}
