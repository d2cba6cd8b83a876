internal import Primitives
internal import SystemPackage

/// The search of one folder and all below it.
///
/// Folders are visited in the order of their names with a slash behind, each once. The first name
/// under which a folder is reached is then its smallest one, so the files in it get theirs, however
/// links cross; and a loop of links ends where it began.
struct FolderWalk {
  /// A folder that waits for its visit.
  private struct Folder {
    /// With a slash at the end.
    var name: [UInt8]
    var identity: FileIdentity
  }

  /// The folders to visit, the next one last.
  private var pending: [Folder]
  private var visited: Set<FileIdentity> = []

  /// Searches the folder that an INPUT names, all but some below it.
  static func insertArchives(
    below input: [UInt8], _ stat: Stat, outside excluded: Set<FileIdentity>,
    into found: inout FoundArchives
  ) {
    var walk = FolderWalk(input, stat)
    walk.visited = excluded.subtracting([FileIdentity(stat)])
    while let folder = walk.pending.popLast() {
      if walk.visited.insert(folder.identity).inserted { walk.visit(folder, &found) }
    }
  }

  private init(_ input: [UInt8], _ stat: Stat) {
    // `logs/` and `logs` name the same files, and those of `/` begin with one slash.
    let end = input.lastIndex { $0 != UInt8(ascii: "/") } ?? -1
    pending = [Folder(name: input[...end] + [UInt8(ascii: "/")], identity: FileIdentity(stat))]
  }

  private mutating func visit(_ folder: Folder, _ found: inout FoundArchives) {
    let (entries, failure) = Self.list(folder)
    if let failure {
      found.insert(ArchiveSource(name: folder.name, failure), identity: folder.identity)
    }
    let first = pending.count
    for entry in entries where entry.name.first != UInt8(ascii: ".") {
      add(entry, named: folder.name + entry.name, &found)
    }
    pending[first...].sort { $1.name.lexicographicallyPrecedes($0.name) }
  }

  /// What a folder holds, as far as it can be listed, and what keeps it from that.
  private static func list(_ folder: Folder) -> (entries: [FolderListing.Entry], failure: Errno?) {
    do throws(Errno) {
      let listing = try FolderListing(FilePath(bytes: folder.name))
      return (listing.entries, listing.failure)
    } catch {
      return ([], error)
    }
  }

  private mutating func add(
    _ entry: FolderListing.Entry, named name: [UInt8], _ found: inout FoundArchives
  ) {
    if case .other = entry.type { return }
    let isArchive = Self.hasArchiveExtension(entry.name)
    do throws(Errno) {
      let stat = try Stat(FilePath(bytes: name))
      if stat.type == .directory {
        pending.append(Folder(name: name + [UInt8(ascii: "/")], identity: FileIdentity(stat)))
      } else if stat.type == .regular {
        if isArchive { found.insert(name, stat) } else { found.leaveOut(name, stat) }
      }
    } catch {
      // A file that is called otherwise, and a link to nowhere, is none of ours.
      let isNone =
        entry.type == .file || error == .noSuchFileOrDirectory || error == .notDirectory
        || error == .tooManySymbolicLinkLevels
      if isArchive || !isNone {
        found.insert(ArchiveSource(name: name, error), identity: nil)
      }
    }
  }

  private static func hasArchiveExtension(_ name: [UInt8]) -> Bool {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let found = String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
    return Discovery.extensions.contains(found)
  }
}
