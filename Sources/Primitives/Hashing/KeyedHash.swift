/// HMAC-SHA-256 with one key: a hash that nobody without the key can compute.
///
/// - SeeAlso: RFC 2104; FIPS 198-1.
public struct KeyedHash: Sendable {
  /// What has taken in the key for the inner and the outer hash.
  private let inner: SHA256
  private let outer: SHA256

  public init(key: [UInt8]) {
    let block = Self.block(of: key)
    inner = Self.keyed(block, pad: 0x36)
    outer = Self.keyed(block, pad: 0x5C)
  }

  /// The hash of a text.
  public func hash(_ text: Span<UInt8>) -> SHA256.Digest {
    let digest = Self.digest(inner, text)
    return Self.digest(outer, digest.span)
  }

  /// A key as one block; of one that is longer its hash.
  private static func block(of key: [UInt8]) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: SHA256.blockByteCount)
    guard key.count > block.count else {
      for index in key.indices { block[index] = key[index] }
      return block
    }
    let digest = digest(SHA256(), key.span)
    for index in digest.indices { block[index] = digest[index] }
    return block
  }

  private static func keyed(_ block: [UInt8], pad: UInt8) -> SHA256 {
    var hash = SHA256()
    let padded = block.map { $0 ^ pad }
    hash.update(padded.span)
    return hash
  }

  private static func digest(_ hash: SHA256, _ bytes: Span<UInt8>) -> SHA256.Digest {
    var hash = hash
    hash.update(bytes)
    return hash.digest()
  }
}
