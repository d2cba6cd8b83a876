internal import Archives
internal import Callbacks
public import Primitives

/// How many lines of all archives are malformed, and where the first one is.
public struct MalformedTally: Sendable {
  public let malformed: Int
  /// Lines that are not blank.
  public let lines: Int
  /// The first archive with a malformed value, and that value.
  private let first: (archive: ArchiveSource, value: Rejection)?

  /// - Parameter archives: In the order of their names.
  public init(_ archives: [ArchiveAccount]) {
    malformed = archives.reduce(0) { $0 + $1.tally.malformed }
    lines = archives.reduce(0) { $0 + $1.tally.lines - $1.tally.blankLines }
    first =
      archives.lazy.compactMap { archive in
        archive.tally.firstRejection.map { (archive.source, $0) }
      }.first
  }

  /// Whether a larger share of the lines than `limit` is malformed.
  public func exceeds(_ limit: Share) -> Bool {
    limit.isExceeded(by: malformed, of: lines)
  }
}

extension MalformedTally: CustomStringConvertible {
  public var description: String {
    var share: [UInt8] = []
    share.append(ratio: Int64(malformed), of: Int64(max(1, lines)))
    return """
      \(malformed) of \(lines) lines \(malformed == 1 ? "is" : "are") malformed, a share of \
      \(String(decoding: share, as: UTF8.self))
      """
  }

  /// Where to look; empty when nothing is malformed, or only in archives of which that was told.
  public var place: String {
    first.map { "the first in \($0.archive.displayName), \($0.value)" } ?? ""
  }
}
