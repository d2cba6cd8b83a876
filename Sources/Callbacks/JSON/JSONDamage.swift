/// Why a value cannot be read, and where.
public struct JSONDamage: Error, Equatable, Sendable {
  public enum Reason: UInt8, CaseIterable, Sendable {
    /// The bytes end inside the value. More bytes may mend it.
    case endOfInput
    case unexpectedByte
    case controlCharacter
    case invalidEscape
    case invalidNumber
    case invalidLiteral
    case tooDeep
    case tooLong
    /// What gzip in its strings holds.
    case inflatesTooFar
    /// An event in it has a text that no callback has.
    case textTooLong
  }

  public var reason: Reason
  /// Byte offset of the first byte that does not fit.
  ///
  /// A number, literal or escape that is invalid is so from its first byte on, and a value that is too
  /// long from the first byte beyond the limit.
  public var offset: Int

  @inlinable
  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

extension JSONDamage.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .endOfInput: "the value is cut short"
    case .unexpectedByte: "unexpected byte"
    case .controlCharacter: "raw control character in a string"
    case .invalidEscape: "invalid escape in a string"
    case .invalidNumber: "invalid number"
    case .invalidLiteral: "invalid literal"
    case .tooDeep: "nested deeper than 1,024"
    case .tooLong: "the value is longer than --max-line"
    case .inflatesTooFar:
      """
      gzip in a string expands to more than --max-line, with the strings around it, or to more than 64 \
      times the value and 256 KiB, of which all values of an archive have 16 MiB
      """
    case .textTooLong: "a text of an event is longer than 1 MiB"
    }
  }
}
