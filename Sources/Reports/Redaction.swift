internal import Lifecycles
internal import Primitives

/// Puts tokens in the place of phone numbers, in all outputs.
///
/// A token is `redacted:` and 24 hexadecimal digits: the first 96 bits of the HMAC-SHA-256 of the number
/// in its normal form. Without the key nobody can tell the number; with the same key it has the same
/// token in every column, output and run, so that rows can still be counted and joined.
///
/// Whatever stands in the place of a number is replaced, short codes and names of senders included:
/// what is no number by the rules may be one that somebody wrote in his own way. What is told of a number
/// besides, its area and the type of the sender, stays: both are shared by thousands. Other texts, as
/// tags and applications, are as they were archived.
///
/// Rows are in the order of tokens. Whatever writes numbers, or sorts by them, has to ask for
/// ``token(for:)`` before it sorts.
public struct Redaction: Sendable {
  private let hash: KeyedHash

  private static let digestByteCount = 12

  public init(key: [UInt8]) {
    hash = KeyedHash(key: key)
  }

  /// What is written for a number; nothing for a missing one.
  public func token(for number: Span<UInt8>) -> [UInt8] {
    guard !number.isEmpty else { return [] }
    let digest = hash.hash(number)
    var token: [UInt8] = []
    token.reserveCapacity(40)
    token.append("redacted:")
    for index in 0..<Self.digestByteCount {
      token.append(Self.hexDigit(digest[index] >> 4))
      token.append(Self.hexDigit(digest[index] & 15))
    }
    return token
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

extension PackedText {
  /// The bytes of a number as outputs show it.
  func shown(in pool: TextPool, _ redaction: Redaction?) -> [UInt8] {
    let bytes = bytes(in: pool)
    return redaction.map { $0.token(for: bytes.span) } ?? bytes
  }
}

extension Dimension {
  /// Whether its values are phone numbers, or stand in the place of one.
  public var holdsNumbers: Bool { self == .sender || self == .recipient }
}

extension Redaction? {
  /// Says that numbers are redacted, where they are.
  func writeNote(to object: inout JSONWriter) {
    if self != nil { object.member("redacted", .boolean(true)) }
  }
}
