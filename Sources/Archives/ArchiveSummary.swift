/// What the reading of one archive came to.
public struct ArchiveSummary: Equatable, Sendable {
  public enum Status: String, CaseIterable, Sendable {
    /// Read to the end, whole.
    case ok
    /// Whole, but without a byte after decompression.
    case empty
    /// The file ends inside a gzip member; what came before the cut was read.
    case truncated
    /// A checksum or length is wrong, the deflate data is broken, or something follows the last
    /// member that is neither a member nor zeros.
    case corrupt
    /// The file cannot be opened or read on, or is in another format.
    case unreadable
  }

  public var status: Status
  /// Bytes of the file as stored.
  ///
  /// The whole file, also behind damage, so that size and ``checksum`` tell which file it was;
  /// less only when it could not be read to its end.
  public var compressedBytes: Int64
  /// Bytes after decompression, as handed out.
  public var bytes: Int64
  /// Gzip members begun; 0 for a plain file.
  public var members: Int
  /// The CRC-32 of the ``compressedBytes``.
  public var checksum: UInt32
  /// The first thing that is wrong, which also decides the status; `nil` for ok and empty.
  ///
  /// That the file cannot be read on comes before anything that was wrong up to there.
  public var damage: ArchiveDamage?

  public init(
    status: Status, compressedBytes: Int64, bytes: Int64, members: Int, checksum: UInt32,
    damage: ArchiveDamage?
  ) {
    self.status = status
    self.compressedBytes = compressedBytes
    self.bytes = bytes
    self.members = members
    self.checksum = checksum
    self.damage = damage
  }
}
