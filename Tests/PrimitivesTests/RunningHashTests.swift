import Primitives
import Testing

struct RunningHashTests {
  private func hash(_ bytes: [UInt8], pieces: [Int] = []) -> UInt64 {
    var hash = RunningHash()
    var rest = bytes.span
    for piece in pieces {
      hash.update(rest.extracting(first: min(piece, rest.count)))
      rest = rest.extracting(droppingFirst: min(piece, rest.count))
    }
    hash.update(rest)
    return hash.value
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `pieces do not matter`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...100, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let pieces = (0..<6).map { _ in Int.random(in: 0...40, using: &generator) }
      #expect(hash(bytes) == hash(bytes, pieces: pieces), "seed \(seed), \(bytes), \(pieces)")
    }
  }

  @Test func `every byte and the size count`() {
    let bytes = (1...70).map { UInt8($0) }
    var hashes: Set<UInt64> = [hash(bytes)]
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      hashes.insert(hash(changed))
      hashes.insert(hash(Array(bytes.prefix(index))))
    }
    for count in 1...20 { hashes.insert(hash([UInt8](repeating: 0, count: count))) }
    #expect(hashes.count == 161)
  }

  /// Ledgers keep it for years.
  @Test func `the hash is the same everywhere`() {
    #expect(hash([]) == 0xBC92_757A_3877_C8F8)
    #expect(hash(Array("waybill".utf8)) == 0xC4F1_A0A8_BAEA_3778)
    #expect(hash((0..<100).map { UInt8($0) }) == 0xADA9_0A02_3DD8_3FA9)
  }
}
