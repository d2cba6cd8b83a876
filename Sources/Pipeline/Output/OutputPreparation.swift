internal import Primitives
internal import SystemPackage

// What is seen to before outputs are written: that there is a place for them, and nothing in their way.

/// Makes a folder for outputs where it is missing: its owner's alone.
func createOutputFolder(_ path: FilePath) throws(OutputError) {
  do throws(Errno) {
    try FileSystem.createFolder(path, isPrivate: true)
  } catch {
    throw OutputError(.createFolder, path.string, error)
  }
}

/// Finds out what keeps a folder for outputs, which is not there, from being made; changes nothing.
func requireRoom(forFolder path: FilePath) throws(OutputError) {
  // A link that leads nowhere is in the way of a folder.
  guard (try? Stat(path, followTargetSymlink: false)) == nil else {
    throw OutputError(.createFolder, path.string, .notDirectory)
  }
  var folder = path.folder
  while (try? Stat(folder)) == nil, folder != folder.folder { folder = folder.folder }
  guard FileSystem.isFolder(folder) else {
    throw OutputError(.createFolder, path.string, .notDirectory)
  }
  guard FileSystem.mayCreate(in: folder) else {
    throw OutputError(.createFolder, path.string, .permissionDenied)
  }
}

/// Makes sure that nothing but a file has a name that a file is to take.
///
/// A rename would find out too late, when other files have taken their places, that it is a folder, and
/// would replace a device such as /dev/null, or a link such as /dev/stdout, for everybody.
func requireReplaceable(_ path: FilePath) throws(OutputError) {
  switch typeOfPlace(path) {
  case nil, .regular: return
  case .directory: throw OutputError(.prepare, path.string, .isDirectory)
  default: throw OutputError(.prepare, path.string, .device)
  }
}

/// What a file would take the place of; of a link what it leads to.
private func typeOfPlace(_ path: FilePath) -> FileType? {
  let type = (try? Stat(path, followTargetSymlink: false))?.type
  guard type == .symbolicLink else { return type }
  // Links there are devices by another name, even those that lead to a file for now.
  let isDevice = FileIdentity(of: path.folder).map {
    $0 == FileIdentity(of: "/dev")
  }
  return isDevice == true ? .characterSpecial : (try? Stat(path))?.type
}
