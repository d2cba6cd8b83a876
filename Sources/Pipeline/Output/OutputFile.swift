public import Archives
internal import Primitives
public import SystemPackage

/// A file that is written piece by piece, and takes its place when it is whole.
///
/// Until then it is a ``TemporaryFile`` beside its place, and what had its name keeps it.
public final class OutputFile {
  private let folder: FilePath
  private let file: TemporaryFile

  /// Who can read a file besides its owner, as far as the process allows it.
  public enum Readers: Sendable {
    case nobody, everybody
  }

  /// Creates the file beside its place.
  ///
  /// - Parameters:
  ///   - path: Its place.
  ///   - readers: Who may read it.
  ///   - archives: None of which it may replace.
  /// - Throws: ``OutputError``; so do the others. What was there before is untouched unless they say so.
  public init(
    _ path: String, readers: Readers = .nobody, sparing archives: [ArchiveSource] = []
  ) throws(OutputError) {
    let path = FilePath(path)
    try requireReplaceable(path)
    guard !archives.holds(path) else { throw OutputError(.prepare, path.string, .archive) }
    guard let name = path.lastComponent?.string else {
      throw OutputError(.prepare, path.string, .isDirectory)
    }
    folder = path.folder
    TemporaryFile.removeAbandoned([name], in: folder)
    file = try TemporaryFile(for: name, in: folder, isPrivate: readers == .nobody)
  }

  /// Writes a piece behind the others; from any thread, one at a time.
  public var append: @Sendable ([UInt8]) throws(Errno) -> Void { file.append }

  /// Lets the file take its place, once it is on the disk.
  public func publish() throws(OutputError) {
    try file.sync()
    try file.takePlace()
    FileSystem.syncFolder(folder)
  }
}
