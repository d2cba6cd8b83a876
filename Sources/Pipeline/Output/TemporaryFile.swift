internal import Glibc
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

/// A file under a hidden name beside its place, which it takes when told to.
///
/// It is removed unless it has taken its place, also when the process is told to end.
final class TemporaryFile {
  private let path: FilePath
  private let place: FilePath
  private let descriptor: FileDescriptor
  private var isInPlace = false

  private static let suffix = ".partial"
  /// How long nobody who is still writing leaves a file alone, in milliseconds.
  private static let writtenWithin = Milliseconds.day

  /// Creates an empty file.
  ///
  /// - Parameters:
  ///   - name: The name that it is to take.
  ///   - folder: Where.
  ///   - isPrivate: Whether only its owner may read it, for it tells of people.
  /// - Throws: ``OutputError`` of step `write`.
  init(
    for name: String, in folder: FilePath, isPrivate: Bool = true
  ) throws(OutputError) {
    // Process numbers would not do: they are the same in all containers that share a disk.
    let nonce = String(UInt64.random(in: .min ... .max), radix: 36)
    path = folder.appending(".\(name).\(nonce)\(Self.suffix)")
    place = folder.appending(name)
    do throws(Errno) {
      descriptor = try UnfinishedFiles.create(path, permissions: .ownerReadWrite)
      // Whoever asked for that means it, whatever the umask.
      if !isPrivate { try FileSystem.letEverybodyRead(descriptor) }
    } catch {
      throw OutputError(.write, place.string, error)
    }
  }

  /// Writes what `write` puts into a sink.
  ///
  /// - Parameters:
  ///   - name: The name that it is to take.
  ///   - folder: Where.
  ///   - isPrivate: Whether only its owner may read it, for it tells of people.
  ///   - write: Puts its bytes into the sink.
  /// - Throws: ``OutputError`` of step `write`: for an error of the file, or one that `write` throws.
  convenience init(
    for name: String, in folder: FilePath, isPrivate: Bool = true,
    _ write: (OutputSink) throws(RunError) -> Void
  ) throws(OutputError) {
    try self.init(for: name, in: folder, isPrivate: isPrivate)
    do throws(OutputError.Cause) {
      try fill(write)
    } catch {
      throw OutputError(.write, place.string, error)
    }
  }

  private func fill(
    _ write: (OutputSink) throws(RunError) -> Void
  ) throws(OutputError.Cause) {
    let sink = OutputSink(append)
    do throws(RunError) {
      try write(sink)
    } catch {
      throw .reading(error)
    }
    if let error = sink.error { throw .system(error) }
    // The disk is at work while the next file is made, and whoever waits for one waits for both.
    FileSystem.beginSync(descriptor)
  }

  /// Removes what processes that were killed have left of files of some names.
  ///
  /// Another process may be about to give a file the same name: what has changed within a day stays,
  /// unless nobody else can be writing there.
  static func removeAbandoned(
    _ names: [String], in folder: FilePath, isOurs: Bool = false
  ) {
    let limit = Timestamp.now.advanced(byMilliseconds: -writtenWithin)
    for name in (try? FileSystem.names(in: folder)) ?? [] {
      guard let place = place(of: name), names.contains(place) else { continue }
      let path = folder.appending(name)
      guard let stat = try? Stat(path, followTargetSymlink: false), stat.type == .regular,
        isOurs || Int64(stat.st_mtim.tv_sec) < limit.secondsSinceEpoch
      else { continue }
      FileSystem.removeFile(path)
    }
  }

  /// The name that a temporary file of this name is to take.
  private static func place(of name: String) -> String? {
    guard name.hasPrefix("."), name.hasSuffix(suffix) else { return nil }
    let marked = name.dropFirst().dropLast(suffix.count)
    return marked.lastIndex(of: ".").map { String(marked[..<$0]) }
  }

  /// Writes a piece behind what was written before, as long as the file is there.
  var append: @Sendable ([UInt8]) throws(Errno) -> Void {
    let descriptor = descriptor
    return { bytes throws(Errno) in try FileSystem.write(bytes, to: descriptor) }
  }

  deinit {
    try? descriptor.close()
    if !isInPlace { UnfinishedFiles.remove(path) }
  }

  /// Whether its place holds the very same bytes.
  var equalsPlace: Bool { SmallFile.areEqual(path.string, place.string) }

  /// Waits until the file is on the disk.
  func sync() throws(OutputError) {
    do throws(Errno) {
      try FileSystem.sync(descriptor)
    } catch {
      throw OutputError(.write, place.string, error)
    }
  }

  /// Gives the file its name, in place of what had it.
  func takePlace() throws(OutputError) {
    do throws(Errno) {
      try FileSystem.rename(path, to: place)
    } catch {
      throw OutputError(.replace, place.string, error)
    }
    isInPlace = true
    UnfinishedFiles.finish([path])
  }
}
