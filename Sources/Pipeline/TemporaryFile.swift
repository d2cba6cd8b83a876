internal import Glibc
internal import SystemPackage

/// A file under a hidden name beside its place, which it takes when told to.
///
/// It is removed unless it has taken its place.
final class TemporaryFile {
  private let folder: FilePath
  private let name: String
  private let temporaryName: String
  private var isInPlace = false

  /// Writes `bytes`, and waits until they are on the disk.
  init(_ bytes: [UInt8], for name: String, in folder: FilePath) throws(OutputError) {
    self.folder = folder
    self.name = name
    temporaryName = ".\(name).\(getpid()).partial"
    let path = folder.appending(temporaryName)
    // A leftover of a killed run with the same process number is in nobody's use.
    unlinkFile(path)
    do {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
        permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
      try file.closeAfter {
        try file.writeAll(bytes)
        if fsync(file.rawValue) != 0 { throw Errno(rawValue: errno) }
      }
    } catch {
      unlinkFile(path)
      throw OutputError(.write, folder.appending(name).string, error as? Errno ?? .ioError)
    }
  }

  deinit {
    if !isInPlace { unlinkFile(folder.appending(temporaryName)) }
  }

  /// Gives the file its name, in place of what had it.
  func takePlace() throws(OutputError) {
    let path = folder.appending(name)
    // SAFETY: both strings live until the call returns.
    guard unsafe rename(folder.appending(temporaryName).string, path.string) == 0 else {
      throw OutputError(.replace, path.string, Errno(rawValue: errno))
    }
    isInPlace = true
  }
}

/// Removes a file where it exists.
func unlinkFile(_ path: FilePath) {
  // SAFETY: the string lives until the call returns.
  _ = unsafe unlink(path.string)
}

/// Makes sure that nothing but a file has a name that a file is to take.
///
/// A rename would find out too late, when other files have taken their places.
func requireReplaceable(_ path: FilePath) throws(OutputError) {
  guard (try? Stat(path, followTargetSymlink: false))?.type == .directory else { return }
  throw OutputError(.prepare, path.string, .isDirectory)
}

/// Creates a folder, and those above it, where they are missing.
func createFolder(_ path: FilePath) throws(OutputError) {
  var error = makeFolder(path)
  let parent = path.removingLastComponent()
  if error == .noSuchFileOrDirectory, !parent.isEmpty, parent != path {
    try createFolder(parent)
    error = makeFolder(path)
  }
  // Another run may have been faster. Whether it is a folder shows when the first file is created.
  guard let error, error != .fileExists else { return }
  throw OutputError(.createFolder, path.string, error)
}

/// Creates one folder.
///
/// - Returns: Why it was not created.
private func makeFolder(_ path: FilePath) -> Errno? {
  // SAFETY: the string lives until the call returns.
  unsafe mkdir(path.string, 0o777) == 0 ? nil : Errno(rawValue: errno)
}

/// Waits until the names in a folder are on the disk.
func syncFolder(_ path: FilePath) {
  // Best effort: some file systems cannot do this, and the files themselves are safe.
  guard let folder = try? FileDescriptor.open(path, .readOnly, options: [.directory]) else {
    return
  }
  _ = fsync(folder.rawValue)
  try? folder.close()
}
