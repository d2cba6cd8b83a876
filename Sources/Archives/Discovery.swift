internal import Primitives
internal import SystemPackage

/// Finds the archives that the INPUTs of a command mean.
public enum Discovery {
  static let extensions = ["gz", "ndjson", "jsonl", "json", "log"]

  /// The archives of a folder, for messages.
  static var patterns: String { extensions.map { "*." + $0 }.joined(separator: ", ") }

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
  ///   - output: A folder that is not searched unless it is an INPUT itself: what is written there is
  ///     no archive.
  /// - Returns: At least one archive, sorted by the bytes of the names.
  /// - Throws: ``DiscoveryError/missing(_:)`` for the first INPUT that does not exist,
  ///   ``DiscoveryError/nothingFound(_:)`` if there is no archive in any.
  public static func archives(
    in inputs: [[UInt8]], outside output: String? = nil
  ) throws(DiscoveryError) -> [ArchiveSource] {
    let excluded = output.flatMap { FileIdentity(of: FilePath($0)) }
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
        found.insert(ArchiveSource(name: input, byteCount: 0), identity: nil)
      }
    }
    guard !found.isEmpty else { throw .nothingFound(inputs) }
    return found.sorted
  }

  /// Lists the archives that INPUTs of valid UTF-8 mean.
  public static func archives(
    in inputs: [String]
  ) throws(DiscoveryError) -> [ArchiveSource] {
    try archives(in: inputs.map { Array($0.utf8) })
  }
}

/// The archives found so far, each once.
struct FoundArchives {
  private var identified: [FileIdentity: ArchiveSource] = [:]
  /// What cannot be looked at has no identity but its name.
  private var unidentified: Set<ArchiveSource> = []

  var isEmpty: Bool { identified.isEmpty && unidentified.isEmpty }

  var sorted: [ArchiveSource] {
    (Array(identified.values) + unidentified).sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  mutating func insert(_ name: [UInt8], _ stat: Stat) {
    let source = ArchiveSource(name: name, byteCount: stat.type == .regular ? stat.size : 0)
    insert(source, identity: FileIdentity(stat))
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
