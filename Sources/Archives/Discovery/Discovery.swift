internal import Primitives
internal import SystemPackage

/// Finds the archives that the INPUTs of a command mean.
public enum Discovery {
  static let extensions = ["gz", "ndjson", "jsonl", "json", "log"]

  /// The archives of a folder, for messages.
  public static var patterns: String { extensions.map { "*." + $0 }.joined(separator: ", ") }

  /// Lists the archives to read.
  ///
  /// An INPUT is a file, pipe or device, whatever it is called; a folder, searched recursively for
  /// `*.gz`, `*.ndjson`, `*.jsonl`, `*.json` and `*.log` in any case, names with a leading dot and
  /// what is no file left out; or `-`, standard input. Links are followed. A file that is reached
  /// twice, also by links, is listed once, under the smallest of its names.
  ///
  /// Nothing is lost silently: a folder that cannot be searched, and a link to nowhere that is
  /// called like an archive, are listed too, and turn out unreadable when they are read. The name
  /// of such a folder ends with a slash.
  ///
  /// - Parameters:
  ///   - inputs: The INPUTs. Bytes, because names need not be UTF-8.
  ///   - outputs: Folders that are not searched unless they are an INPUT themselves: what is written
  ///     there is no archive.
  /// - Returns: At least one archive.
  /// - Throws: ``DiscoveryError/missing(_:)`` for the first INPUT that does not exist,
  ///   ``DiscoveryError/nothingFound(_:)`` if there is no archive in any.
  public static func search(
    _ inputs: [[UInt8]], outside outputs: [String] = []
  ) throws(DiscoveryError) -> FoundArchives {
    let excluded = Set(outputs.compactMap { FileIdentity(of: FilePath($0)) })
    var found = FoundArchives()
    for input in inputs {
      if input == [UInt8(ascii: "-")] {
        found.insert(.standardInput, identity: try? FileIdentity(Stat(.standardInput)))
        continue
      }
      do throws(Errno) {
        let stat = try Stat(FilePath(bytes: input))
        if stat.type == .directory {
          FolderWalk.insertArchives(below: input, stat, outside: excluded, into: &found)
        } else {
          found.insert(input, stat)
        }
      } catch .noSuchFileOrDirectory, .notDirectory {
        throw .missing(input)
      } catch {
        found.insert(ArchiveSource(name: input, error), identity: nil)
      }
    }
    guard !found.isEmpty else { throw .nothingFound(inputs) }
    return found
  }
}

/// The archives found so far, each once.
public struct FoundArchives: Sendable {
  /// Files that a search has met, and that are no archives by their names.
  public struct LeftOut: Sendable {
    public let count: Int
    /// The least of their names.
    fileprivate let name: [UInt8]

    /// For messages.
    public var displayName: String { ArchiveSource(name: name, byteCount: 0).displayName }
  }

  private var identified: [FileIdentity: ArchiveSource] = [:]
  /// What cannot be looked at has no identity but its name.
  private var unidentified: Set<ArchiveSource> = []

  /// The least names of files that a search has met, and that are called otherwise than archives.
  private var otherwiseCalled: [FileIdentity: [UInt8]] = [:]

  /// Each once, and none that is an archive by another name or INPUT; `nil` for none.
  public var leftOut: LeftOut? {
    let names = otherwiseCalled.filter { identified[$0.key] == nil }.values
    guard let least = names.min(by: { $0.lexicographicallyPrecedes($1) }) else { return nil }
    return LeftOut(count: names.count, name: least)
  }

  var isEmpty: Bool { identified.isEmpty && unidentified.isEmpty }

  /// All of them, by the bytes of their names.
  public var sorted: [ArchiveSource] {
    (Array(identified.values) + unidentified).sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// Leaves out a file that a search has met, unless it is an archive all the same.
  mutating func leaveOut(_ name: [UInt8], _ stat: Stat) {
    let identity = FileIdentity(stat)
    if let known = otherwiseCalled[identity], !name.lexicographicallyPrecedes(known) { return }
    otherwiseCalled[identity] = name
  }

  mutating func insert(_ name: [UInt8], _ stat: Stat) {
    insert(ArchiveSource(name: name, stat), identity: FileIdentity(stat))
  }

  mutating func insert(_ source: ArchiveSource, identity: FileIdentity?) {
    guard let identity else {
      unidentified.insert(source)
      return
    }
    if let known = identified[identity], !source.name.lexicographicallyPrecedes(known.name) {
      return
    }
    identified[identity] = source
  }
}
