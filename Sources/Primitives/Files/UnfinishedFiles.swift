internal import Synchronization
public import SystemPackage

/// The files that this process has begun and that are of no use to anybody when it ends early.
///
/// Each is removed by whoever created it when something goes wrong. This list is for the one case in
/// which nobody gets to do that: the process is told to end. It is the only thing that all of the
/// program shares, because a process ends as a whole.
public enum UnfinishedFiles {
  private static let paths = Mutex<Set<FilePath>>([])
  /// Held while several files become finished together.
  private static let set = Mutex(())

  /// Creates a file, which is unfinished from now on.
  ///
  /// A leftover of the same name is replaced: it is of a process that was killed.
  public static func create(
    _ path: FilePath, permissions: FilePermissions
  ) throws(Errno) -> FileDescriptor {
    // Under the lock, so that nothing is created behind the back of ``removeAll(andThen:)``.
    try paths.withLock { paths throws(Errno) in
      FileSystem.removeFile(path)
      do {
        let descriptor = try FileDescriptor.open(
          path, .readWrite, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
          permissions: permissions)
        paths.insert(path)
        return descriptor
      } catch {
        throw Errno(error)
      }
    }
  }

  /// Gives an unfinished file another name, under which it stays unfinished.
  public static func rename(_ path: FilePath, to newPath: FilePath) throws(Errno) {
    try paths.withLock { paths throws(Errno) in
      try FileSystem.rename(path, to: newPath)
      paths.remove(path)
      paths.insert(newPath)
    }
  }

  /// Removes a file, finished or not.
  public static func remove(_ path: FilePath) {
    paths.withLock { paths in
      FileSystem.removeFile(path)
      paths.remove(path)
    }
  }

  /// Says that files are finished, all at the same moment.
  public static func finish(_ finished: [FilePath]) {
    paths.withLock { $0.subtract(finished) }
  }

  /// Does what makes a set of files whole: all of it is done, or nothing, when the process is told to
  /// end.
  ///
  /// It should be short, as the end waits for it.
  public static func makeWhole<Failure>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    try set.withLock { _ throws(Failure) in try body() }
  }

  /// Removes all unfinished files, and ends the process by `end`.
  ///
  /// Waits for a set that is being made whole. Nothing is created, renamed or made whole any more.
  public static func removeAll(andThen end: () -> Never) -> Never {
    set.withLock { _ in
      paths.withLock { paths in
        for path in paths { FileSystem.removeFile(path) }
        end()
      }
    }
  }
}
