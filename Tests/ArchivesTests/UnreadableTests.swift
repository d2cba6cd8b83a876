import Archives
import Foundation
import SystemPackage
import TestSupport
import Testing

struct UnreadableTests {
  @Test(
    arguments: [
      ([0x28, 0xB5, 0x2F, 0xFD, 0x24, 0], .zstd), ([0x5A, 0x2A, 0x4D, 0x18, 4], .zstd),
      (Array("BZh91AY&SY".utf8), .bzip2), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .xz),
      ([0xFF, 0xFE, 0x5B, 0], .utf16), ([0xFE, 0xFF, 0, 0x5B], .utf16),
      (Array("[{}]\n".utf8).flatMap { [$0, 0] }, .utf16),
      (Array("[{\"time\": 1234567890}]\n".utf8).flatMap { [0, $0] }, .utf16),
    ] as [([UInt8], ForeignFormat)])
  func `another format is named, gzipped or not`(stored: [UInt8], format: ForeignFormat) throws {
    for (stored, members) in [(stored, 0), (gzip(stored), 1)] {
      let archive = try ReadArchive(stored)
      #expect(archive.bytes == [])
      #expect(archive.lastFlags == [true])
      #expect(
        archive.summary
          == ArchiveSummary(
            status: .unreadable, compressedBytes: Int64(stored.count), bytes: 0,
            members: members, checksum: gzipChecksum(stored),
            damage: ArchiveDamage(.foreign(format), member: 0, offset: 0)))
    }
  }

  @Test(
    arguments: [
      [0, 0, 0, 0, 0, 0], [0x5B], [0x5B, 0], [0xFF], [0x28, 0xB5, 0x2F], Array("BZh".utf8),
      Array("BZhang".utf8), [0x1F, 0x20], [0x1F, 0x20, 8, 0x20],
      [0x5B, 0, 0x5B, 0, 0, 0], [0xEF, 0xBB, 0xBF, 0x5B, 0x5D],
      // Somebody sent these bytes first, and others sent callbacks.
      Array("BZh9\n{\"x\":1}\n".utf8), [0xFF, 0xFE] + Array("\n\n[{\"x\":1}]".utf8),
      [0x28, 0xB5, 0x2F, 0xFD, 0, 0x0A] + Array("{\"x\":1}\n".utf8),
      Array("[\0[\0[\0[\0[\0[\0[\0[\0[\0\n{\"x\":1}\n".utf8),
    ] as [[UInt8]])
  func `what only looks like another format is read`(stored: [UInt8]) throws {
    let archive = try ReadArchive(stored)
    #expect(archive.summary.status == .ok)
    #expect(archive.bytes == stored)
  }

  @Test func `a large file in another format keeps its size and checksum`() throws {
    let stored = [0x28, 0xB5, 0x2F, 0xFD] + [UInt8].sample(count: 1_000_000, seed: 4)
    let archive = try ReadArchive(stored, windowSize: 1000)
    #expect(archive.summary.compressedBytes == 1_000_004)
    #expect(archive.summary.checksum == gzipChecksum(stored))
    #expect(archive.bytes == [])
  }

  @Test func `a file that does not open has no bytes and says why`() throws {
    let archive = ReadArchive(path: "/nowhere/a.gz") { $0.count }
    #expect(archive.lastFlags == [true])
    #expect(
      archive.summary
        == ArchiveSummary(
          status: .unreadable, compressedBytes: 0, bytes: 0, members: 0, checksum: 0,
          damage: ArchiveDamage(.cannotOpen(.noSuchFileOrDirectory), member: 0, offset: 0)))
  }

  @Test func `a failing read ends the archive and says why`() throws {
    let scratch = try Scratch()
    let archive = ReadArchive(path: scratch.url.path) { $0.count }
    #expect(archive.lastFlags == [true])
    #expect(
      archive.summary.damage == ArchiveDamage(.cannotRead(.isDirectory), member: 0, offset: 0))
  }

  /// Nobody writes to it: to open it as what it is now would wait for ever.
  @Test func `what takes the place of a file that was found is not waited for`() throws {
    let scratch = try Scratch()
    for inFolder in [true, false] {
      let path = try scratch.write([1], to: "a.log")
      let sources = try Discovery.archives(in: [inFolder ? scratch.url.path : path])
      try FileManager.default.removeItem(atPath: path)
      try scratch.makePipe("a.log")
      let summary = ArchiveReader.read(try #require(sources.first)) { window, _ in window.count }
      #expect(
        summary.damage == ArchiveDamage(.cannotOpen(.noSuchAddressOrDevice), member: 0, offset: 0))
      try FileManager.default.removeItem(atPath: path)
    }
  }

  @Test func `a pipe that brings one byte at a time is read`() throws {
    let scratch = try Scratch()
    let path = try scratch.makePipe("pipe")
    let stored = gzip(Array("data".utf8))
    let writer = Thread {
      guard let file = FileHandle(forWritingAtPath: path) else { return }
      for byte in stored { file.write(Data([byte])) }
    }
    writer.start()
    let archive = ReadArchive(path: path) { $0.count }
    #expect(archive.text == "data")
    #expect(archive.summary.status == .ok)
    #expect(archive.summary.compressedBytes == Int64(stored.count))
  }
}
