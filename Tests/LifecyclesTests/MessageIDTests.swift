import Primitives
import Testing

@testable import Lifecycles

struct MessageIDTests {
  private func creationTime(_ id: [UInt8]) -> Int64? {
    var overflow: [UInt8] = []
    return MessageID(id.span, overflow: &overflow).creationTime?.millisecondsSinceEpoch
  }

  private func isKept(_ id: [UInt8]) -> Bool {
    var overflow: [UInt8] = []
    let kept = MessageID(id.span, overflow: &overflow)
    var bytes: [UInt8] = []
    kept.append(to: &bytes, overflow)
    return bytes == id && kept.isPacked == overflow.isEmpty
  }

  /// What the contract says, byte by byte.
  private func expected(_ id: [UInt8]) -> Int64? {
    guard id.count == 29, id.prefix(13).allSatisfy({ (48...57).contains($0) }),
      id.dropFirst(13).allSatisfy({ (97...122).contains($0) || (50...55).contains($0) })
    else { return nil }
    return Int64(String(decoding: id.prefix(13), as: UTF8.self))
  }

  @Test func `an id of every other byte at every place tells no time`() {
    for id in ["1795176000000abcdefgh234567zz", "9999999999999zzzzzzzzzzzzzzzz"] {
      let id = Array(id.utf8)
      #expect(creationTime(id) == expected(id) && expected(id) != nil)
      for place in id.indices {
        for byte in UInt8.min...UInt8.max {
          var id = id
          id[place] = byte
          #expect(creationTime(id) == expected(id), "\(byte) at \(place)")
          #expect(isKept(id), "\(byte) at \(place)")
        }
      }
    }
  }

  @Test func `random ids tell what they begin with`() {
    var generator = SeededGenerator(seed: 4)
    let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyz\u{7F}`{:/".utf8)
    for _ in 0..<20_000 {
      let time = Int64.random(in: 0..<10_000_000_000_000, using: &generator)
      let digits = String(time)
      var id = Array((String(repeating: "0", count: 13 - digits.count) + digits).utf8)
      // Mostly of the characters that ids have.
      for _ in 0..<Int.random(in: 15...17, using: &generator) {
        let isOdd = Int.random(in: 0..<40, using: &generator) == 0
        id.append(
          (isOdd ? alphabet : Array(alphabet[10..<36])).randomElement(using: &generator) ?? 0)
      }
      #expect(creationTime(id) == expected(id), "\(String(decoding: id, as: UTF8.self))")
      #expect(isKept(id), "\(String(decoding: id, as: UTF8.self))")
    }
  }

  /// Byte by byte.
  private func expectedHash(_ id: [UInt8]) -> UInt64 {
    var words = InlineArray<4, UInt64>(repeating: 0)
    for (offset, byte) in id.prefix(32).enumerated() {
      words[offset / 8] |= UInt64(byte) << UInt64(offset % 8 * 8)
    }
    let first = StableHash.stable.hash(words, seed: UInt64(id.count))
    let rest = Array(id.dropFirst(32))
    return rest.isEmpty ? first : StableHash.fold(first, StableHash.stable.hash(rest.span) | 1)
  }

  @Test func `the hash of bytes is the same for ids of all lengths and forms`() {
    var overflow: [UInt8] = []
    for count in 0...80 {
      let id = (0..<count).map { UInt8($0 * 7 % 200 + 1) }
      let kept = MessageID(id.span, overflow: &overflow)
      #expect(kept.byteHash(.stable, overflow) == expectedHash(id), "\(count) bytes")
    }
    let packed = Array("9999999999999abcdefgh234567zz".utf8)
    let kept = MessageID(packed.span, overflow: &overflow)
    #expect(kept.isPacked && kept.byteHash(.stable, overflow) == expectedHash(packed))
  }

  @Test func `ids sort by their bytes, and are equal as those are`() {
    var generator = SeededGenerator(seed: 5)
    let alphabet = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)
    var overflow: [UInt8] = []
    let ids = (0..<400).map { _ -> [UInt8] in
      var id = Array("17951760000".utf8)
      for _ in 0..<2 { id.append(UInt8.random(in: 48...57, using: &generator)) }
      for _ in 0..<16 { id.append(alphabet[0]) }
      // Some differ late, some are of another form.
      id[Int.random(in: 11..<29, using: &generator)] =
        (alphabet + [48, 65]).randomElement(using: &generator) ?? 0
      return Bool.random(using: &generator) ? id : id.dropLast(2) + [alphabet[3], alphabet[9]]
    }
    for (a, b) in zip(ids + ids, ids.shuffled(using: &generator) + ids) {
      let (idA, idB) = (
        MessageID(a.span, overflow: &overflow), MessageID(b.span, overflow: &overflow)
      )
      #expect(idA.precedes(idB, overflow, overflow) == a.lexicographicallyPrecedes(b))
      #expect(idA.equals(idB, overflow, overflow) == (a == b))
      let hash = StableHash.perProcess
      #expect((idA.hash(hash, overflow) == idB.hash(hash, overflow)) == (a == b))
    }
  }
}
