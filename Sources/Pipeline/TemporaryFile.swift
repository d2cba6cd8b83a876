internal import Glibc
internal import Primitives
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
    FileSystem.removeFile(path)
    do {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
        permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
      try file.closeAfter {
        try file.writeAll(bytes)
        try FileSystem.sync(file)
      }
    } catch {
      FileSystem.removeFile(path)
      throw OutputError(.write, folder.appending(name).string, error as? Errno ?? .ioError)
    }
  }

  deinit {
    if !isInPlace { FileSystem.removeFile(folder.appending(temporaryName)) }
  }

  /// Gives the file its name, in place of what had it.
  func takePlace() throws(OutputError) {
    let path = folder.appending(name)
    do throws(Errno) {
      try FileSystem.rename(folder.appending(temporaryName), to: path)
    } catch {
      throw OutputError(.replace, path.string, error)
    }
    isInPlace = true
  }
}

/// Makes sure that nothing but a file has a name that a file is to take.
///
/// A rename would find out too late, when other files have taken their places.
func requireReplaceable(_ path: FilePath) throws(OutputError) {
  guard (try? Stat(path, followTargetSymlink: false))?.type == .directory else { return }
  throw OutputError(.prepare, path.string, .isDirectory)
}
