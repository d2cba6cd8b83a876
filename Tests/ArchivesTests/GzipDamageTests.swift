import Archives
import Primitives
import SystemPackage
import TestSupport
import Testing

struct GzipDamageTests {
  static let first = gzip(Array("first\n".utf8), fields: GzipFields(name: "a", isChecked: true))
  static let second = gzip(Array("second\n".utf8), fields: GzipFields(extra: [1, 2, 3]))
  static let twoMembers = first + second

  @Test func `an archive cut inside a member is truncated, and nothing before the cut is lost`()
    throws
  {
    for cut in 1..<Self.twoMembers.count {
      let archive = try ReadArchive(Array(Self.twoMembers.prefix(cut)))
      guard cut != Self.first.count else {
        #expect(archive.summary.status == .ok)
        continue
      }
      let member = cut > Self.first.count ? 2 : 1
      #expect(archive.summary.status == .truncated, "cut at \(cut)")
      #expect(
        archive.summary.damage
          == ArchiveDamage(.truncated, member: member, offset: Int64(cut)), "cut at \(cut)")
      #expect(archive.summary.members == member, "cut at \(cut)")
      #expect("first\nsecond\n".hasPrefix(archive.text), "cut at \(cut)")
      if member == 2 { #expect(archive.text.hasPrefix("first\n"), "cut at \(cut)") }
    }
  }

  @Test func `a flipped bit changes no data unnoticed`() throws {
    for bit in 0..<Self.twoMembers.count * 8 {
      var stored = Self.twoMembers
      stored[bit / 8] ^= 1 << (bit % 8)
      let archive = try ReadArchive(stored)
      // Even without its magic it is no plain file.
      #expect(archive.summary.members > 0, "bit \(bit)")
      if bit < 16 {
        #expect(archive.text == "first\nsecond\n", "bit \(bit)")
        #expect(archive.summary.damage == ArchiveDamage(.wrongMagic, member: 1, offset: 0))
      }
      if archive.summary.status == .ok {
        #expect(archive.text == "first\nsecond\n", "bit \(bit)")
      }
      #expect(archive.summary.compressedBytes == Int64(stored.count), "bit \(bit)")
      #expect(archive.summary.checksum == gzipChecksum(stored), "bit \(bit)")
    }
  }

  /// Damages the first member at `offset` from its end; the second one follows.
  private func archive(flippingAtEnd offset: Int, inputSize: Int) throws -> ReadArchive {
    var stored = Self.twoMembers
    stored[Self.first.count - offset] ^= 0xFF
    return try ReadArchive(stored, inputSize: inputSize)
  }

  @Test(arguments: [2, 3, 64])
  func `behind a wrong checksum or length the next member is read`(inputSize: Int) throws {
    for offset in 1...8 {
      let archive = try archive(flippingAtEnd: offset, inputSize: inputSize)
      #expect(archive.text == "first\nsecond\n")
      #expect(archive.summary.status == .corrupt)
      #expect(archive.summary.members == 2)
      let damage = try #require(archive.summary.damage)
      #expect(damage.member == 1)
      #expect(damage.offset == Int64(Self.first.count - (offset > 4 ? 8 : 4)))
    }
    let wrongLength = try archive(flippingAtEnd: 4, inputSize: inputSize).summary.damage
    #expect(wrongLength?.kind == .wrongLength(stored: 6 ^ 0xFF, computed: 6))
  }

  @Test func `a wrong header checksum is corrupt, and the data is read`() throws {
    var stored = Self.twoMembers
    stored[4] ^= 1  // The modification time.
    let archive = try ReadArchive(stored)
    #expect(archive.text == "first\nsecond\n")
    #expect(archive.summary.status == .corrupt)
    #expect(
      archive.summary.damage == ArchiveDamage(.wrongHeaderChecksum, member: 1, offset: 12))
  }

  @Test(
    arguments: [
      (2, 7, .unknownMethod(7)), (3, 0x20, .reservedFlags(0x20)), (3, 0x88, .reservedFlags(0x88)),
    ] as [(Int, UInt8, ArchiveDamage.Kind)])
  func `behind a header that cannot be understood nothing is read`(
    offset: Int, byte: UInt8, kind: ArchiveDamage.Kind
  ) throws {
    var stored = Self.twoMembers + Self.first
    stored[Self.first.count + offset] = byte
    let archive = try ReadArchive(stored)
    #expect(archive.text == "first\n")
    #expect(archive.summary.status == .corrupt)
    #expect(
      archive.summary.damage
        == ArchiveDamage(kind, member: 2, offset: Int64(Self.first.count + offset)))
    #expect(archive.summary.compressedBytes == Int64(stored.count))
  }

  @Test func `behind broken deflate data nothing is read, and what came before is kept`() throws {
    let bytes = [UInt8].sample(count: 100_000, seed: 3)
    // Stored, in blocks that begin with their type and length.
    var broken = gzip(bytes, level: 0)
    let blockCount = Int(broken[11]) | Int(broken[12]) << 8
    let secondBlock = 10 + 5 + blockCount
    try #require(blockCount < bytes.count)
    broken[secondBlock] = 7  // A block type that does not exist.
    let stored = broken + Self.first
    for windowSize in [16, 1000, 1 << 20] {
      let archive = try ReadArchive(stored, windowSize: windowSize)
      #expect(archive.bytes == Array(bytes.prefix(blockCount)))
      #expect(archive.summary.status == .corrupt)
      #expect(
        archive.summary.damage
          == ArchiveDamage(
            .brokenDeflate(reason: "invalid block type"), member: 1,
            offset: Int64(secondBlock + 1)))
      #expect(archive.summary.members == 1)
      #expect(archive.summary.compressedBytes == Int64(stored.count))
      #expect(archive.summary.checksum == gzipChecksum(stored))
    }
  }

  @Test func `the verdict on damage does not depend on the size of the buffers`() throws {
    let whole = gzip(.sample(count: 3000, seed: 5)) + [0, 0, 0] + Self.twoMembers
    for seed in 1...300 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var stored = whole
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        stored[Int.random(in: 2..<stored.count, using: &generator)] = UInt8.random(
          in: .min ... .max, using: &generator)
      }
      try expectSameInSmallBuffers(stored, &generator, "seed \(seed)")
    }
  }

  @Test(arguments: [1, 7, 8, 9, 511, 100_000])
  func `zeros between and behind members are padding`(count: Int) throws {
    let zeros = [UInt8](repeating: 0, count: count)
    let archive = try ReadArchive(Self.first + zeros + Self.second + zeros)
    #expect(archive.text == "first\nsecond\n")
    #expect(archive.summary.status == .ok)
    #expect(archive.summary.members == 2)
  }

  @Test(
    arguments: [[0x20], [0x1F, 0x8C], [0x1F, 0], [0, 0, 0x41], [0, 0x1F, 0x20]] as [[UInt8]])
  func `anything else behind a member is corrupt, and the data is kept`(rest: [UInt8]) throws {
    for inputSize in [2, 3, 64] {
      let archive = try ReadArchive(Self.first + rest, inputSize: inputSize)
      #expect(archive.text == "first\n")
      #expect(archive.summary.status == .corrupt)
      let zeros = rest.prefix { $0 == 0 }.count
      #expect(
        archive.summary.damage
          == ArchiveDamage(
            .trailingBytes, member: 1, offset: Int64(Self.first.count + zeros)))
      #expect(archive.summary.members == 1)
    }
  }

  @Test func `the first damage decides`() throws {
    var stored = Self.twoMembers.dropLast()
    stored[Self.first.count - 1] ^= 1
    let archive = try ReadArchive(Array(stored))
    #expect(archive.summary.status == .corrupt)
    #expect(archive.summary.damage?.member == 1)
  }

  @Test(
    arguments: [
      (.truncated, "ends inside gzip member 2 at byte 40; is it still being written?"),
      (
        .wrongChecksum(stored: 0x10, computed: 0xAB),
        "gzip member 2, byte 40: the CRC-32 is 0xab, not 0x10 as stored; fetch the archive again"
      ),
      (
        .trailingBytes,
        """
        something other than zeros follows the last gzip member at byte 40; \
        fetch the archive again
        """
      ),
      (.foreign(.zstd), "zstd-compressed; decompress it first"),
      (.cannotOpen(.permissionDenied), "cannot be opened: Permission denied"),
    ] as [(ArchiveDamage.Kind, String)])
  func `damage names the place and the remedy`(kind: ArchiveDamage.Kind, text: String) {
    #expect(ArchiveDamage(kind, member: 2, offset: 40).description == text)
  }
}
