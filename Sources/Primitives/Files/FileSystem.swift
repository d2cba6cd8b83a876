internal import Glibc
public import SystemPackage

/// The few calls on names of files that `FileDescriptor` does not have.
public enum FileSystem {
  /// Where temporary files go unless told otherwise: `TMPDIR`, else `/tmp`.
  public static var standardTemporaryFolder: FilePath {
    // SAFETY: nothing in the program changes the environment, and the text, which ends with a NUL, is
    // copied at once. It is no String, because names need not be UTF-8.
    let named = unsafe getenv("TMPDIR").map { unsafe FilePath(platformString: $0) } ?? ""
    return named.isEmpty ? "/tmp" : named
  }

  public static func isFolder(_ path: FilePath) -> Bool {
    (try? Stat(path))?.type == .directory
  }

  /// Whether the process may create something in a folder, as far as its permissions tell.
  public static func mayCreate(in folder: FilePath) -> Bool {
    // SAFETY: see ``failure(at:of:)``: the name lives until the call returns.
    unsafe failure(at: folder) { path in unsafe access(path, W_OK | X_OK) } == nil
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
    // SAFETY: see ``failure(at:of:)``: the name lives until the call returns.
    unsafe failure(at: path) { path in unsafe mkdir(path, isPrivate ? 0o700 : 0o777) }
  }

  /// Removes a file where it exists.
  public static func remove(_ path: FilePath) throws(Errno) {
    // SAFETY: as above.
    let failure = unsafe failure(at: path) { path in unsafe unlink(path) }
    if let failure, failure != .noSuchFileOrDirectory { throw failure }
  }

  /// Removes a file where it exists and can be removed, when nothing depends on it.
  public static func removeFile(_ path: FilePath) {
    try? remove(path)
  }

  /// Gives a file another name, in place of the file that had it.
  public static func rename(_ path: FilePath, to newPath: FilePath) throws(Errno) {
    let failure = unsafe failure(at: path) { path in
      // SAFETY: both names live until the call returns.
      unsafe newPath.withPlatformString { unsafe Glibc.rename(path, $0) }
    }
    if let failure { throw failure }
  }

  /// What a call of the system on a name says; `nil` when it succeeds.
  private static func failure(
    at path: FilePath, of call: (UnsafePointer<CInterop.PlatformChar>) -> Int32
  ) -> Errno? {
    unsafe path.withPlatformString { name in
      // SAFETY: the name lives until the call returns, and ends with a NUL.
      unsafe call(name) == 0 ? nil : Errno(rawValue: errno)
    }
  }

  /// The names in a folder, without `.` and `..`, in no particular order.
  public static func names(in path: FilePath) throws(Errno) -> [String] {
    let listing = try FolderListing(path)
    if let failure = listing.failure { throw failure }
    return listing.entries.map { String(decoding: $0.name, as: UTF8.self) }
  }

  /// Writes all of `bytes` where a descriptor stands.
  ///
  /// It waits also for a pipe that does not block: whoever else has it open may have made it so.
  public static func write(_ bytes: [UInt8], to file: FileDescriptor) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty {
      do {
        // SAFETY: the buffer is the slice's own memory, and is only read during the call.
        let count = try unsafe rest.withUnsafeBytes { unsafe try file.write($0) }
        rest = rest.dropFirst(count)
      } catch Errno.wouldBlock {
        try wait(for: .writing, file)
      } catch {
        throw Errno(error)
      }
    }
  }

  /// What can be done with a descriptor.
  public enum Use: Sendable {
    case reading, writing
  }

  /// Waits until a descriptor that does not block can be used.
  public static func wait(for use: Use, _ file: FileDescriptor) throws(Errno) {
    let events = use == .reading ? POLLIN : POLLOUT
    var request = pollfd(fd: file.rawValue, events: Int16(events), revents: 0)
    // SAFETY: the request, of which there is one, outlives the call.
    guard unsafe poll(&request, 1, -1) >= 0 || errno == EINTR else {
      throw Errno(rawValue: errno)
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
