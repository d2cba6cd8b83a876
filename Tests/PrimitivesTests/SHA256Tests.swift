import Primitives
import Testing

struct SHA256Tests {
  private static func hex(_ digest: SHA256.Digest) -> String {
    digest.indices.map { index in
      let digits = String(digest[index], radix: 16)
      return digits.count < 2 ? "0\(digits)" : digits
    }.joined()
  }

  private static func digest(_ pieces: [[UInt8]]) -> String {
    var hash = SHA256()
    for piece in pieces { hash.update(piece.span) }
    return hex(hash.digest())
  }

  /// - SeeAlso: NIST, "Example Values", SHA-256; and the hash of nothing, as `sha256sum` has it.
  @Test(
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
          + "lmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func `known texts have their hashes`(text: String, expected: String) {
    #expect(Self.digest([Array(text.utf8)]) == expected)
  }

  @Test func `a million letters have their hash, in whatever pieces`() {
    for size in [1000, 64, 63] {
      var pieces = Array(
        repeating: [UInt8](repeating: UInt8(ascii: "a"), count: size), count: 1_000_000 / size)
      pieces.append([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000 % size))
      #expect(
        Self.digest(pieces) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }
  }

  /// - SeeAlso: RFC 4231, section 4; of test case 5 only the first 128 bits are given there.
  @Test(
    arguments: [
      (
        [UInt8](repeating: 0x0B, count: 20), "Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), "what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0x0C, count: 20), "Test With Truncation",
        "a3b6167473100ee06e0c796c2955552b"
      ),
      // As OpenSSL has it.
      (
        [UInt8](repeating: 0xAA, count: 64), "A key as long as a block",
        "e1eb68bdc23ddb52f1ac55285b95cbd2de6c30ea8abe2e069c0a91637d8385e6"
      ),
      (
        [UInt8](repeating: 0xAA, count: 131),
        "Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
      (
        [UInt8](repeating: 0xAA, count: 131),
        "This is a test using a larger than block-size key and a larger than block-size data. The "
          + "key needs to be hashed before being used by the HMAC algorithm.",
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
      ),
    ])
  func `known keys and texts have their keyed hashes`(
    key: [UInt8], text: String, expected: String
  ) {
    let text = Array(text.utf8)
    #expect(Self.hex(KeyedHash(key: key).hash(text.span)).hasPrefix(expected))
  }

  @Test func `bytes that are no text have their keyed hashes`() {
    let (key, data) = ([UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50))
    #expect(
      Self.hex(KeyedHash(key: key).hash(data.span))
        == "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")
    let (counting, same) = ([UInt8](1...25), [UInt8](repeating: 0xCD, count: 50))
    #expect(
      Self.hex(KeyedHash(key: counting).hash(same.span))
        == "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")
  }
}
