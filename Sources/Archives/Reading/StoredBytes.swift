/// The bytes of archives as they are stored, of which nothing is expanded.
public enum StoredBytes {
  /// Calls `body` with all bytes of an archive, piece by piece.
  ///
  /// - Returns: What keeps it from being read to its end.
  public static func forEachPiece(
    of source: ArchiveSource, _ body: (Span<UInt8>) -> Void
  ) -> ArchiveDamage? {
    var file = InputFile(source, nil)
    var bytes: [UInt8] = []
    while !file.isAtEnd {
      bytes.removeAll(keepingCapacity: true)
      file.read(into: &bytes, limit: 256 << 10)
      body(bytes.span)
    }
    return file.damage(member: 0)
  }
}
