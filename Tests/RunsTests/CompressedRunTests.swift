import Foundation
import Primitives
import SystemPackage
import TestSupport
import Testing

@testable import Runs

/// Runs whose blocks are compressed, and sections that were copied from other runs.
struct CompressedRunTests {
  /// Two sections of records that compress well, and one of a record that does not.
  static let sections: [[Record]] = {
    var generator = SeededGenerator(seed: 3)
    let noise = (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return [
      (0..<60).map { Record([UInt8($0)], Array("the same text, again and again \($0)".utf8)) },
      [Record([], noise)], [],
      (0..<9).map { Record([7, UInt8($0)], [UInt8](repeating: UInt8($0), count: 40)) },
    ]
  }()

  private func stored(_ folder: Scratch, compresses: Bool) throws -> [UInt8] {
    let path = FilePath(folder.path("run-\(compresses)"))
    var writer = RunWriter(
      to: try RunFile(creating: path), blockSize: 400, compresses: compresses)
    for (number, section) in Self.sections.enumerated() {
      try writer.beginSection(label: UInt64(number) * 1000)
      try append(section, to: &writer)
    }
    _ = try writer.finish()
    return [UInt8](try Data(contentsOf: URL(filePath: path.string)))
  }

  private func open(_ bytes: [UInt8], _ folder: Scratch) throws -> Run {
    let file = try folder.runs.createFile()
    try file.append(bytes.span)
    return try Run(opening: file)
  }

  private func readAll(_ bytes: [UInt8], _ folder: Scratch) throws -> [[Record]] {
    let run = try open(bytes, folder)
    return try (0..<run.sectionCount).map { try merged([run], section: $0).records }
  }

  @Test func `a compressed run is smaller, and reads the same`() throws {
    let folder = try Scratch()
    let (plain, compressed) = try (
      stored(folder, compresses: false), stored(folder, compresses: true)
    )
    #expect(compressed.count < plain.count * 2 / 3)
    #expect(try readAll(plain, folder) == Self.sections)
    #expect(try readAll(compressed, folder) == Self.sections)
    let run = try open(compressed, folder)
    #expect((0..<4).map { run.label(ofSection: $0) } == [0, 1000, 2000, 3000])
    #expect(run.bufferByteCount(forSection: 2) == 0)
  }

  @Test func `compressed and plain runs merge`() throws {
    let folder = try Scratch()
    let runs = try [true, false].map { try open(stored(folder, compresses: $0), folder) }
    let (records, keyCount) = try merged(runs)
    #expect(records.count == 120 && keyCount == 60)
    var merger = try RunMerger([
      RunMerger.Source(runs[0], section: 3), RunMerger.Source(runs[1], section: 1),
    ])
    var keys = 0
    while try merger.next({ _, _, _, _ in }) { keys += 1 }
    #expect(keys == 10)
  }

  @Test func `a changed byte of a compressed run never changes a record`() throws {
    let folder = try Scratch()
    let bytes = try stored(folder, compresses: true)
    for offset in bytes.indices {
      for mask in [0x01, 0x80, 0xFF] as [UInt8] {
        var damaged = bytes
        damaged[offset] ^= mask
        #expect(throws: RunError.self, "offset \(offset)") { try readAll(damaged, folder) }
      }
    }
    for count in bytes.indices {
      #expect(throws: RunError.self, "cut at \(count)") {
        try readAll(Array(bytes.prefix(count)), folder)
      }
    }
  }

  /// Whoever can make a checksum right can also lie about sizes.
  @Test(arguments: 0..<4)
  func `compressed bytes with right checksums do not make a trap`(seed: UInt64) throws {
    let folder = try Scratch()
    let bytes = try stored(folder, compresses: true)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      var damaged = bytes
      let size = 32 + Int(damaged.span.word32(at: 4))
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let offset = Int.random(in: 4..<size, using: &generator)
        damaged[offset] = .random(in: 0...255, using: &generator)
      }
      let end = min(32 + Int(damaged.span.word32(at: 4)), damaged.count)
      let checksum = damaged.span.extracting(4..<end).checksum
      for index in 0..<4 { damaged[index] = UInt8(truncatingIfNeeded: checksum >> (8 * index)) }
      do { _ = try merged([open(damaged, folder)]) } catch is RunError {}
    }
  }

  @Test func `a section copied into another run reads as it did`() throws {
    let folder = try Scratch()
    let runs = try [true, false].map { try open(stored(folder, compresses: $0), folder) }
    var writer = try RunWriter(in: folder.runs, compresses: true)
    for (run, section) in [(0, 3), (1, 0), (0, 2), (1, 1)] {
      try writer.beginSection(label: UInt64(section) * 1000)
      try writer.append(blocksOf: runs[run], section: section)
    }
    try writer.beginSection(label: 5)
    try append([Record("a", "1")], to: &writer)
    let run = try writer.finish()
    let found = try (0..<5).map { try merged([run], section: $0).records }
    #expect(found == [3, 0, 2, 1].map { Self.sections[$0] } + [[Record("a", "1")]])
    #expect(run.recordCount == 71)
  }

  @Test func `a link in the place of a run is not followed`() throws {
    let folder = try Scratch()
    _ = try stored(folder, compresses: true)
    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "run-true")
    #expect(throws: RunError(.cannotOpen(.tooManySymbolicLinkLevels), .file(FilePath(link)))) {
      try Run(at: FilePath(link))
    }
  }
}
