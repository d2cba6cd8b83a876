internal import Glibc
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

/// A file under a hidden name beside its place, which it takes when told to.
///
/// It is removed unless it has taken its place.
final class TemporaryFile {
  private let folder: FilePath
  private let name: String
  private let temporaryName: String
  private var isInPlace = false

  /// Writes what `write` puts into a sink, and waits until it is on the disk.
  ///
  /// - Throws: ``OutputError`` of step `write`: for an error of the file, or one that `write` throws.
  init(
    for name: String, in folder: FilePath, _ write: (OutputSink) throws(RunError) -> Void
  ) throws(OutputError) {
    self.folder = folder
    self.name = name
    temporaryName = ".\(name).\(getpid()).partial"
    let path = folder.appending(temporaryName)
    let place = folder.appending(name).string
    // A leftover of a killed run with the same process number is in nobody's use.
    FileSystem.removeFile(path)
    let file: FileDescriptor
    do {
      file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
        permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
    } catch {
      throw OutputError(.write, place, error as? Errno ?? .ioError)
    }
    do throws(OutputError.Cause) {
      try Self.fill(file, write)
    } catch {
      FileSystem.removeFile(path)
      throw OutputError(.write, place, error)
    }
  }

  /// Writes a file to its end, and closes it.
  private static func fill(
    _ file: FileDescriptor, _ write: (OutputSink) throws(RunError) -> Void
  ) throws(OutputError.Cause) {
    defer { try? file.close() }
    let sink = OutputSink { bytes throws(Errno) in try FileSystem.write(bytes, to: file) }
    do throws(RunError) {
      try write(sink)
    } catch {
      throw .reading(error)
    }
    if let error = sink.error { throw .system(error) }
    do throws(Errno) {
      try FileSystem.sync(file)
    } catch {
      throw .system(error)
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
