internal import Primitives
internal import Reports
internal import SystemPackage

// What may be removed of a folder: files of the sets that earlier runs have written there, and nothing
// else, whatever it is called. The manifest of a set lists them. While a set is replaced there is none,
// and an execution that is killed then leaves a list of its own.

extension ReportFolder {
  /// The list of what an execution that is replacing a set may leave: a name a line.
  static let listName = ".replacing.partial"
  /// More than any list takes, and a manifest of a million archives.
  private static let readLimit = 1 << 29

  /// The names of the files of earlier sets: none where a manifest is damaged, or not one of waybill's.
  var earlierNames: Set<String> {
    let names = isMissing(Self.manifestName) ? listedNames : manifestNames
    // Whoever may write a manifest must not choose what else goes.
    return Set(names).intersection(Self.reportNames)
  }

  /// What the manifest says of the day whose reports these are; `nil` without one, and through links.
  func entry(of day: ReportDay) -> DayList.Entry? {
    guard (try? Stat(path, followTargetSymlink: false))?.type == .directory else { return nil }
    return DayList.Entry(of: day, manifest: bytes(of: Self.manifestName))
  }

  private var manifestNames: [String] {
    SetFiles.names(ofManifest: bytes(of: Self.manifestName)) ?? []
  }

  private var listedNames: [String] {
    String(decoding: bytes(of: Self.listName), as: UTF8.self).split(separator: "\n").map(
      String.init)
  }

  private func bytes(of name: String) -> [UInt8] {
    let path = path.appending(name).string
    return (try? SmallFile.bytes(at: path, limit: Self.readLimit, followsLinks: false)) ?? []
  }

  /// Writes down which files may be there until a set is whole; it is on the disk then.
  ///
  /// - Parameter names: Those of the new set and of earlier ones.
  /// - Throws: ``OutputError`` of step `write`: nothing was replaced yet.
  func listUnfinished(_ names: Set<String>) throws(OutputError) {
    let lines = names.sorted().map { "\($0)\n" }.joined()
    let file = try TemporaryFile(for: Self.listName, in: path) { $0.put(Array(lines.utf8)) }
    try file.sync()
    do throws(OutputError) {
      try file.takePlace()
    } catch {
      throw OutputError(.write, error.path, error.cause)
    }
    FileSystem.syncFolder(path)
  }
}
