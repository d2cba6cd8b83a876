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
      require(buffer <= bytes.count, "a buffer of \(buffer) bytes")
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
    for blockSize in [1, 30, 4096] {
      for run in sections {
        guard let bytes = try? InMemory.run(run, blockSize: blockSize) else { continue }
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
    _ sections: [[(key: String, value: String)]], blockSize: Int
  ) throws(RunError) -> [UInt8] {
    var writer = RunWriter(to: file([]), blockSize: blockSize)
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
    var block = 0
    while block + BlockHeader.byteCount <= table {
      let end = block + BlockHeader.byteCount + number(bytes, at: block + 4) & 0xFFFF_FFFF
      guard end <= table else { break }
      seal(&bytes, block + 4..<end, at: block)
      block = end
    }
    seal(&bytes, table..<footer, at: footer + 24)
    seal(&bytes, footer..<footer + 32, at: footer + 32)
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    Int(truncatingIfNeeded: bytes.span.word(at: offset) & UInt64(Int.max))
  }

  private static func seal(_ bytes: inout [UInt8], _ range: Range<Int>, at offset: Int) {
    let checksum = bytes.span.extracting(range).checksum
    for index in 0..<4 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(index * 8))
    }
  }
}
