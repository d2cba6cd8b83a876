public import Archives
internal import Reports
internal import Runs

/// The file to which the lines that were dropped are written, those of the first archive first.
public struct RejectsFile {
  private let path: String
  private let file: OutputFile
  /// How many lines are written at most.
  private let limit: Int

  /// Creates the file beside its place.
  ///
  /// - Parameters:
  ///   - path: Its place.
  ///   - limit: How many lines are written at most.
  ///   - archives: None of which it may replace.
  /// - Throws: ``OutputError``; what was there before is then untouched.
  public init(
    _ path: String, limit: Int, sparing archives: [ArchiveSource]
  ) throws(OutputError) {
    self.path = path
    file = try OutputFile(path, sparing: archives)
    self.limit = limit
  }

  /// Writes the lines, and lets the file take its place.
  ///
  /// - Returns: How many lines there was no room for.
  /// - Throws: ``OutputError``; what was there before is then untouched.
  public func publish(_ rejects: [RejectLog]) throws(OutputError) -> Int {
    var left = limit
    var leftOutCount = 0
    do throws(OutputError.Cause) {
      let sink = OutputSink(file.append)
      let archives = rejects.flatMap(\.archives)
      for archive in archives.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
        do throws(RunError) {
          try archive.forEachPiece(limit: left) { sink.put($0) }
        } catch {
          throw .reading(error)
        }
        leftOutCount += max(0, archive.rowCount - left) + archive.leftOutCount
        left -= min(left, archive.rowCount)
      }
      if let error = sink.error { throw .system(error) }
    } catch {
      throw OutputError(.write, path, error)
    }
    try file.publish()
    return leftOutCount
  }
}
