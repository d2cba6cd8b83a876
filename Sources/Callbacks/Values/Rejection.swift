/// A value that could not be read.
public struct Rejection: Equatable, Sendable {
  public var reason: JSONDamage.Reason
  /// One-based line of the damage.
  public var line: Int
  /// Zero-based offset of the damage in the decompressed bytes.
  public var offset: Int

  public init(reason: JSONDamage.Reason, line: Int, offset: Int) {
    self.reason = reason
    self.line = line
    self.offset = offset
  }
}

extension Rejection: CustomStringConvertible {
  public var description: String { "line \(line), offset \(offset): \(reason)" }
}
