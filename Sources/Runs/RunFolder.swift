internal import Primitives
public import SystemPackage

/// Where temporary runs are created.
///
/// A temporary run never shows in the folder, or only for a moment, and its space is free again
/// when the process ends, however it ends.
public struct RunFolder: Hashable, Sendable {
  public let path: FilePath

  public init(_ path: FilePath) {
    self.path = path
  }

  /// Creates an empty file without a name, for reading and writing.
  ///
  /// - Throws: ``RunError`` of kind `cannotCreate`.
  public func createFile() throws(RunError) -> RunFile {
    do throws(Errno) {
      return RunFile(try open(path, .neverNamed), .temporaryFile(in: path))
    } catch .notSupportedOnSocket, .isDirectory, .invalidArgument {
      // What file systems and kernels say that cannot create a file without a name.
      return try createNamedFile()
    } catch {
      throw RunError(.cannotCreate(error), .temporaryFile(in: path))
    }
  }

  /// Creates an empty file as ``createFile()`` does, on any file system.
  ///
  /// A process that is killed between the two calls leaves an empty file; one that is told to end
  /// leaves none.
  func createNamedFile() throws(RunError) -> RunFile {
    let name = ".waybill-\(String(UInt64.random(in: .min ... .max), radix: 36)).run"
    let file = path.appending(name)
    do throws(Errno) {
      let descriptor = try UnfinishedFiles.create(file, permissions: .ownerReadWrite)
      UnfinishedFiles.remove(file)
      return RunFile(descriptor, .temporaryFile(in: path))
    } catch {
      throw RunError(.cannotCreate(error), .temporaryFile(in: path))
    }
  }

  private func open(
    _ path: FilePath, _ options: FileDescriptor.OpenOptions
  ) throws(Errno) -> FileDescriptor {
    do {
      return try FileDescriptor.open(
        path, .readWrite, options: options.union(.closeOnExec), permissions: .ownerReadWrite)
    } catch {
      throw Errno(error)
    }
  }
}

extension FileDescriptor.OpenOptions {
  /// `O_TMPFILE | O_EXCL`: the path is a folder, and the file can never get a name.
  ///
  /// The header defines it as a bit of its own together with `O_DIRECTORY`, which Swift does not
  /// import.
  fileprivate static var neverNamed: Self {
    [Self(rawValue: 0o20_000_000), .directory, .exclusiveCreate]
  }
}
