import Archives
import Foundation
import Primitives
import TestSupport
import Testing

/// An archive that is inflated ahead of its consumer is the same archive.
struct AheadTests {
  /// What a consumer saw that takes what `take` says of each window.
  private static func read(
    _ path: String, ahead: Bool, inputSize: Int, windowSize: Int, take: (Int) -> Int
  ) -> (bytes: [UInt8], lastFlags: [Bool], summary: ArchiveSummary) {
    var bytes: [UInt8] = []
    var lastFlags: [Bool] = []
    let source = ArchiveSource(name: Array(path.utf8), byteCount: 0)
    let summary = ArchiveReader.read(
      source, ahead: ahead, inputSize: inputSize, windowSize: windowSize
    ) { window, isLast in
      let count = isLast ? window.count : min(take(window.count), window.count)
      bytes.append(window.extracting(first: count))
      lastFlags.append(isLast)
      return count
    }
    return (bytes, lastFlags, summary)
  }

  /// Reads `stored` both ways, and expects the same.
  private func expectSame(
    _ stored: [UInt8], inputSize: Int = 512, windowSize: Int = 1000, _ comment: String,
    take: (Int) -> Int = { $0 }
  ) throws {
    let scratch = try Scratch()
    let path = try scratch.write(stored, to: "archive")
    let plain = Self.read(
      path, ahead: false, inputSize: inputSize, windowSize: windowSize, take: take)
    let ahead = Self.read(
      path, ahead: true, inputSize: inputSize, windowSize: windowSize, take: take)
    #expect(ahead.bytes == plain.bytes, "\(comment)")
    #expect(ahead.summary == plain.summary, "\(comment)")
    #expect(ahead.lastFlags.last == true, "\(comment)")
    #expect(ahead.lastFlags.filter { $0 }.count == 1, "\(comment)")
  }

  @Test func `odd archives are the same ahead`() throws {
    let data = [UInt8].sample(count: 20_000, seed: 1)
    let stored = gzip(data)
    let archives: [(String, [UInt8])] = [
      ("empty", []), ("one byte", [0x1F]), ("plain", data), ("gzip", stored),
      ("empty members", gzip([]) + [0, 0] + gzip([])), ("members", stored + [0] + stored),
      ("trailing bytes", stored + [1, 2]), ("zstd", [0x28, 0xB5, 0x2F, 0xFD] + data),
      ("gzipped zstd", gzip([0x28, 0xB5, 0x2F, 0xFD] + data)),
    ]
    for (name, stored) in archives { try expectSame(stored, name) }
    let source = ArchiveSource(name: Array("/no/such/archive".utf8), byteCount: 0)
    let summaries = [false, true].map { ahead in
      ArchiveReader.read(source, ahead: ahead) { window, _ in window.count }
    }
    #expect(summaries[0] == summaries[1])
    #expect(summaries[0].status == .unreadable)
  }

  @Test func `damaged archives are the same ahead`() throws {
    var random = SeededGenerator(seed: 0x5EED_2028)
    let member = gzip([UInt8].sample(count: 5_000, seed: 2))
    for round in 0..<200 {
      var stored = member + member
      if Bool.random(using: &random) {
        stored.removeLast(Int.random(in: 0...stored.count, using: &random))
      }
      if let place = stored.indices.randomElement(using: &random) {
        stored[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      try expectSame(stored, "round \(round)")
    }
  }

  @Test func `a consumer may take as much or as little as it likes`() throws {
    let stored = gzip([UInt8].sample(count: 3_000_000, seed: 3))
    for (seed, limit) in [(1, 1_000), (2, 60_000), (3, 70_000), (4, 400_000)] as [(UInt64, Int)] {
      var random = SeededGenerator(seed: seed)
      for windowSize in [10_000, 200_000] {
        try expectSame(
          stored, inputSize: 4096, windowSize: windowSize, "limit \(limit), \(windowSize)"
        ) { count in
          // Nothing of a window that is too small, else any part.
          count < limit ? 0 : Int.random(in: count / 2...count, using: &random)
        }
      }
    }
  }

  @Test func `windows grow by a factor for a consumer that takes nothing`() throws {
    let stored = gzip([UInt8].sample(count: 1_000_000, seed: 4))
    let scratch = try Scratch()
    let path = try scratch.write(stored, to: "archive")
    let read = Self.read(path, ahead: true, inputSize: 4096, windowSize: 1000) { _ in 0 }
    #expect(read.bytes.count == 1_000_000)
    #expect(read.lastFlags.count < 15)
  }

  @Test func `an error of the consumer ends the reading, whatever the thread waits for`() throws {
    struct Enough: Error {}
    let scratch = try Scratch()
    let path = try scratch.write([UInt8].sample(count: 2_000_000, seed: 5), to: "a.ndjson")
    for sourcePath in [path, try scratch.makePipe("pipe")] {
      // The pipe brings two windows, and then nothing; nobody closes it.
      let pipe = sourcePath == path ? nil : FileHandle(forUpdatingAtPath: sourcePath)
      let writer = Thread { pipe?.write(Data(repeating: 10, count: 9_000)) }
      writer.start()
      var windows = 0
      #expect(throws: Enough.self) {
        try ArchiveReader.read(
          ArchiveSource(name: Array(sourcePath.utf8), byteCount: 0), ahead: true, windowSize: 4096
        ) { window, _ throws(Enough) in
          windows += 1
          if windows == 2 { throw Enough() }
          return window.count
        }
      }
      try pipe?.close()
    }
  }
}
