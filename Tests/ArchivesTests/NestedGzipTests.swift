import Archives
import Primitives
import TestSupport
import Testing

struct NestedGzipTests {
  static let text = Array("first\nsecond\n".utf8)

  /// `bytes` inside so many layers of gzip.
  static func gzipped(_ bytes: [UInt8], layers: Int) -> [UInt8] {
    (0..<layers).reduce(bytes) { stored, _ in gzip(stored) }
  }

  @Test(arguments: 1...4, [2, 16, 64 << 10])
  func `gzip inside gzip is read through`(layers: Int, inputSize: Int) throws {
    let bytes = [UInt8].sample(count: 20_000, seed: 6)
    let stored = Self.gzipped(bytes, layers: layers)
    let archive = try ReadArchive(stored, inputSize: inputSize)
    #expect(archive.bytes == bytes)
    #expect(
      archive.summary
        == ArchiveSummary(
          status: .ok, compressedBytes: Int64(stored.count), bytes: 20_000, members: 1,
          checksum: gzipChecksum(stored), damage: nil))
  }

  @Test func `deeper than four layers nothing is read`() throws {
    let stored = Self.gzipped(Self.text, layers: 5)
    let archive = try ReadArchive(stored)
    #expect(archive.bytes == [])
    #expect(archive.summary.status == .unreadable)
    #expect(archive.summary.compressedBytes == Int64(stored.count))
    #expect(
      archive.summary.damage?.description == "more than 4 layers of gzip; decompress it first")
  }

  @Test func `members behind what is not read are not counted`() throws {
    let stored = Self.gzipped(Self.text, layers: 5) + gzip(Self.text)
    let whole = try ReadArchive(stored).summary
    #expect(whole.members == 1)
    #expect(try ReadArchive(stored, inputSize: 2).summary == whole)
  }

  @Test func `another format is named through all layers`() throws {
    let archive = try ReadArchive(Self.gzipped([0x28, 0xB5, 0x2F, 0xFD, 0], layers: 4))
    #expect(archive.summary.status == .unreadable)
    #expect(archive.summary.damage?.kind == .foreign(.zstd))
  }

  @Test func `no byte in any layer is empty`() throws {
    for layers in 1...4 {
      #expect(try ReadArchive(Self.gzipped([], layers: layers)).summary.status == .empty)
    }
  }

  @Test func `members of both layers are joined wherever they end`() throws {
    let inner = gzip(Array("fir".utf8)) + [0, 0] + gzip([]) + gzip(Array("st\nsecond\n".utf8))
    for cut in 0...inner.count {
      let stored = gzip(Array(inner[..<cut])) + gzip([]) + gzip(Array(inner[cut...]))
      let archive = try ReadArchive(stored, inputSize: 7, windowSize: 16)
      #expect(archive.bytes == Self.text, "cut at \(cut)")
      #expect(archive.summary.status == .ok, "cut at \(cut)")
      #expect(archive.summary.members == 3)
    }
  }

  @Test func `damage of an inner layer is named with the layer`() throws {
    let inner = gzip(Self.text)
    var wrong = inner
    wrong[inner.count - 8] ^= 1
    let cases: [(inner: [UInt8], damage: ArchiveDamage, text: [UInt8])] = [
      (
        inner.dropLast(3),
        ArchiveDamage(.truncated, layer: 2, member: 1, offset: Int64(inner.count - 3)), Self.text
      ),
      (
        inner + [7], ArchiveDamage(.trailingBytes, layer: 2, member: 1, offset: Int64(inner.count)),
        Self.text
      ),
      (
        wrong + gzip(Self.text),
        ArchiveDamage(
          .wrongChecksum(stored: gzipChecksum(Self.text) ^ 1, computed: gzipChecksum(Self.text)),
          layer: 2, member: 1, offset: Int64(inner.count - 8)), Self.text + Self.text
      ),
      ([0x1F], ArchiveDamage(.truncated, layer: 2, member: 1, offset: 1), []),
      (
        inner + [0x1F, 0x8B, 9],
        ArchiveDamage(
          .unknownMethod(9), layer: 2, member: 2, offset: Int64(inner.count + 2)), Self.text
      ),
    ]
    for (inner, damage, text) in cases {
      let archive = try ReadArchive(gzip(inner))
      #expect(archive.summary.damage == damage)
      #expect(archive.bytes == text)
      #expect(archive.summary.compressedBytes == Int64(gzip(inner).count))
    }
    #expect(
      ArchiveDamage(.truncated, layer: 2, member: 1, offset: 40).description
        == "in gzip layer 2: ends inside gzip member 1 at byte 40; is it still being written?")
  }

  @Test func `damage of an outer layer is the cause, and is named instead`() throws {
    let inner = gzip(Array([UInt8].sample(count: 200_000, seed: 7)))
    // Stored, so that the flip is noticed in the inner layer first.
    var stored = gzip(inner, level: 0)
    stored[stored.count / 2] ^= 1
    let archive = try ReadArchive(stored, inputSize: 1000)
    #expect(archive.summary.status == .corrupt)
    #expect(archive.summary.damage?.layer == 1)
    guard case .wrongChecksum = archive.summary.damage?.kind else {
      Issue.record("\(String(describing: archive.summary.damage))")
      return
    }
    let cut = try ReadArchive(Array(gzip(inner).dropLast(20)))
    #expect(cut.summary.damage?.kind == .truncated)
    #expect(cut.summary.damage?.layer == 1)
  }

  @Test func `the verdict does not depend on the size of the buffers`() throws {
    let whole = gzip(gzip(.sample(count: 3000, seed: 8)) + gzip(Self.text)) + gzip([0, 0])
    for seed in 1...200 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var inner = gzip(.sample(count: 2000, seed: seed)) + gzip(Self.text)
      inner[Int.random(in: 2..<inner.count, using: &generator)] ^= UInt8.random(
        in: 1...255, using: &generator)
      var stored = seed % 2 == 0 ? whole : gzip(inner)
      if seed % 2 == 0 {
        stored[Int.random(in: 2..<stored.count, using: &generator)] ^= 1 << 3
      }
      try expectSameInSmallBuffers(stored, &generator, "seed \(seed)")
    }
  }
}
