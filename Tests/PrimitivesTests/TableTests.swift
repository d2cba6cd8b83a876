import Primitives
import Testing

@Suite struct HashIndexTests {
  /// A table as the others are built: an index, and the keys in order.
  struct Table {
    var index = HashIndex()
    var keys: [UInt64] = []
    /// Few hashes, so that many keys meet.
    var hash: (UInt64) -> UInt64

    mutating func number(of key: UInt64) -> Int {
      var probe = index.probe(hash(key))
      while let entry = index.next(&probe) {
        if keys[entry] == key { return entry }
      }
      index.insert(hash(key), entry: keys.count)
      keys.append(key)
      return keys.count - 1
    }
  }

  @Test(arguments: [1, 2, 1 << 20, .max] as [UInt64])
  func `every key is found again`(hashCount: UInt64) {
    let seed: UInt64 = 5
    var generator = SeededGenerator(seed: seed)
    var table = Table { $0 % hashCount &* 0x9E37_79B9_7F4A_7C15 }
    var known: [UInt64: Int] = [:]
    for _ in 0..<3000 {
      let key = UInt64.random(in: 0..<1000, using: &generator)
      let number = table.number(of: key)
      #expect(number == known[key, default: known.count], "seed \(seed), key \(key)")
      known[key] = number
    }
    #expect(table.keys.count == known.count)
  }
}

@Suite struct ByteCountTests {
  @Test(
    arguments: [
      ("0", 0), ("500", 500), ("12B", 12), ("64kB", 64_000), ("64KiB", 65_536),
      ("64MB", 64_000_000), ("64MiB", 67_108_864), ("1GB", 1_000_000_000), ("2TiB", 2 << 40),
    ] as [(String, Int64)])
  func `reads units`(text: String, bytes: Int64) {
    #expect(ByteCount(text)?.bytes == bytes)
    #expect(ByteCount(ByteCount(bytes: bytes).description)?.bytes == bytes)
  }

  @Test(arguments: ["", "MB", "-1MB", "1.5MB", "1mb", "1 MB", "9999999999GB", "１MB"])
  func `refuses the rest`(text: String) {
    #expect(ByteCount(text) == nil)
  }
}
