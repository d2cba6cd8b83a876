import Primitives
import SystemPackage
import TestSupport
import Testing

@testable import Runs

/// Runs whose bytes were changed: an error or the exact records, and never a trap.
struct RunDamageTests {
  static let sections = [
    [Record("a", "1"), Record("ab", ""), Record("b", "three")], [],
    [Record("c", String(repeating: "x", count: 200)), Record("d", "5"), Record("e", "6")],
  ]

  let folder: Scratch
  let path: FilePath
  let place: RunError.Place
  /// A small run of several blocks, as it lies on disk.
  let bytes: [UInt8]

  init() throws {
    folder = try Scratch()
    path = FilePath(folder.path("run"))
    place = .temporaryFile(in: folder.runs.path)
    bytes = try storedRun(Self.sections, at: path, blockSize: 60)
  }

  private func open(_ bytes: [UInt8]) throws -> Run {
    let file = try folder.runs.createFile()
    try file.append(bytes.span)
    return try Run(opening: file)
  }

  /// Opens `bytes` as a run and reads all of it.
  private func readAll(_ bytes: [UInt8]) throws -> [[Record]] {
    let run = try open(bytes)
    return try (0..<run.sectionCount).map { try merged([run], section: $0).records }
  }

  @Test func `a run is read back from a file as it was written`() throws {
    let run = try Run(at: path)
    #expect(run.byteCount == bytes.count)
    #expect(run.recordCount == 6)
    for (section, records) in Self.sections.enumerated() {
      #expect(try merged([run], section: section).records == records)
    }
    #expect(try readAll(bytes) == Self.sections)
  }

  @Test func `a changed byte never changes a record`() throws {
    for offset in bytes.indices {
      for mask in [0x01, 0x80, 0xFF] as [UInt8] {
        var damaged = bytes
        damaged[offset] ^= mask
        #expect(throws: RunError.self, "offset \(offset), mask \(mask)") { try readAll(damaged) }
      }
    }
  }

  @Test func `a run cut anywhere, or with bytes behind it, is damaged`() throws {
    for count in bytes.indices {
      let error = #expect(throws: RunError.self, "cut at \(count)") {
        try readAll(Array(bytes.prefix(count)))
      }
      guard case .damaged(.truncated, _) = error?.kind else {
        Issue.record("cut at \(count): \(String(describing: error))")
        continue
      }
    }
    #expect(throws: RunError.self) { try readAll(bytes + [0]) }
    #expect(throws: RunError.self) { try readAll(bytes + bytes) }
    #expect(throws: RunError.self) { try readAll(Array(bytes.dropFirst())) }
  }

  @Test func `a block in the place of another is noticed`() throws {
    let same = [[Record("a", "1")], [Record("b", "2")]]
    let stored = try storedRun(same, at: path, blockSize: 1)
    let size = 36
    let swapped = Array(stored[size..<2 * size] + stored[..<size] + stored[(2 * size)...])
    #expect(throws: RunError(.damaged(.inconsistent, offset: 0), place)) {
      try readAll(swapped)
    }
  }

  @Test func `a block of another run is noticed, in the place that it had there`() throws {
    let stored = try storedRun([[Record("a", "1"), Record("b", "2")]], at: path, blockSize: 1)
    let other = try storedRun(
      [[Record("a", "3"), Record("b", "2")]], at: FilePath(folder.path("other")), blockSize: 1)
    let size = 36
    #expect(throws: RunError(.damaged(.inconsistent, offset: Int64(2 * size)), place)) {
      try readAll(Array(other[..<size] + stored[size...]))
    }
  }

  @Test(arguments: 0..<4)
  func `checksums made right do not make a trap`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let footer = bytes.count - 52
    for round in 0..<500 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let values: [UInt8] = [
          0, 1, 2, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &generator),
        ]
        damaged[Int.random(in: 0..<footer + 36, using: &generator)] =
          values[
            Int.random(in: 0..<values.count, using: &generator)]
      }
      sealAll(&damaged)
      // Wrong records are possible here, and an error is likely.
      do {
        let run = try open(damaged)
        for section in 0..<run.sectionCount { _ = try merged([run, run], section: section) }
      } catch let error as RunError {
        guard case .damaged = error.kind else {
          Issue.record("seed \(seed), round \(round): \(error)")
          continue
        }
      }
    }
  }

  /// Makes the checksums right of the blocks that can be found, of sections, table and footer.
  private func sealAll(_ bytes: inout [UInt8]) {
    func number(_ offset: Int, _ count: Int) -> UInt64 {
      (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[offset + $1]) }
    }
    func seal(_ range: Range<Int>, at offset: Int) {
      put(gzipChecksum(Array(bytes[range])), at: offset)
    }
    func put(_ checksum: UInt32, at offset: Int) {
      for index in 0..<4 {
        bytes[offset + index] = UInt8(truncatingIfNeeded: checksum >> (8 * index))
      }
    }
    let footer = bytes.count - 52
    let table = footer - Self.sections.count * 32
    var checksums: [Int: [UInt8]] = [:]
    var block = 0
    while block + 32 <= table {
      let end = block + 32 + Int(number(block + 4, 4))
      guard end <= table else { break }
      seal(block + 4..<end, at: block)
      checksums[block] = Array(bytes[block..<block + 4])
      block = end
    }
    for entry in stride(from: table, to: footer, by: 32) {
      let start = number(entry, 8)
      let end = entry + 32 < footer ? number(entry + 32, 8) : UInt64(table)
      let found = checksums.filter { UInt64($0.key) >= start && UInt64($0.key) < end }
        .sorted { $0.key < $1.key }
      put(gzipChecksum(found.flatMap(\.value)), at: entry + 24)
    }
    seal(table..<footer, at: footer + 24)
    seal(footer..<footer + 36, at: footer + 36)
  }

  @Test func `what is wrong is said`() throws {
    var newer = bytes
    newer[bytes.count - 12] = 3
    #expect(
      throws: RunError(.damaged(.unknownVersion(3), offset: Int64(bytes.count - 52)), place)
    ) {
      try readAll(newer)
    }
    #expect(throws: RunError(.damaged(.truncated, offset: 0), place)) { try readAll([]) }

    let missing = FilePath(folder.path("missing"))
    #expect(throws: RunError(.cannotOpen(.noSuchFileOrDirectory), .file(missing))) {
      try Run(at: missing)
    }
    #expect(throws: RunError.self) { try Run(at: folder.runs.path) }
    let error = RunError(.damaged(.checksumMismatch, offset: 20), .file("a\u{1B}"))
    #expect(error.description == "\"a\\x1b\": damaged at offset 20: the checksum is wrong")
  }

  /// Nobody is told then to do without the file.
  @Test(
    arguments: [
      .permissionDenied, .notPermitted, .tooManyOpenFiles, .tooManyOpenFilesInSystem,
    ] as [Errno])
  func `what keeps a user from a file is no fault of it`(error: Errno) {
    let error = RunError(.cannotOpen(error), place)
    #expect(error.obstacleRemedy != nil && !error.isLasting)
    #expect(RunError(.cannotOpen(.noSuchFileOrDirectory), place).obstacleRemedy == nil)
    #expect(RunError(.cannotRead(.ioError), place).obstacleRemedy == nil)
  }

  @Test func `keys out of order are noticed`() throws {
    let stored = try storedRun([[Record("a", "1"), Record("b", "2")]], at: path, blockSize: 60)
    for key in ["b", "c"] {
      var damaged = stored
      damaged[34] = Array(key.utf8)[0]
      let size = Int(damaged[4])
      let checksum = gzipChecksum(Array(damaged[4..<32 + size]))
      for index in 0..<4 { damaged[index] = UInt8(truncatingIfNeeded: checksum >> (8 * index)) }
      #expect(throws: RunError(.damaged(.unsorted, offset: 0), place)) {
        try readAll(damaged)
      }
    }
  }
}
