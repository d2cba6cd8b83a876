internal import CFuzzer
internal import Foundation
internal import Lifecycles
internal import Primitives
internal import SystemPackage

@testable import Runs

extension Target {
  /// Runs whose bytes were changed, and whose checksums are made right again.
  static let runs = Target("runs", lengthLimit: 512, seeds: runSeeds) { bytes in
    guard let form = bytes.first else { return }
    var stored = Array(bytes.dropFirst())
    // Otherwise next to none would come further than the first checksum.
    if form % 4 > 0 { RunSeal.seal(&stored) }
    try? readRun(stored, copies: 1 + Int(form / 4) % 3)
  }

  /// Reads all records of a run that is merged with itself.
  private static func readRun(_ bytes: [UInt8], copies: Int) throws(RunError) {
    let run: Run
    do throws(RunError) {
      run = try Run(opening: InMemory.file(bytes))
    } catch {
      guard case .damaged = error.kind else { return require(false, "\(error)") }
      return
    }
    require(run.byteCount == bytes.count, "\(run.byteCount) bytes")
    for section in 0..<min(run.sectionCount, 16) {
      let buffer = run.bufferByteCount(forSection: section)
      // What is compressed may say that it expands to so much.
      let limit = bytes.count * (run.isCompressed ? Int(Deflate.greatestRatio) + 1 : 1)
      require(buffer <= limit, "a buffer of \(buffer) bytes")
      var recordCount = 0
      var lastKey: [UInt8]?
      var merger = try RunMerger(Array(repeating: run, count: copies), section: section)
      var source = 0
      while try merger.next({ from, _, key, value in
        require(from == source % copies, "from \(from) instead of \(source)")
        if from == 0, let lastKey {
          require(lastKey.span.precedes(key), "\(lastKey) is not before the next key")
        }
        lastKey = []
        lastKey?.append(key)
        recordCount += 1
        source += 1
      }) { source = 0 }
      let expected = run.recordCount(inSection: section) * copies
      require(recordCount == expected, "\(recordCount) records instead of \(expected)")
    }
  }

  private static var runSeeds: [[UInt8]] {
    typealias Pair = (key: String, value: String)
    let sections: [[[Pair]]] = [
      [], [[]], [[], [("a", "1")], []],
      [[("a", "1"), ("ab", ""), ("b", "three")], [], [("c", "xxx"), ("d", "5"), ("e", "6")]],
      [(0..<12).map { ("0123456789abcdef\($0 + 10)", "v\($0)") }],
    ]
    var seeds: [[UInt8]] = []
    for (blockSize, compresses) in [(1, false), (30, false), (4096, false), (4096, true)] {
      for run in sections {
        let bytes = try? InMemory.run(run, blockSize: blockSize, compresses: compresses)
        guard let bytes else { continue }
        for form: UInt8 in [0, 1, 9] { seeds.append([form] + bytes) }
      }
    }
    return seeds
  }
}

/// Files that lie in no folder.
private enum InMemory {
  static func file(_ bytes: [UInt8]) -> RunFile {
    // SAFETY: the name is a literal, and the bytes outlive the call that is told their count.
    let number = unsafe memfd_create("fuzz", 0)
    require(number >= 0, "no file")
    let written = unsafe bytes.withUnsafeBytes { unsafe write(number, $0.baseAddress, $0.count) }
    require(written == bytes.count || bytes.isEmpty, "\(written) bytes written")
    return RunFile(FileDescriptor(rawValue: number), .file("memory"))
  }

  static func run(
    _ sections: [[(key: String, value: String)]], blockSize: Int, compresses: Bool
  ) throws(RunError) -> [UInt8] {
    var writer = RunWriter(to: file([]), blockSize: blockSize, compresses: compresses)
    for section in sections {
      try writer.beginSection()
      for (key, value) in section {
        try writer.append(key: Array(key.utf8).span, value: Array(value.utf8).span)
      }
    }
    let run = try writer.finish()
    var bytes = [UInt8](repeating: 0, count: run.byteCount)
    var target = bytes.mutableSpan
    try run.file.read(into: &target, 0..<run.byteCount, at: 0)
    return bytes
  }
}

/// Makes the checksums of a damaged run right, as far as its parts can be found.
private enum RunSeal {
  static func seal(_ bytes: inout [UInt8]) {
    guard bytes.count >= RunFooter.byteCount else { return }
    let footer = bytes.count - RunFooter.byteCount
    let table = min(number(bytes, at: footer + 8), footer)
    var checksums: [(block: Int, checksum: ArraySlice<UInt8>)] = []
    var block = 0
    while block + BlockHeader.byteCount <= table {
      let end = block + BlockHeader.byteCount + number(bytes, at: block + 4) & 0xFFFF_FFFF
      guard end <= table else { break }
      seal(&bytes, block + 4..<end, at: block)
      checksums.append((block, bytes[block..<block + 4]))
      block = end
    }
    let size = RunSection.entryByteCount
    for entry in stride(from: table, to: footer - size + 1, by: size) {
      let start = number(bytes, at: entry)
      let end = entry + 2 * size <= footer ? number(bytes, at: entry + size) : table
      let found = checksums.filter { start <= $0.block && $0.block < end }.flatMap(\.checksum)
      put(found.span.checksum, &bytes, at: entry + 24)
    }
    seal(&bytes, table..<footer, at: footer + 24)
    seal(&bytes, footer..<footer + 36, at: footer + 36)
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    Int(truncatingIfNeeded: bytes.span.word(at: offset) & UInt64(Int.max))
  }

  private static func seal(_ bytes: inout [UInt8], _ range: Range<Int>, at offset: Int) {
    put(bytes.span.extracting(range).checksum, &bytes, at: offset)
  }

  private static func put(_ checksum: UInt32, _ bytes: inout [UInt8], at offset: Int) {
    for index in 0..<4 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(index * 8))
    }
  }
}
