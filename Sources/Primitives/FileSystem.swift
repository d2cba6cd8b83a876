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

  /// Whether the process may create something in a folder, as far as its permissions tell.
  public static func mayCreate(in folder: FilePath) -> Bool {
    // SAFETY: the string lives until the call returns.
    unsafe access(folder.string, W_OK | X_OK) == 0
  }

  /// Creates a folder, and those above it, where they are missing.
  ///
  /// A file in its place is found out when the first file is to be created in it.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - isPrivate: Whether only its owner may look into what is created.
  /// - Throws: `Errno`.
  public static func createFolder(
    _ path: FilePath, isPrivate: Bool = false
  ) throws(Errno) {
    var error = makeFolder(path, isPrivate)
    let parent = path.removingLastComponent()
    if error == .noSuchFileOrDirectory, !parent.isEmpty, parent != path {
      try createFolder(parent, isPrivate: isPrivate)
      error = makeFolder(path, isPrivate)
    }
    // Another run may have been faster.
    if let error, error != .fileExists { throw error }
  }

  /// Creates one folder.
  ///
  /// - Returns: Why it was not created.
  private static func makeFolder(_ path: FilePath, _ isPrivate: Bool) -> Errno? {
    // SAFETY: the string lives until the call returns.
    unsafe mkdir(path.string, isPrivate ? 0o700 : 0o777) == 0 ? nil : Errno(rawValue: errno)
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

  /// The names in a folder, without `.` and `..`, in no particular order.
  public static func names(in path: FilePath) throws(Errno) -> [String] {
    // SAFETY: the stream is closed on every way out, and a name is copied before the next read.
    guard let stream = unsafe opendir(path.string) else { throw Errno(rawValue: errno) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      // The only way to tell the end from a failure.
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        guard errno == 0 else { throw Errno(rawValue: errno) }
        return names
      }
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { field in
        unsafe String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  /// Writes all of `bytes` where a descriptor stands.
  public static func write(_ bytes: [UInt8], to file: FileDescriptor) throws(Errno) {
    do {
      try file.writeAll(bytes)
    } catch {
      // It throws nothing else.
      throw Errno(error)
    }
  }

  /// Has the bytes of a file written to the disk, without waiting.
  ///
  /// Best effort: it saves time, and says nothing about the bytes.
  public static func beginSync(_ file: FileDescriptor) {
    // What Linux does before it forgets what it keeps of a file; bytes on their way stay.
    _ = posix_fadvise(file.rawValue, 0, 0, POSIX_FADV_DONTNEED)
  }

  /// Lets everybody read a file, and its owner write it.
  public static func letEverybodyRead(_ file: FileDescriptor) throws(Errno) {
    guard fchmod(file.rawValue, 0o644) == 0 else { throw Errno(rawValue: errno) }
  }

  /// Waits until the bytes of a file are on the disk.
  public static func sync(_ file: FileDescriptor) throws(Errno) {
    guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
  }

  /// Waits until the names in a folder are on the disk.
  ///
  /// Best effort: some file systems cannot do this, and the files themselves are safe.
  public static func syncFolder(_ path: FilePath) {
    try? requireSyncedFolder(path)
  }

  /// Waits until the names in a folder are on the disk, for whoever relies on it.
  ///
  /// - Throws: `Errno`, but not where the file system cannot do this.
  public static func requireSyncedFolder(_ path: FilePath) throws(Errno) {
    do {
      let folder = try FileDescriptor.open(
        path, .readOnly, options: [.directory, .closeOnExec])
      try folder.closeAfter { try sync(folder) }
    } catch Errno.invalidArgument, Errno.notSupported {
      return
    } catch {
      throw Errno(error)
    }
  }
}

extension Errno {
  /// The error that a call of swift-system threw, which throws nothing else.
  public init(_ error: any Error) {
    self = error as? Errno ?? .ioError
  }
}

extension FilePath {
  /// The folder in which something of this path lies or would lie: `.` for a name alone; of `.` and `/`
  /// they themselves.
  public var folder: FilePath {
    let parent = removingLastComponent()
    return parent.isEmpty ? "." : parent
  }
}
