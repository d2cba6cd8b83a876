internal import Glibc
internal import SystemPackage

/// What keeps the files of a folder in place while somebody reads or replaces them.
///
/// The system takes it back when the process ends, however it ends.
final class FolderLock: Sendable {
  enum Kind {
    /// Any number of processes at a time; waits for one that has the folder for itself, but not for ever.
    case shared
    /// One process at a time; waits for all others, but not for ever.
    case exclusive
    /// One process at a time, if nobody else has a lock now.
    case exclusiveIfFree
  }

  private let folder: FileDescriptor

  /// How long others are waited for.
  ///
  /// What is done behind an exclusive lock takes milliseconds. Whoever holds one for longer does
  /// something else, and may be who started this process: `flock reports waybill report …`. As long as
  /// that goes on, no other process has the folder for itself either, and nothing in it is removed.
  private static let patience = Duration.seconds(10)

  /// Takes a lock; fails when the folder cannot be locked, as on some file systems, or not now.
  init?(_ path: FilePath, _ kind: Kind) {
    guard
      let folder = try? FileDescriptor.open(
        path, .readOnly, options: [.directory, .closeOnExec])
    else { return nil }
    self.folder = folder
    // Where this fails, `deinit` closes the descriptor.
    guard Self.lock(folder, kind) else { return nil }
  }

  deinit { folder.unlockAndClose() }

  private static func lock(_ folder: FileDescriptor, _ kind: Kind) -> Bool {
    let end = kind == .exclusiveIfFree ? nil : ContinuousClock.now + patience
    let operation = kind == .shared ? LOCK_SH : LOCK_EX
    while flock(folder.rawValue, operation | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK, let end, ContinuousClock.now < end else { return false }
      usleep(2000)
    }
    return true
  }
}

extension FileDescriptor {
  /// Gives a lock back.
  ///
  /// Closing alone would not: a process that is being started meanwhile has a copy for a moment.
  func unlockAndClose() {
    // It may not be locked, which is no matter.
    _ = flock(rawValue, LOCK_UN)
    try? close()
  }
}
