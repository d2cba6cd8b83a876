internal import Primitives
internal import SystemPackage

/// The folder that archives are written to.
struct Folder: Sendable {
  let path: String

  /// Creates the folder and those above it where they are missing.
  ///
  /// - Throws: ``GeneratorError`` when it cannot be created or holds archives already.
  init(creating path: String) throws(GeneratorError) {
    self.path = path
    do throws(Errno) {
      try FileSystem.createFolder(FilePath(path))
    } catch {
      throw GeneratorError(.system(.createFolder, error), path: path)
    }
    try refuseArchives()
  }

  func remove(_ name: String) {
    UnfinishedFiles.remove(file(name))
  }

  /// Says that all archives are written.
  func finish(_ names: [String]) {
    UnfinishedFiles.finish(names.map(file))
  }

  private func file(_ name: String) -> FilePath { FilePath("\(path)/\(name)") }

  private func refuseArchives() throws(GeneratorError) {
    let names: [String]
    do throws(Errno) {
      names = try FileSystem.names(in: FilePath(path))
    } catch {
      throw GeneratorError(.system(.listFolder, error), path: path)
    }
    for name in names where name.hasPrefix("callbacks-") && name.hasSuffix(".ndjson.gz") {
      throw GeneratorError(.folderHoldsArchive(name: name), path: path)
    }
  }
}
