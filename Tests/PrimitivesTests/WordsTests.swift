import Primitives
import Testing

struct WordsTests {
  /// Words of few kinds of bytes, so that matches are frequent and next to near misses.
  private func word(near byte: UInt8, using generator: inout SeededGenerator) -> UInt64 {
    let kinds = [byte, byte, byte &- 1, byte &+ 1, byte ^ 0x80, 0, 0x7F, 0x80, 0xFF]
    return (0..<8).reduce(0) { word, _ in
      word << 8 | UInt64(kinds.randomElement(using: &generator) ?? byte)
    }
  }

  private func bytes(of word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) }
  }

  /// Expects the lowest raised bit to be that of the first match, and every match to be raised.
  private func expect(_ mask: UInt64, _ matches: [Bool], _ comment: Comment) {
    #expect(mask & ~ByteMask.high == 0, comment)
    #expect(mask.trailingZeroBitCount / 8 == matches.firstIndex(of: true) ?? 8, comment)
    for (index, isMatch) in matches.enumerated() where isMatch {
      #expect(mask >> UInt64(index * 8) & 0x80 != 0, comment)
    }
  }

  @Test func `masks agree with a slow loop`() {
    let seed: UInt64 = 23
    var generator = SeededGenerator(seed: seed)
    for byte in UInt8.min...UInt8.max {
      for _ in 0..<100 {
        let word = word(near: byte, using: &generator)
        let comment: Comment = "\(String(word, radix: 16)), \(byte), seed \(seed)"
        expect(ByteMask.equal(word, to: byte), bytes(of: word).map { $0 == byte }, comment)
        guard byte <= 127 else { continue }
        expect(ByteMask.less(word, than: byte), bytes(of: word).map { $0 < byte }, comment)
      }
    }
  }

  @Test func `a word is little-endian, at any offset`() {
    let bytes = Array(UInt8(0)..<32)
    for offset in 0...24 {
      let word = bytes.span.word(at: offset)
      #expect(self.bytes(of: word) == Array(bytes[offset..<offset + 8]))
    }
  }

  @Test func `four bytes are a little-endian word, at any offset`() {
    let bytes: [UInt8] = [0x01, 0x02, 0x03, 0x84, 0xFF]
    #expect(bytes.span.word32(at: 0) == 0x8403_0201)
    #expect(bytes.span.word32(at: 1) == 0xFF84_0302)
    var written: [UInt8] = [7]
    written.append(littleEndian: 0x8403_0201 as UInt32)
    #expect(written == [7] + bytes[..<4])
  }

  @Test func `eight digits read as what was written`() {
    var generator = SeededGenerator(seed: 31)
    let edges: [UInt64] = [
      0, 9, 10, 99, 100, 9_999, 10_000, 10_099, 99_999, 12_345_678, 99_999_999,
    ]
    // Each part of four digits there is, before and behind each other.
    let parts = (0..<10_000 as Range<UInt64>).flatMap { [$0, $0 * 10_000 + (9_999 - $0)] }
    let drawn = (0..<10_000).map { _ in UInt64.random(in: 0..<100_000_000, using: &generator) }
    for number in edges + parts + drawn {
      let word = UInt64(writingEightDigits: number)
      #expect(word.eightDigits == number)
      let text = String(number)
      let padded = String(repeating: "0", count: 8 - text.count) + text
      #expect(bytes(of: word) == Array(padded.utf8))
    }
  }

  @Test func `packing a literal is loading it`() {
    let bytes = Array("messages".utf8)
    #expect(packed("messages") == bytes.span.word(at: 0))
    #expect(packed("id") == 0x6469)
    #expect(packed("") == 0)
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `eight digits are a number`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let text = (0..<9).map { _ in
        Int.random(in: 0..<40, using: &generator) > 0
          ? UInt8.random(in: 0x30...0x39, using: &generator)
          : UInt8.random(in: 0...0xFF, using: &generator)
      }
      let expected = text.dropFirst().reduce(0 as UInt64?) { number, byte in
        byte.isASCIIDigit ? number.map { $0 * 10 + UInt64(byte - 0x30) } : nil
      }
      #expect(text.span.eightDigits(at: 1) == expected, "seed \(seed), \(text)")
    }
  }
}
