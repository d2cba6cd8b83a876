/// Where a value begins.
public struct ValuePosition: Equatable, Sendable {
  /// One-based.
  public var line: Int
  /// Zero-based, in the decompressed bytes.
  public var offset: Int
  /// Whether it was found only because the archive ends where it does: with more bytes behind, what
  /// lies there might have been read as a part of something longer.
  ///
  /// All values without it come before those with it, and come again when the archive has grown.
  public var dependsOnEnd = false

  public init(line: Int, offset: Int, dependsOnEnd: Bool = false) {
    self.line = line
    self.offset = offset
    self.dependsOnEnd = dependsOnEnd
  }
}
