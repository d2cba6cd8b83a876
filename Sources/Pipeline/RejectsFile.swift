internal import Reports
internal import Runs
internal import SystemPackage

/// The file to which the lines that were dropped are written, those of the first archive first.
public struct RejectsFile: Sendable {
  private let path: FilePath
  /// How many lines are written at most.
  private let limit: Int

  public init(_ path: String, limit: Int) {
    self.path = FilePath(path)
    self.limit = limit
  }

  /// Writes the lines, and lets the file take its place.
  ///
  /// - Throws: ``OutputError``; what was there before is then untouched.
  public func publish(_ rejects: [RejectLog]) throws(OutputError) {
    try requireReplaceable(path)
    guard let name = path.lastComponent?.string else {
      throw OutputError(.prepare, path.string, .isDirectory)
    }
    var folder = path.removingLastComponent()
    if folder.isEmpty { folder = FilePath(".") }
    let file = try TemporaryFile(for: name, in: folder) { sink throws(RunError) in
      var left = limit
      let archives = rejects.flatMap(\.archives)
      for archive in archives.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
        try archive.forEachPiece(limit: left) { sink.put($0) }
        left -= min(left, archive.rowCount)
      }
    }
    try file.sync()
    try file.takePlace()
  }
}
