internal import Glibc
public import SystemPackage

/// The few calls on names of files that `FileDescriptor` does not have.
public enum FileSystem {
  /// Where temporary files go unless told otherwise: `TMPDIR`, else `/tmp`.
  public static var standardTemporaryFolder: FilePath {
    // SAFETY: nothing in the program changes the environment, and the text is copied at once.
    let named = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
    return named.isEmpty ? "/tmp" : FilePath(named)
  }

  public static func isFolder(_ path: FilePath) -> Bool {
    (try? Stat(path))?.type == .directory
  }

  /// Creates a folder, and those above it, where they are missing.
  ///
  /// A file in its place is found out when the first file is to be created in it.
  public static func createFolder(_ path: FilePath) throws(Errno) {
    var error = makeFolder(path)
    let parent = path.removingLastComponent()
    if error == .noSuchFileOrDirectory, !parent.isEmpty, parent != path {
      try createFolder(parent)
      error = makeFolder(path)
    }
    // Another run may have been faster.
    if let error, error != .fileExists { throw error }
  }

  /// Creates one folder.
  ///
  /// - Returns: Why it was not created.
  private static func makeFolder(_ path: FilePath) -> Errno? {
    // SAFETY: the string lives until the call returns.
    unsafe mkdir(path.string, 0o777) == 0 ? nil : Errno(rawValue: errno)
  }

  /// Removes a file where it exists.
  public static func removeFile(_ path: FilePath) {
    // SAFETY: the string lives until the call returns.
    _ = unsafe unlink(path.string)
  }

  /// Gives a file another name, in place of the file that had it.
  public static func rename(_ path: FilePath, to newPath: FilePath) throws(Errno) {
    // SAFETY: both strings live until the call returns.
    guard unsafe Glibc.rename(path.string, newPath.string) == 0 else {
      throw Errno(rawValue: errno)
    }
  }

  /// Writes all of `bytes` where a descriptor stands.
  public static func write(_ bytes: [UInt8], to file: FileDescriptor) throws(Errno) {
    do {
      try file.writeAll(bytes)
    } catch {
      // It throws nothing else.
      throw error as? Errno ?? .ioError
    }
  }

  /// Has the bytes of a file written to the disk, without waiting.
  ///
  /// Best effort: it saves time, and says nothing about the bytes.
  public static func beginSync(_ file: FileDescriptor) {
    // What Linux does before it forgets what it keeps of a file; bytes on their way stay.
    _ = posix_fadvise(file.rawValue, 0, 0, POSIX_FADV_DONTNEED)
  }

  /// Waits until the bytes of a file are on the disk.
  public static func sync(_ file: FileDescriptor) throws(Errno) {
    guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
  }

  /// Waits until the names in a folder are on the disk.
  ///
  /// Best effort: some file systems cannot do this, and the files themselves are safe.
  public static func syncFolder(_ path: FilePath) {
    guard let folder = try? FileDescriptor.open(path, .readOnly, options: [.directory]) else {
      return
    }
    try? folder.closeAfter { try sync(folder) }
  }
}
