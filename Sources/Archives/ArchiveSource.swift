internal import Primitives

/// One archive to be read.
public struct ArchiveSource: Hashable, Sendable {
  /// INPUT as given, joined with the path below it; `-` for standard input.
  ///
  /// Bytes, because names need not be UTF-8. ``displayName`` is for messages.
  public let name: [UInt8]
  /// The size on disk as found; 0 for standard input, pipes and what cannot be looked at.
  public let byteCount: Int64

  public init(name: [UInt8], byteCount: Int64) {
    self.name = name
    self.byteCount = byteCount
  }

  public static let standardInput = ArchiveSource(name: [UInt8(ascii: "-")], byteCount: 0)

  public var isStandardInput: Bool { name == [UInt8(ascii: "-")] }

  /// The name, safe to be written to a terminal.
  public var displayName: String { escapedForTerminal(name.span) }
}
