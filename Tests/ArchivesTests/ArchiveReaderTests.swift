import Archives
import Primitives
import TestSupport
import Testing

struct ArchiveReaderTests {
  @Test func `a plain file is handed out as it is`() throws {
    let archive = try ReadArchive(Array("123456789".utf8))
    #expect(archive.text == "123456789")
    #expect(
      archive.summary
        == ArchiveSummary(
          status: .ok, compressedBytes: 9, bytes: 9, members: 0, checksum: 0xCBF4_3926,
          damage: nil))
  }

  @Test func `members are joined`() throws {
    let stored = gzip(Array("one\n".utf8)) + gzip([]) + gzip(Array("two\n".utf8))
    let archive = try ReadArchive(stored)
    #expect(archive.text == "one\ntwo\n")
    #expect(
      archive.summary
        == ArchiveSummary(
          status: .ok, compressedBytes: Int64(stored.count), bytes: 8, members: 3,
          checksum: gzipChecksum(stored), damage: nil))
  }

  @Test(
    arguments: [([], 0), (gzip([]), 1), (gzip([]) + [0, 0] + gzip([]), 2)] as [([UInt8], Int)])
  func `an archive without a byte is empty`(stored: [UInt8], members: Int) throws {
    let summary = try ReadArchive(stored).summary
    #expect(summary.status == .empty)
    #expect(summary.members == members)
    #expect(summary.damage == nil)
  }

  @Test(arguments: [0, 1, 2, 9])
  func `all header fields are skipped`(level: Int32) throws {
    for extra in [nil, [], [UInt8](repeating: 0, count: 700)] as [[UInt8]?] {
      for (name, isChecked) in [(nil, true), ("a name", false), ("", true)] {
        let fields = GzipFields(extra: extra, name: name, comment: name, isChecked: isChecked)
        let stored = gzip(Array("data".utf8), level: level, fields: fields)
        for inputSize in [2, 7, 64] {
          let archive = try ReadArchive(stored + stored, inputSize: inputSize)
          #expect(archive.text == "datadata", "\(fields)")
          #expect(archive.summary.status == .ok, "\(fields)")
        }
      }
    }
  }

  @Test func `the last window is announced, once and last`() throws {
    for count in 0..<70 {
      let bytes = [UInt8].sample(count: count, seed: 1)
      for stored in [bytes, gzip(bytes)] {
        let archive = try ReadArchive(stored, inputSize: 16, windowSize: 16)
        #expect(archive.bytes == bytes)
        #expect(archive.lastFlags.last == true)
        #expect(archive.lastFlags.filter { $0 }.count == 1)
      }
    }
  }

  @Test func `a window does not grow for a consumer that keeps up`() throws {
    let bytes = [UInt8](repeating: 0x61, count: 5_000_000)
    for stored in [bytes, gzip(bytes)] {
      let archive = try ReadArchive(stored)
      #expect(archive.bytes == bytes)
      #expect(archive.largestWindow <= ArchiveReader.defaultWindowSize)
    }
  }

  @Test func `a window of which nothing is consumed doubles`() throws {
    let scratch = try Scratch()
    let path = try scratch.write(gzip(.sample(count: 100_000, seed: 2)), to: "a.gz")
    var sizes: [Int] = []
    let archive = ReadArchive(path: path, windowSize: 1000) { window in
      sizes.append(window.count)
      return window.count < 8000 ? 0 : window.count
    }
    #expect(sizes.prefix(4) == [1000, 2000, 4000, 8000])
    #expect(archive.largestWindow == 8000)
    #expect(archive.bytes == .sample(count: 100_000, seed: 2))
  }

  @Test func `pieces of any size add up to the whole`() throws {
    let scratch = try Scratch()
    for seed in 1...60 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let members = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        [UInt8].sample(count: Int.random(in: 0...3000, using: &generator), seed: generator.next())
      }
      let bytes = Array(members.joined())
      let isPlain = Bool.random(using: &generator)
      let stored = isPlain ? bytes : Array(members.map { gzip($0) }.joined())
      let path = try scratch.write(stored, to: "\(seed)")
      let archive = ReadArchive(
        path: path, inputSize: Int.random(in: 2...300, using: &generator),
        windowSize: Int.random(in: 16...300, using: &generator)
      ) { window in
        window.count < 2000 ? Int.random(in: 0...window.count, using: &generator) : window.count
      }
      #expect(archive.bytes == bytes, "seed \(seed)")
      #expect(archive.summary.bytes == Int64(bytes.count), "seed \(seed)")
      #expect(archive.summary.checksum == gzipChecksum(stored), "seed \(seed)")
    }
  }

  @Test func `an error of the consumer ends the reading`() throws {
    struct DiskFull: Error {}
    let scratch = try Scratch()
    let path = try scratch.write(Array("data".utf8), to: "a.ndjson")
    #expect(throws: DiskFull.self) {
      try ArchiveReader.read(ArchiveSource(name: Array(path.utf8), byteCount: 4)) {
        _, _ throws(DiskFull) in
        throw DiskFull()
      }
    }
  }
}
