import Primitives
import Testing

struct StableHashTests {
  private func hash(_ bytes: [UInt8], seed: UInt64 = 1) -> UInt64 {
    StableHash(seed: seed).hash(bytes.span)
  }

  @Test func `the same seed gives the same hash`() {
    let bytes = Array("+15555550100".utf8)
    #expect(hash(bytes) == hash(bytes))
    #expect(hash(bytes, seed: 1) != hash(bytes, seed: 2))
  }

  /// Runs and ledgers outlive the program: these values must never change.
  @Test(
    arguments: [
      ("", 0xBC92_757A_3877_C8F8), ("a", 0x7A2D_D4A1_0790_D0EC), ("message", 0xB945_DFF2_0B80_B6E2),
      ("messages", 0xCB8B_3792_D2ED_6854), ("message-delivered", 0xFDCC_E719_EE23_AC7B),
    ] as [(String, UInt64)])
  func `the stable hash stays`(text: String, expected: UInt64) {
    let bytes = Array(text.utf8)
    #expect(StableHash.stable.hash(bytes.span) == expected)
  }

  @Test func `lengths and prefixes matter`() {
    for fill: UInt8 in [0, 0x41, 0xFF] {
      let hashes = (0...100).map { hash(Array(repeating: fill, count: $0)) }
      #expect(Set(hashes).count == hashes.count)
    }
  }

  @Test func `every bit matters, at every length`() {
    for count in 1...40 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
      var hashes: Set = [hash(bytes)]
      for index in 0..<count {
        for bit in 0..<8 {
          var changed = bytes
          changed[index] ^= 1 << UInt8(bit)
          hashes.insert(hash(changed))
        }
      }
      #expect(hashes.count == 1 + count * 8, "\(count) bytes")
    }
  }

  /// Tables take the low bits and partitions the high ones.
  @Test func `both ends of the hash are spread evenly`() {
    var low = [Int](repeating: 0, count: 64)
    var high = low
    let count = 64_000
    for number in 0..<count {
      var bytes: [UInt8] = []
      bytes.append(digits: Int64(1_700_000_000_000 + number), width: 13)
      let hash = hash(bytes)
      low[Int(hash & 63)] += 1
      high[Int(hash >> 58)] += 1
    }
    // 1,000 each; six standard deviations are less than 200.
    #expect((low + high).allSatisfy { (800...1200).contains($0) })
  }

  @Test func `words that collide by one seed do not by another`() {
    // Many, found by trying: such as share the ten lowest bits.
    let (one, other) = (StableHash(seed: 1), StableHash(seed: 2))
    let colliding = (0..<200_000 as Range<UInt64>).filter { one.hash($0) & 0x3FF == 0 }
    #expect((100..<300).contains(colliding.count))
    #expect(Set(colliding.map { other.hash($0) & 0x3FF }).count > 60)
    for word in colliding { #expect(one.hash(word) == one.hash([word].span)) }
    let words: [[UInt64]] = [[1], [1, 0], [0, 1], [1, 2], [2, 1], [0], [0, 0]]
    #expect(Set(words.map { one.hash($0.span) }).count == words.count)
  }
}
