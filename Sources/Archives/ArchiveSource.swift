internal import Primitives
public import SystemPackage

/// One archive to be read.
public struct ArchiveSource: Hashable, Sendable {
  /// INPUT as given, joined with the path below it; `-` for standard input.
  ///
  /// Bytes, because names need not be UTF-8. ``displayName`` is for messages.
  public let name: [UInt8]
  /// The size on disk as found; 0 for standard input, pipes and what cannot be looked at.
  public let byteCount: Int64
  /// Whether it was a regular file when it was found.
  ///
  /// What has taken its place since may be none, and must not be waited for.
  let isFile: Bool
  /// What kept a search from looking at it; if it is a folder, archives in it may be missing.
  let searchFailure: Errno?

  public init(name: [UInt8], byteCount: Int64) {
    self.name = name
    self.byteCount = byteCount
    isFile = false
    searchFailure = nil
  }

  /// What was found under a name.
  init(name: [UInt8], _ stat: Stat) {
    self.name = name
    isFile = stat.type == .regular
    byteCount = isFile ? stat.size : 0
    searchFailure = nil
  }

  /// What could not be looked at, or a folder that could not be listed to its end.
  init(name: [UInt8], _ failure: Errno) {
    self.name = name
    byteCount = 0
    isFile = false
    searchFailure = failure
  }

  public static let standardInput = ArchiveSource(name: [UInt8(ascii: "-")], byteCount: 0)

  public var isStandardInput: Bool { name == [UInt8(ascii: "-")] }

  /// Whether there is a size on disk, perhaps of 0.
  fileprivate var hasSize: Bool {
    if byteCount > 0 { return true }
    return !isStandardInput && (try? Stat(FilePath(bytes: name)))?.type == .regular
  }

  /// Whether it can be read once only: standard input, a pipe or a device.
  public var isStream: Bool {
    guard byteCount == 0, !isStandardInput else { return isStandardInput }
    // What cannot be looked at cannot be read either, as often as anybody tries.
    guard let stat = try? Stat(FilePath(bytes: name)) else { return false }
    return stat.type != .regular && stat.type != .directory
  }

  /// The name, safe to be written to a terminal.
  public var displayName: String { escapedForTerminal(name.span) }
}

extension [ArchiveSource] {
  /// Whether a path leads to one of the files.
  public func holds(_ path: FilePath) -> Bool {
    guard let identity = FileIdentity(of: path) else { return false }
    return contains { source in
      !source.isStandardInput && FileIdentity(of: FilePath(bytes: source.name)) == identity
    }
  }

  /// The stored bytes of all; `nil` if one of them may bring any number, as pipes do.
  public var byteCount: Int64? {
    allSatisfy(\.hasSize) ? reduce(into: 0) { $0.addSaturating($1.byteCount) } : nil
  }
}
